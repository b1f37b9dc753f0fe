"""A household with one member more or less: the content and, position by position, who is who.

An id stays with its person; nobody's goes to somebody else. Must not judge the form.
"""

import copy
from collections.abc import Mapping
from typing import Any

from counter_app.basics.catalogue.acts import ACT_KEYS
from counter_app.basics.errors import CounterError
from counter_app.cases.case_state import CaseState
from counter_app.cases.keys import new_id
from counter_app.forms import matter

MEMBER = ("name", "relation", "id_number", "employer", "monthly_income")
"""What is asked of a member who comes in, by its key in the form."""
Changed = tuple[dict[str, object], tuple[str, ...]]


def with_member(
    declared: Mapping[str, object], state: CaseState, member: Mapping[str, object]
) -> Changed:
    """Somebody more, as the last of the household."""
    content, members = _members(declared)
    members.append(dict(member))
    return content, (*_persons(declared, state), new_id())


def without_member(declared: Mapping[str, object], state: CaseState, person: str) -> Changed:
    """Somebody less; the applicant always stays.

    Raises:
        CounterError: ACT_KEYS for whom the household does not have.
    """
    persons = _persons(declared, state)
    if person not in persons[1:]:
        raise CounterError(ACT_KEYS, keys="remove")
    content, members = _members(declared)
    at = persons.index(person)
    del members[at - 1]
    return content, persons[:at] + persons[at + 1 :]


def _members(declared: Mapping[str, object]) -> tuple[dict[str, object], list[object]]:
    """A copy, and the list of its members."""
    content: dict[str, Any] = copy.deepcopy(dict(declared))
    household = content.setdefault("household", {})
    return content, household.setdefault("members", [])


def _persons(declared: Mapping[str, object], state: CaseState) -> tuple[str, ...]:
    return tuple(state.person(at) for at in range(matter.person_count(declared)))
