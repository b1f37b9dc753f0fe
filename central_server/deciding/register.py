"""The register of households: nobody is received twice for one dwelling (第二十条).

People stand in it by an HMAC of their ID number under a key that is not in the database. A
household is held from acceptance until decline, refusal, withdrawal or another end; filing does
not release it. Must not decide: two cases of one household are settled by the county.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from central_server.store.locks import lock_register
from central_server.store.many_rows import add_rows
from central_server.store.tables import register
from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage
from counter_app.forms import matter
from counter_app.needs.case_file import CaseFile

_IN = 400
_RELEASED = frozenset({Stage.DECLINED, Stage.REFUSED, Stage.WITHDRAWN, Stage.ENDED})
_NAMING = frozenset({Kind.ACCEPTED, Kind.IDENTITY_CORRECTED})


class Overlap(StrEnum):
    """Who of a household stands in another live case."""

    NONE = ""
    APPLICANT = "applicant"
    MEMBER = "member"


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


def overlap(connection: Connection, people: Sequence[str], case_id: str) -> Overlap:
    """Whether one of them is held by another case."""
    found: set[str] = set()
    for start in range(0, len(people), _IN):
        query = select(register.c.hmac).where(
            register.c.hmac.in_(people[start : start + _IN]), register.c.case_id != case_id
        )
        found.update(connection.execute(query).scalars())
    if not found:
        return Overlap.NONE
    return Overlap.APPLICANT if people[0] in found else Overlap.MEMBER


def hold(
    connection: Connection, people: Sequence[str], stream: str, case_id: str, since: str
) -> None:
    """From acceptance on."""
    rows = [(each, case_id, stream, since) for each in sorted(set(people))]
    add_rows(connection, register, rows)


def release(connection: Connection, case_id: str) -> None:
    """At an end of the case that is not filing."""
    connection.execute(delete(register).where(register.c.case_id == case_id))
