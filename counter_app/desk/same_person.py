"""Whether somebody is at this counter already: among its cases, or in a draft that is open here.

Looks only into the local register, so it answers without a network. Must not judge what follows.
"""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from counter_app.cases.numbers import CaseNumber
from counter_app.desk.desk import Desk
from counter_app.desk.drafts import DraftState
from counter_app.forms import matter
from local_db.drafts import edits_of, open_drafts
from local_db.identity import find_identity
from local_db.index import TermKind, find_terms, reversed_digits
from local_db.lists import rows_of


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Where the person is found first; a case goes before a draft."""

    name: str
    running: str = ""
    """The last part of the case's number; empty for a draft."""
    here: bool = True
    """Whether it is this window's."""
    state: DraftState | None = None


def find_same_person(desk: Desk, id_number: str, own: str) -> SamePerson | None:
    """Whoever has the ID number beside the draft that is asked for; None for nobody.

    `own` is the id that stands in the asking draft itself and in no other.
    """
    with desk.store.reading() as connection:
        return _among_cases(connection, id_number) or _among_drafts(connection, id_number, own)


def _among_cases(connection: Connection, id_number: str) -> SamePerson | None:
    term = reversed_digits(id_number)
    hits = find_terms(connection, TermKind.ID_NUMBER_REVERSED, term, exact=True, limit=1)
    for row in rows_of(connection, [hit.case_id for hit in hits]):
        number = CaseNumber.parse(row.number)
        running = f"{number.running:05}" if number else row.short_code
        return SamePerson(row.name, running, _is_ours(connection, number))
    return None


def _is_ours(connection: Connection, number: CaseNumber | None) -> bool:
    identity = find_identity(connection)
    if identity is None or number is None:
        return False
    return identity.enrolment.window_code == f"{number.county}-{number.window}"


def _among_drafts(connection: Connection, id_number: str, own: str) -> SamePerson | None:
    for draft in open_drafts(connection):
        edits = [msgspec.json.decode(edit) for edit, _ in edits_of(connection, draft.draft_id)]
        is_own = any(edit.get("value") == own for edit in edits)
        if not is_own and matter.applicants_number(edits) == id_number:
            return SamePerson(draft.label, state=DraftState(draft.state))
    return None
