"""The register of households: nobody is received twice for one dwelling (第二十条).

People stand in it by an HMAC of their ID number under a key that is not in the database. A
household is held from acceptance until decline, refusal, withdrawal or another end; filing does
not release it. Must not decide: two cases of one household are settled by the county.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import delete
from sqlalchemy.engine import Connection

from central_server.store.locks import lock_register
from central_server.store.many_keys import find_rows
from central_server.store.many_rows import add_rows
from central_server.store.tables import case, register
from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage
from counter_app.forms import matter
from counter_app.needs.case_file import CaseFile

_HELD = (register.c.hmac, register.c.held_since, register.c.stream, register.c.case_id)
_RELEASED = frozenset({Stage.DECLINED, Stage.REFUSED, Stage.WITHDRAWN, Stage.ENDED})
_NAMING = frozenset({Kind.ACCEPTED, Kind.IDENTITY_CORRECTED})


class Overlap(StrEnum):
    """Who of a household stands in another live case."""

    APPLICANT = "applicant"
    MEMBER = "member"


class Elsewhere(NamedTuple):
    """Who of a household is held by another case, and that one's number where it has one."""

    overlap: Overlap
    number: str


def people_of(key: bytes, form: Mapping[str, object]) -> tuple[str, ...]:
    """The household as the register knows it, the applicant first; without a number: not at all."""
    numbers = (person.id_number for person in matter.concerns(form))
    return tuple(hmac.digest(key, number.encode(), "sha256").hex() for number in numbers if number)


def names_people(action: Action) -> bool:
    """Whether with the act the household of the form that holds then is held."""
    act = action.facts.get("act") if action.kind == Kind.APPROVED else action.kind
    return act in _NAMING


def household(key: bytes, file: CaseFile) -> tuple[str, ...]:
    """Whom an accepted case holds: those of its acceptance, and of each corrected identity.

    Who was named wrongly stays held beside the right name until the case lets go of all.
    """
    found: dict[str, None] = {}
    for count, each in enumerate(file.actions, 1):
        if names_people(each):
            then = CaseFile(file.actions[:count], file.contents)
            found.update(dict.fromkeys(people_of(key, then.declared)))
    return tuple(found)


def is_held(state: CaseState) -> bool:
    """Whether the case holds its household: filing does not release it, any other end does."""
    return bool(state.accepted_by) and state.stage not in _RELEASED


def lock_people(connection: Connection, people: Iterable[str]) -> None:
    """Keep everybody else from holding one of these until the commit."""
    lock_register(connection, people)


def elsewhere(connection: Connection, people: Sequence[str], case_id: str) -> Elsewhere | None:
    """Whether one of them is held by another case: the applicant's, else by that held longest.

    The number is told over all counties: whoever settles it has to know of whom to ask.
    """
    rows = list(find_rows(connection, _HELD, register.c.hmac, people))
    found = [
        (known_as != people[0], since, _number(connection, stream, holder))
        for known_as, since, stream, holder in rows
        if holder != case_id
    ]
    if not found:
        return None
    is_member, _, number = min(found)
    return Elsewhere(Overlap.MEMBER if is_member else Overlap.APPLICANT, number)


def _number(connection: Connection, stream: str, case_id: str) -> str:
    """The number of a case; empty where it has none."""
    rows = find_rows(
        connection, (case.c.number,), case.c.case_id, (case_id,), (case.c.stream, stream)
    )
    return next((number or "" for (number,) in rows), "")


def hold(
    connection: Connection, people: Sequence[str], stream: str, case_id: str, since: str
) -> None:
    """From acceptance on."""
    rows = [(each, case_id, stream, since) for each in sorted(set(people))]
    add_rows(connection, register, rows)


def release(connection: Connection, case_id: str) -> None:
    """At an end of the case that is not filing."""
    connection.execute(delete(register).where(register.c.case_id == case_id))
