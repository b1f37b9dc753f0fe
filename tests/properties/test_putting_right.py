"""Whatever is typed or pasted: as it was, put right and told, or told wrong; never silently other.

The oracle knows nothing of the table: a text and what was made of it must say the same once blanks,
width, case and thousands are forgotten, unless something was told.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.asking.putting_right.table import put_right
from counter_app.forms.drafts.from_document import from_document
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.review import reviewer
from tests.families import TABLES, TODAY, document

KINDS = (
    *("text", "name", "resident_id", "id_number", "other_paper", "phone", "money", "area", "share"),
    *("month", "open_month", "date", "region_code", "credit_code", "integer"),
)
FIELDS = {
    "applied_on": "date",
    "applicant.name": "name",
    "applicant.id_number": "resident_id",
    "applicant.phone": "phone",
    "applicant.employer": "text",
    "applicant.monthly_income": "money",
    "details.residence_floor_area": "area",
}
WORDS = """
20 3,200 620702198403159044 13909366123 2026 11 0936 8212345 +86 0086 (0) .0 E+17 ,5 1/3
年 月 日 号 元 万 平方米 身份证号 电话 月收入 至今 三 十 O X x ٣ Ⅷ ﬁ ß
"""
SIGNS = ",.。，、-—–/()（）+ \u3000'’\"\n\t:：×*%¥￥²㎡Ee\u200b\u202d\ue863\x00\u2028"
pieces = st.sampled_from([*"0123456789", *SIGNS, *WORDS.split()])
texts = st.lists(pieces, max_size=9).map("".join) | st.text(max_size=20)


def number_of(text: str) -> Decimal | None:
    if re.fullmatch(r"[1-9]\d{0,2}([, ]|, )\d{3}(([, ]|, )\d{3})*(\.\d*)?", text, re.ASCII):
        text = re.sub("[, ]", "", text)
    try:
        return Decimal(text) if re.fullmatch(r"[\d.]+", text, re.ASCII) else None
    except InvalidOperation:
        return None


def essence(text: str, kind: str) -> object:
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in plain)
    if kind in ("money", "area", "share"):
        number = number_of(plain.strip())
        if number is not None:
            return number
        if kind == "share" and re.fullmatch(r"\d+/0*[1-9]\d*", plain.strip(), re.ASCII):
            part, of = plain.split("/")
            return round(Decimal(part) / Decimal(of), 6)
        return plain.strip()
    if kind in ("date", "month", "open_month"):
        digits = re.findall("[0-9]+", plain)
        if len(digits) == 1 and len(digits[0]) in (6, 8):
            digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
        return [int(each) for each in digits if each] or plain.strip()
    if kind in ("text", "name"):
        return plain.strip()
    return "".join(plain.split()).upper()


@pytest.mark.parametrize("kind", KINDS)
@given(texts)
@example("0 %0")
@example("1 / 0")
@example(" 1/3")
def test_a_value_is_never_changed_silently(kind: str, typed: str) -> None:
    right = put_right(typed, kind)
    assert right.told or essence(right.text, kind) == essence(typed, kind)


@pytest.mark.parametrize("kind", KINDS)
@given(texts)
@example("' 0")
def test_putting_right_twice_changes_nothing_more(kind: str, typed: str) -> None:
    right = put_right(typed, kind)
    again = put_right(right.text, kind)
    assert again.text == right.text
    assert not again.told


@given(st.sampled_from(sorted(FIELDS)), texts)
def test_whatever_is_left_in_a_field_is_as_it_was_or_told(key: str, typed: str) -> None:
    here = OpenDraft(from_document(document()), reviewer(TABLES, lambda: TODAY))
    here.put(key, typed)
    here.leave(key)
    here.judge_now()
    said = here.said(key)
    if essence(here.text(key), FIELDS[key]) != essence(typed, FIELDS[key]):
        assert said.words
