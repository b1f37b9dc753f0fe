"""What a 核查函 asks of a department: what the consents let be asked and nobody has answered yet.

What was to be mended there is not answered until it is so anew. The gate is that of every query
(`needs.queries`): identity first, nothing beyond a signed sheet. Must not set a letter.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counter_app.basics.catalogue.acts import LETTER_NONE
from counter_app.basics.errors import CounterError
from counter_app.documents.letters.view import AskedItem, LetterPerson, LetterView
from counter_app.forms.consents import Department
from counter_app.intake.letters.source import Source
from counter_app.needs.case_file import CaseFile
from counter_app.needs.mending import mending
from counter_app.needs.queries import Question, found_by_all, questions
from counter_app.needs.timeline import read_day
from counter_app.rules.department_items import first_items
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy


def inquiry_of(source: Source) -> LetterView:
    """The letter to the department that it names.

    Raises:
        CounterError: LETTER_NONE, where there is nothing that it may be asked.
    """
    (name,) = source.which.of
    asked = tuple(_items(source, name))
    if name not in frozenset(Department) or not asked:
        raise CounterError(LETTER_NONE)
    accepted = source.file.action(source.file.state.accepted_by)
    return replace(
        source.base,
        organ=source.words().text("organ", department=Department(name).label),
        asked=asked,
        clerk=accepted.staff_name if accepted else "",
    )


def _items(source: Source, department: str) -> Iterator[AskedItem]:
    file, policy = source.then, source.place.policy
    first = first_items(source.place.newest, source.day)
    answered = _answered(file, source.place.newest, source.day)

    def sheet(version: str) -> Policy | None:
        return policy if version in ("", policy.version, file.state.policy) else None

    for one in questions(file, policy, sheet, source.day):
        if department_of(one.item) != department or (one.person, one.item) in answered:
            continue
        if one.item in first or found_by_all(file.state, one.person, first):
            yield _item(source, one)


def _answered(file: CaseFile, newest: Policy, on: date) -> frozenset[tuple[str, str]]:
    """By person and item; what was to be mended since counts no more."""
    order = {each.action_id: at for at, each in enumerate(file.actions)}
    mended = {
        (fact.person, fact.item): order[what.acts[-1].action_id]
        for what in mending(file, newest, on).values()
        for fact in what.facts
    }
    return frozenset(
        (each.person, each.item)
        for each in file.state.queries
        if each.state == "answered"
        and order.get(each.answer, 0) > mended.get((each.person, each.item), -1)
    )


def _item(source: Source, one: Question) -> AskedItem:
    row = source.place.policy.one(
        "query", source.day, department=str(department_of(one.item)), item=one.item
    )
    entry = source.then.entry(one.consent)
    signed = entry.get("signed_on") if isinstance(entry, dict) else None
    what = row["asks"] if row else one.item
    return AskedItem(LetterPerson(one.name, one.number), what, read_day(str(signed or "")))
