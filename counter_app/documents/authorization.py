"""The 信息查询授权书 as data for its layout: one sheet a person, department by department.

What was signed bears the answers as they are kept; on what is to be signed nothing is ticked,
whoever signs does that. Must not know which department is asked why: that is policy, and comes
with the view.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from counter_app.documents import form_words
from counter_app.documents.foot import digest_of, foot_of, part_code
from counter_app.documents.glyphs import drawable
from counter_app.documents.paper_text import read_or_none, text_of, value_in
from counter_app.documents.pieces import Line, Option, line_of, to_json
from counter_app.documents.view import Copy, PaperPerson, PaperView
from counter_app.documents.wording import Wording
from counter_app.forms.consents import Authorization, Capacity
from counter_app.forms.whose import Whose
from counter_app.rules.consent import Query

_SECTION = "authorization"
_SHEET = "A{number:02d}"


def authorization_data(view: PaperView, copy: Copy) -> dict[str, object]:
    """Everything that `authorization.typ` sets: the sheets of the whole household."""
    words = Wording(view.wording)
    people = view.people
    if copy is Copy.BLANK or not people:
        # An empty sheet asks what an applicant is asked, whoever fills it in.
        people = (PaperPerson("", "", queries=people[0].queries if people else ()),)
        view = replace(view, people=people, number="", short_code="")
    said: dict[str, object] = {
        "title": words.text(_SECTION, "title"),
        "columns": list(words.texts(_SECTION, "columns")),
        "agree": words.text(_SECTION, "agree"),
        "refuse": words.text(_SECTION, "refuse"),
        "sensitive": words.text(_SECTION, "sensitive"),
        "sensitive-note": words.text(_SECTION, "sensitive_note"),
        "terms": _terms(view, words),
        "read": words.text(_SECTION, "read"),
        "sign": words.text(_SECTION, "sign"),
        "sign-person": words.text(_SECTION, "sign_person"),
        "sign-guardian": words.text(_SECTION, "sign_guardian"),
        "guardian-relation": words.text(_SECTION, "guardian_relation"),
        "note": words.text(_SECTION, "note"),
        "across": words.over(copy, trial=view.trial),
    }
    sheets = [
        _sheet(view, position, {} if copy is Copy.SIGNING else entry)
        for position, entry in enumerate(_entries(view))
    ]
    feet = [_foot(view, copy, position, said | sheet) for position, sheet in enumerate(sheets)]
    return said | {"sheets": [a | {"foot": foot} for a, foot in zip(sheets, feet, strict=True)]}


def _foot(
    view: PaperView, copy: Copy, position: int, said: Mapping[str, object]
) -> dict[str, object]:
    """The foot of a sheet; its code stands for what is printed on this sheet."""
    words = Wording(view.wording)
    version, form = words.text(_SECTION, "form_version"), words.text(_SECTION, "form")
    code = part_code(view.short_code, _SHEET.format(number=position + 1), digest_of(said))
    return foot_of(view, copy, version, code, form)


def _sheet(view: PaperView, position: int, entry: Mapping[str, object]) -> dict[str, object]:
    words, person = Wording(view.wording), view.people[position]
    name = _SHEET.format(number=position + 1)
    bureau = view.hall.bureau or words.text(_SECTION, "bureau_plain")
    purpose = "purpose_minor" if person.is_minor else "purpose"
    granted = view.granted.get(person.position)
    rows = [_row(query, entry, granted) for query in person.queries]
    general, sensitive = _numbered(rows)
    return {
        "top": [
            words.text(_SECTION, "case_number"),
            view.number or view.short_code,
            words.text(_SECTION, "sheet_number"),
            words.text(_SECTION, "sheet_of", sheet=name, count=len(view.people)),
        ],
        "facts": _facts(view, person, entry, words),
        "purpose": words.text(_SECTION, purpose, bureau=bureau),
        "general": general,
        "sensitive": sensitive,
        "separate": words.text(_SECTION, "minor_note") if person.needs_separate_consent else "",
        "minor": person.is_minor,
        "signed": to_json(_line(text_of(Authorization, "signed_by", entry))),
        "guardian": _guardian(entry),
        "date": _date(entry, words),
    }


def _line(text: str) -> Line:
    return line_of(text, drawable, form_words.GLYPH_REMARK)


def _entries(view: PaperView) -> list[Mapping[str, object]]:
    """Each person's last entry, which holds; empty for those whom nobody asked yet."""
    entries = value_in(view.document, "authorizations")
    whose = Whose(person.id_number for person in view.people)
    found: list[Mapping[str, object]] = [{} for _ in view.people]
    for entry in entries if isinstance(entries, list) else ():
        number = read_or_none(Authorization, "person_id_number", entry)
        position = whose.position(str(number or ""))
        if position is not None and isinstance(entry, Mapping):
            found[position] = entry
    return found


