"""The gate of every query: what may be asked of whom, on which consent, of a case as it is now.

No query without a consent that holds, none after a withdrawal is known, none wider than the sheet
that was signed: its items are those of the policy version on it, so a list that grew later widens
nothing. Identity is asked first and alone (bureau hole 11). Must not ask, nor know a store.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from counter_app.asking.resident_id import birth_date
from counter_app.cases.actions import Action, Entry, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import LIVE, Stage
from counter_app.cases.traces import in_order
from counter_app.forms import matter
from counter_app.forms.consents import Capacity
from counter_app.forms.household import Relation
from counter_app.forms.people import age
from counter_app.needs.answers import ANSWERED
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import answer_of, holds
from counter_app.needs.timeline import read_day
from counter_app.rules.ages import is_minor
from counter_app.rules.consent import Asked, items_granted, queries
from counter_app.rules.policy import Policy

Sheet = Callable[[str], Policy | None]
"""The policy of a version that was signed; None where it is not known here."""
_decode_entry = msgspec.json.Decoder(Entry).decode


class Question(NamedTuple):
    """What a department would be asked of one person."""

    item: str
    person: str
    """The id of a person of the case."""
    name: str
    number: str
    consent: str
    """The action of the consent that it rests on."""


class Leave(NamedTuple):
    """What a person's consent lets be asked at this moment."""

    consent: str = ""
    policy: str = ""
    items: frozenset[str] = frozenset()
    is_stale: bool = False
    """Signed for what is no longer declared: nothing is asked until it is signed anew."""


def is_open(state: CaseState) -> bool:
    """Whether departments are asked of the case: from acceptance on, until an end but filing."""
    return bool(state.accepted_by) and (state.stage in LIVE or state.stage is Stage.FILED)


def leave_of(file: CaseFile, position: int, sheet: Sheet, on: date) -> Leave:
    """What may be asked of the person; nothing where the person refused, withdrew or is silent."""
    given = answer_of(file, file.state.person(position))
    if given is None or given.kind != Kind.CONSENT_GIVEN:
        return Leave()
    number = number_at(file, position)
    entry, more = file.entry(given.action_id), _more(file, given)
    if not isinstance(entry, dict) or not number or matter.number_named(entry) != number:
        return Leave()
    if _is_spent(entry, number, sheet(file.state.policy), on):
        return Leave()
    version = str(given.facts.get("policy") or file.state.policy)
    signed = sheet(version)
    if signed is None:
        return Leave()
    items = items_granted(entry, more, signed)
    return Leave(given.action_id, version, items, is_stale=not holds(file, given))


def wanted(file: CaseFile, policy: Policy, position: int) -> tuple[str, ...]:
    """What the case's own policy asks of the person, in the order of the departments."""
    accepted = read_day(file.state.accepted_on)
    if accepted is None or not number_at(file, position):
        return ()
    asked = queries(policy, accepted, asked_of(file, position, policy, accepted))
    return tuple(item for query in asked for item in query.items)


def questions(file: CaseFile, policy: Policy, sheet: Sheet, on: date) -> Iterator[Question]:
    """Everything that may be asked of the case now, whoever comes first."""
    if not is_open(file.state):
        return
    people = file.people
    for position in range(min(len(people), matter.person_count(file.declared))):
        leave = leave_of(file, position, sheet, on)
        if not leave.items or leave.is_stale:
            continue
        person, who = file.state.person(position), people[position]
        for item in wanted(file, policy, position):
            if item in leave.items:
                yield Question(item, person, who.name, who.id_number, leave.consent)


def found_by_all(state: CaseState, person: str, first: Sequence[str]) -> bool:
    """Whether the items that come first have found the person, as the record has it."""
    said = {
        each.item: each.outcome
        for each in in_order(state.queries)
        if each.person == person and each.state == ANSWERED
    }
    return bool(first) and all(said.get(item) == "found" for item in first)


def held_items(file: CaseFile, person: str, sheet: Sheet, on: date) -> frozenset[str]:
    """What waits until the person has signed anew for what is declared now."""
    for position in range(matter.person_count(file.declared)):
        if file.state.person(position) == person:
            leave = leave_of(file, position, sheet, on)
            return leave.items if leave.is_stale else frozenset()
    return frozenset()


def asked_of(file: CaseFile, position: int, policy: Policy, on: date) -> Asked:
    """Of what it depends what is asked of somebody of the household."""
    declared, people = file.declared, file.people
    details, household = declared.get("details"), declared.get("household")
    kind = details.get("applicant_type") if isinstance(details, dict) else ""
    members = household.get("members") if isinstance(household, dict) else []
    member = members[position - 1] if position and isinstance(members, list) else {}
    born = birth_date(people[position].id_number) if position < len(people) else None
    years = age(born, on) if born else None
    return Asked(
        str(kind or ""),
        is_applicant=position == 0,
        is_adult=not is_minor(policy, years, on),
        is_spouse=isinstance(member, dict) and member.get("relation") == Relation.SPOUSE,
        years=years,
    )


def number_at(file: CaseFile, position: int) -> str:
    """The ID number that is declared of a position now; empty where nobody can say."""
    people = file.people
    whole = len(people) == matter.person_count(file.declared)
    return people[position].id_number if whole and position < len(people) else ""


def _more(file: CaseFile, given: Action) -> dict[str, object]:
    try:
        return dict(_decode_entry(file.contents.get(given.action_id, b"")).more)
    except (msgspec.DecodeError, RecursionError):
        return {}


def _is_spent(entry: dict[str, object], number: str, policy: Policy | None, on: date) -> bool:
    """A parent's consent is spent for new questions once the child is of age (hole 4)."""
    born = birth_date(number)
    if entry.get("capacity") != Capacity.PARENT or policy is None or born is None:
        return False
    return not is_minor(policy, age(born, on), on)
