"""Letters that are not what they seem: read as the standard one, or named so that they go."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app.basics.exact_json import loads
from counter_app.basics.private_use import STANDARD, is_private
from counter_app.basics.text import as_read, unseen
from counter_app.forms.checks import Judged, judge
from tests.families import document, put

FIELD = Path(__file__).parents[2] / "data" / "field"
CASE = document()
TODAY = date(2026, 11, 24)


def judged(path: str, value: Any) -> Judged:
    return judge(put(CASE, path, value), TODAY)


def said(problems: tuple[Any, ...], path: str) -> list[str]:
    return [problem.message for problem in problems if problem.field == path]


def of_file(name: str) -> Judged:
    content = loads((FIELD / name).read_text("utf-8"))
    assert isinstance(content, dict)
    return judge(content, TODAY)


@pytest.mark.parametrize(
    ("private", "letter"),
    [
        ("\ue863", "䶮"),
        ("\ue816", "𠂇"),
        ("\ue81e", "龴"),
        ("\ue864", "龻"),
        ("\ue815", "⺁"),
        ("\ue78d", "︐"),
        ("\ue78e", "︒"),
        ("\ue796", "︙"),
        ("\ue7c7", "ḿ"),
        ("\ue7f3", "⿻"),
    ],
)
def test_a_private_letter_that_has_a_standard_one_is_that_one(private: str, letter: str) -> None:
    found = judged("applicant.name", f"王{private}")
    assert found.application.applicant.name == f"王{letter}"
    (sentence,) = said(found.warnings, "applicant.name")
    assert letter in sentence
    assert f"U+{ord(private):04X}" in sentence


def test_rows_of_gbk_are_those_of_the_codec() -> None:
    """U+E815 and on are the bytes FE50–FEA0, which gb18030 maps to the standard letters."""
    trails = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    for private, trail in zip(range(0xE815, 0xE865), trails, strict=True):
        letter = bytes((0xFE, trail)).decode("gb18030")
        if not is_private(letter):
            assert STANDARD[private] == letter
    assert len(set(STANDARD.values())) == len(STANDARD)
    assert not any(is_private(letter) for letter in STANDARD.values())


def test_a_full_width_blank_of_gbk_is_a_blank() -> None:
    assert as_read("王五\ue5e5") == "王五"


@pytest.mark.parametrize("letter", ["\ue123", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_other_private_letters_stay_and_are_warned_of(letter: str) -> None:
    found = judged("applicant.name", f"王{letter}")
    assert found.errors == ()
    assert found.application.applicant.name == f"王{letter}"
    (sentence,) = said(found.warnings, "applicant.name")
    assert f"U+{ord(letter):04X}" in sentence
    assert "〓" in sentence


def test_a_name_from_an_old_machine_is_read_and_told() -> None:
    found = of_file("a1_pua_e863.json")
    everything = [problem.message for problem in found.warnings]
    assert any("䶮" in sentence and "U+E863" in sentence for sentence in everything)


def test_a_name_with_an_unseen_letter_is_refused_by_its_place() -> None:
    found = of_file("b3_name_zwsp.json")
    assert (found.errors[0].field, found.errors[0].code) == ("applicant.name", "invalid")
    (sentence,) = said(found.errors, "applicant.name")
    assert sentence == "姓名第 1 个字后有看不见的字符 U+200B，请删去"
    assert said(found.warnings, "applicant.name") == []


@pytest.mark.parametrize(
    "name", ["王\u200b五", "\u202e王五", "王五\ufeff", "王\u200d五", "\u200b", "Li\u200bLi"]
)
@pytest.mark.parametrize("path", ["applicant.name", "household.members[0].name"])
def test_no_name_holds_what_cannot_be_seen(path: str, name: str) -> None:
    assert [(e.field, e.code) for e in judged(path, name).errors] == [(path, "invalid")]


def test_an_unseen_letter_is_no_digit_of_a_number() -> None:
    found = of_file("b3_id_bidi.json")
    (problem,) = [each for each in found.errors if each.field == "applicant.id_number"]
    assert problem.code == "id_format"
    assert "U+202D" in problem.message
    assert "位" not in problem.message


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("applicant.phone", "1390936\u200b6120", "phone"),
        ("applicant.monthly_income", "\u202d3200.00", "invalid"),
        ("applied_on", "2026-11-20\ufeff", "invalid"),
    ],
)
def test_other_wrong_values_name_it_too(path: str, value: str, code: str) -> None:
    found = judged(path, value)
    assert [each.code for each in found.errors if each.field == path] == [code]
    assert "看不见的字符" in said(found.errors, path)[0]


@pytest.mark.parametrize(
    "path", ["applicant.employer", "details.residence_address", "household.members[0].employer"]
)
def test_in_other_texts_it_is_a_warning_and_is_no_part_of_the_value(path: str) -> None:
    found = judged(path, "城投\u202e物业\u200b")
    assert found.errors == ()
    (sentence,) = said(found.warnings, path)
    assert "第 2 个字后等 2 处" in sentence
    assert "U+202E、U+200B" in sentence


def test_nothing_but_unseen_letters_is_no_text() -> None:
    assert [each.code for each in judged("applicant.employer", "\u200b\ufeff").errors] == [
        "invalid"
    ]


def test_joiners_belong_to_other_scripts() -> None:
    name = "نور\u200cمحمد"
    assert unseen(name) == ()
    assert judged("applicant.name", name).application.applicant.name == name
    assert unseen("王\u200d五") == ((1, "\u200d"),)


def test_another_kind_of_paper_is_counted_without_them() -> None:
    passport = put(put(CASE, "applicant.id_kind", "passport"), "applicant.birth_date", "1984-03-15")
    short = judge(put(passport, "applicant.id_number", "E12\u200b3"), TODAY)
    assert ("applicant.id_number", "invalid") in [(e.field, e.code) for e in short.errors]
    long = judge(put(passport, "applicant.id_number", "E1234\u200b5678"), TODAY)
    assert long.application.applicant.id_number == "E12345678"
    assert "U+200B" in said(long.warnings, "applicant.id_number")[0]