def _row(
    query: Query, entry: Mapping[str, object], items: frozenset[str] | None
) -> dict[str, object]:
    answer = _answer(query, entry, items)
    return {
        "sensitive": query.sensitive,
        "cells": [query.department.label, query.asks, query.why],
        "agree": answer is True,
        "refuse": answer is False,
    }


def _answer(query: Query, entry: Mapping[str, object], items: frozenset[str] | None) -> bool | None:
    """What the person answered for a line; None where there is no answer.

    `items` where the answer says more than the departments that format 1 knows.
    """
    granted = value_in(entry, "granted")
    if granted is not True:
        return False if granted is False else None
    departments = value_in(entry, "departments")
    if departments is None:
        return None
    if isinstance(departments, list) and items is not None:
        return items.issuperset(query.items)
    if isinstance(departments, list):
        return query.department in departments
    return True


def _numbered(
    rows: list[dict[str, object]],
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What is not sensitive and what is, numbered through."""
    ordered = sorted(rows, key=lambda row: bool(row["sensitive"]))
    for number, row in enumerate(ordered, start=1):
        row["number"] = str(number)
    return (
        [row for row in ordered if not row["sensitive"]],
        [row for row in ordered if row["sensitive"]],
    )


def _facts(
    view: PaperView, person: PaperPerson, entry: Mapping[str, object], words: Wording
) -> list[dict[str, object]]:
    applicant = view.people[0].name if view.people else ""
    relation = ""
    if person.relation:
        relation = words.text(
            _SECTION, "relation_text", relation=person.relation, applicant=applicant
        )
    elif person.name:
        relation = words.text(_SECTION, "relation_self")
    chosen = read_or_none(Authorization, "capacity", entry)
    options: Line = tuple(Option(each is chosen, each.label) for each in Capacity)
    values: dict[str, Line] = {
        "person": _line(person.name),
        "relation": _line(relation),
        "id_number": _line(person.id_number),
        "capacity": options,
    }
    return [
        {"label": words.text(_SECTION, key), "text": to_json(line)} for key, line in values.items()
    ]


def _guardian(entry: Mapping[str, object]) -> str:
    """What whoever signed for somebody is to them: parent or guardian."""
    capacity = read_or_none(Authorization, "capacity", entry)
    is_theirs = capacity in (Capacity.PARENT, Capacity.GUARDIAN)
    return capacity.label if isinstance(capacity, Capacity) and is_theirs else ""


def _date(entry: Mapping[str, object], words: Wording) -> list[list[str]]:
    signed = read_or_none(Authorization, "signed_on", entry)
    parts = (signed.year, signed.month, signed.day) if isinstance(signed, date) else ("", "", "")
    return [
        [str(part), word] for part, word in zip(parts, words.texts(_SECTION, "date"), strict=True)
    ]


def _terms(view: PaperView, words: Wording) -> list[list[str]]:
    contact = words.text(_SECTION, "contact_plain")
    if view.hall.consult_phones:
        contact = words.text(_SECTION, "contact", phones="、".join(view.hall.consult_phones))
    return [
        [heading, text.replace("{contact}", contact)]
        for heading, text in words.pairs(_SECTION, "terms")
    ]
