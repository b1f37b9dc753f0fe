"""The 收件回执 as data for its layout: two slips a sheet, the second for the file.

Says what was received, when and by whom; the ID number only masked. Must not know Typst's syntax.
"""

from counter_app.basics.catalogue.papers import ADDRESS_TOO_LONG
from counter_app.basics.errors import CounterError
from counter_app.documents import form_words
from counter_app.documents.foot import digest_of, part_code
from counter_app.documents.glyphs import drawable
from counter_app.documents.materials_list import Handed, deferred, handed_in, unsigned
from counter_app.documents.one_line import on_one_line
from counter_app.documents.paper_text import text_of, value_in
from counter_app.documents.pieces import Line, line_of, to_json
from counter_app.documents.qr import MAX_ADDRESS, code_of
from counter_app.documents.view import Copy, PaperView
from counter_app.documents.wording import Wording
from counter_app.forms.display import day
from counter_app.forms.household import Applicant
from counter_app.forms.housing_application import ApplicantType, HousingApplication

_SECTION = "receipt"
_SIZE = 10.5
_FACT_MM, _OVER_MM, _ROW_MM = 43.0, 110.0, 57.0
"""What a fact's cell leaves free, that of the matter, and a row's; as `receipt.typ` has it."""


def receipt_data(view: PaperView, copy: Copy) -> dict[str, object]:
    """Everything that `receipt.typ` sets. CounterError for an address too long for its QR."""
    words = Wording(view.wording)
    rows, facts = handed_in(view), _facts(view, copy, words)
    said: dict[str, object] = {
        "title": words.text(_SECTION, "title"),
        "again": words.text(_SECTION, "title") + form_words.CONTINUED,
        "copies": list(words.texts(_SECTION, "copies")),
        "bureau": view.hall.bureau,
        "facts": [_fact(label, text) for label, text in facts],
        "columns": list(words.texts(_SECTION, "columns")),
        "rows": [_row(number, row) for number, row in enumerate(rows, start=1)],
        "total": [words.text(_SECTION, "total"), _sum(rows, "count"), _sum(rows, "pages")],
        "lead": words.text(_SECTION, "not_acceptance"),
        "answer": _answer(view, words),
        "deferred": to_json(_line(unsigned(view) + deferred(view))),
        "qr": code_of(_address(view, copy, words)),
        "caption": words.text(_SECTION, "caption"),
        "code": view.short_code,
        "code-label": words.text(_SECTION, "code"),
        "contacts": _contacts(view, words),
        "sign": [words.text(_SECTION, "sign_clerk"), words.text(_SECTION, "sign_applicant")],
        "across": words.over(copy, trial=view.trial),
    }
    return said | {
        "foot": _foot(view, words, digest_of(said)),
        "even": _is_even(facts, rows),
    }


def _is_even(facts: list[tuple[str, str]], rows: tuple[Handed, ...]) -> bool:
    """Whether every fact and row surely stands on one line: then no layout has to measure them."""
    *values, (_, matter) = facts
    texts = [(text, _FACT_MM) for _, text in values] + [(row.what, _ROW_MM) for row in rows]
    return all(
        on_one_line(_line(text), _SIZE, wide) is not None
        for text, wide in (*texts, (matter, _OVER_MM))
    )


def masked(number: str) -> str:
    """An ID number as a receipt may show it: six at the front, four at the end."""
    return number[:6] + "*" * (len(number) - 10) + number[-4:] if len(number) > 10 else ""


def _line(text: str) -> Line:
    return line_of(text, drawable, form_words.GLYPH_REMARK)


def _fact(label: str, text: str) -> dict[str, object]:
    return {"label": label, "text": to_json(_line(text))}


def _facts(view: PaperView, copy: Copy, words: Wording) -> list[tuple[str, str]]:
    """The six facts in reading order, two a row, the matter over a whole row."""
    applicant = value_in(view.document, "applicant")
    received = copy is Copy.FINAL and view.made_at is not None
    number = view.number if received else words.text(_SECTION, "not_yet")
    time = f"{view.made_at:%Y-%m-%d %H:%M}" if received else words.text(_SECTION, "not_yet")
    clerk = view.clerk
    if clerk and view.window_label:
        clerk = words.text(_SECTION, "clerk_text", clerk=clerk, window=view.window_label)
    values = {
        "number": number,
        "time": time,
        "applicant": text_of(Applicant, "name", applicant),
        "id_number": masked(text_of(Applicant, "id_number", applicant)),
        "region": text_of(HousingApplication, "region", view.document),
        "clerk": clerk,
        "matter": _matter(view, words),
    }
    return [(words.text(_SECTION, key), value) for key, value in values.items()]


def _matter(view: PaperView, words: Wording) -> str:
    kind = value_in(view.document, "details", "applicant_type")
    label = next((each.label for each in ApplicantType if each == kind), "")
    if not label:
        return words.text(_SECTION, "matter_plain")
    return words.text(_SECTION, "matter_text", type=label)


def _row(number: int, row: Handed) -> list[object]:
    cells = (row.original, row.copy, *("" if n is None else str(n) for n in (row.count, row.pages)))
    return [str(number), to_json(_line(row.what)), *cells]


def _sum(rows: tuple[Handed, ...], key: str) -> str:
    return str(sum(getattr(row, key) or 0 for row in rows))


def _answer(view: PaperView, words: Wording) -> str:
    if not view.answer_days:
        return words.text(_SECTION, "answer_unknown")
    if view.answer_by is None:
        return words.text(_SECTION, "answer_plain", n=view.answer_days)
    until = day(view.answer_by)
    if view.answer_provisional:
        until += words.text(_SECTION, "provisional")
    return words.text(_SECTION, "answer", day=until, n=view.answer_days)


def _address(view: PaperView, copy: Copy, words: Wording) -> str:
    address = view.receipt_url
    if copy is not Copy.FINAL and not address.endswith("/r/sample"):
        address = words.text("sample", "address")
    if len(address.encode()) > MAX_ADDRESS:
        raise CounterError(ADDRESS_TOO_LONG, length=len(address.encode()), limit=MAX_ADDRESS)
    return address


def _contacts(view: PaperView, words: Wording) -> list[list[object]]:
    unknown = (words.text(_SECTION, "ask_bureau"),)
    of_city = (view.hall.city_phone, words.text(_SECTION, "of_city"))
    stand_in = of_city if view.hall.city_phone else unknown
    return [
        [words.text(_SECTION, "consult"), list(view.hall.consult_phones or stand_in)],
        [words.text(_SECTION, "complain"), list(view.hall.complaint_phones or unknown)],
    ]


def _foot(view: PaperView, words: Wording, digest: str) -> dict[str, object]:
    place = [part for part in (view.hall.address or view.hall.name, view.hall.hours) if part]
    form = f"{words.text(_SECTION, 'form')} {words.text(_SECTION, 'form_version')}"
    code = part_code(view.short_code, f"C{view.revision:02d}", digest)
    return {"left": place, "right": [form, code]}
