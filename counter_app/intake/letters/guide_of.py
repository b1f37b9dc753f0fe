"""What a 更正指引 says: which kinds of facts of one person, and where policy says to mend each.

The values of neither side are looked at. Must not decide what is to be mended.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from counter_app.basics.catalogue.acts import LETTER_NONE
from counter_app.basics.clock import CHINA
from counter_app.basics.errors import CounterError
from counter_app.documents.letters.view import LetterPerson, LetterView, MendPlace
from counter_app.forms.consents import Department
from counter_app.intake.letters.kind_of_fact import kind_of
from counter_app.intake.letters.source import Source
from counter_app.needs.answers import verified
from counter_app.needs.findings import FactOf
from counter_app.needs.mending import Whose, mending
from counter_app.needs.returned import return_until
from counter_app.needs.timeline import read_day
from counter_app.rules.department_items import asked_anew
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy
from counter_app.rules.policy_tables import MEND_FACTS


def guide_of(source: Source) -> LetterView:
    """The guide of the department and the person that it names; raises LETTER_NONE."""
    whose, newest = Whose(*source.which.of), source.place.newest
    found = mending(source.then, newest, source.day).get(whose)
    if found is None or not found.facts or whose.department not in set(Department):
        raise CounterError(LETTER_NONE)
    organ = Department(whose.department).label
    people = (
        p for p in source.paper.people if source.then.state.person(p.position) == whose.person
    )
    who = next(people, None)
    person = LetterPerson(who.name, who.id_number, who.relation) if who else LetterPerson()
    return replace(
        source.base,
        organ=source.words().text("organ", section="inquiry_letter", department=organ),
        person=person,
        mend=tuple(_looked(source, found.facts, newest)),
        until=return_until(source.file.state, newest),
        clerk=source.handled_by.staff_name,
    )


class _Where(NamedTuple):
    """What one place of a guide has for all its facts."""

    office: str
    again_days: int
    again_most: int


def places(facts: Iterable[FactOf], policy: Policy, on: date) -> tuple[MendPlace, ...]:
    """Each office once, with the kinds of facts that are mended there."""
    by_row: dict[_Where, tuple[Mapping[str, str], list[str]]] = {}
    for fact in facts:
        row = _row(fact, policy, on)
        office = str(row.get("office") or row.get("text") or "")
        where = _Where(office, *asked_anew(policy, fact.item, on))
        _, kinds = by_row.setdefault(where, (row, []))
        if (kind := kind_of(fact)) not in kinds:
            kinds.append(kind)
    return tuple(
        MendPlace(
            "、".join(kinds),
            **{name: str(row.get(name) or "") for name in MEND_FACTS if name != "office"},
            office=where.office,
            again_days=where.again_days,
            again_most=where.again_most,
            looked_on=None,
        )
        for where, (row, kinds) in by_row.items()
    )


def _looked(source: Source, facts: Iterable[FactOf], policy: Policy) -> Iterator[MendPlace]:
    """Each with the day of its department's last word: on the record, whoever sets the letter."""
    known, on = verified(source.then), source.day
    days: dict[str, date] = {}
    for fact in facts:
        answer = known.get((fact.person, fact.item))
        act = source.then.action(answer.trace.answer) if answer else None
        day = read_day(answer.trace.coverage) if answer else None
        day = day or (datetime.fromisoformat(act.at).astimezone(CHINA).date() if act else None)
        if day is not None:
            days[kind_of(fact)] = max(day, days.get(kind_of(fact), day))
    for place in places(facts, policy, on):
        of_it = [days[kind] for kind in place.facts.split("、") if kind in days]
        yield replace(place, looked_on=max(of_it, default=None))


def _row(fact: FactOf, policy: Policy, on: date) -> Mapping[str, str]:
    """The item's own row of policy, else that of its whole department."""
    department = str(department_of(fact.item))
    own = policy.one("mend", on, department=department, item=fact.item)
    row = own or policy.one("mend", on, department=department, item=None)
    return row or {"office": f"{Department(department).label}部门"}
