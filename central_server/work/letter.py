"""A letter of a case for somebody with a session: its bytes as they are kept, on the record.

A .docx is set anew from the same source. Must not know HTTP, nor keep anything.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.letters.kept import Owed, find_kept, letters_kept
from central_server.letters.source import read_source
from central_server.people.staff import StaffMember
from central_server.server import Server
from central_server.work.found import find_case
from central_server.work.who import may_look, roles_over, signed_in
from counter_app.basics.catalogue.acts import LETTER_NONE
from counter_app.basics.errors import CounterError
from counter_app.cases.audit import Did, Who
from counter_app.cases.case_state import CaseState
from counter_app.intake.letters.issued import docx_of
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.source import Source
from counter_app.wire.work import LetterRequest

DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that somebody takes out; `source` where its .docx is still to be set."""

    letter: str
    paper: str
    content: bytes
    source: Source | None = None

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def take_letter(
    connection: Connection, server: Server, device: str, asked: LetterRequest, now: str
) -> Taken | None:
    """The letter, put on the record; None where there is no case that is theirs to see.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED; LETTER_NONE.
    """
    person = signed_in(connection, asked.session, device, now)
    found = find_case(connection, asked.number)
    if found is None or not may_look(person, found.state, found.hall):
        _record(connection, person, device, now, asked, found.state if found else None, "no_case")
        return None
    state = found.state
    name = asked.letter or _last(connection, state)
    kept = find_kept(connection, state.case_id, name)
    if kept is None:
        _record(connection, person, device, now, asked, state, "no_letter")
        return Taken("", "", b"")
    _record(connection, person, device, now, asked, state, "", name)
    paper = state.letters_known[name].paper if name in state.letters_known else ""
    if asked.form != DOCX:
        return Taken(name, paper, kept.pdf)
    owed = Owed(state.case_id, name, state.stream)
    source = read_source(connection, server.policies, server.clock, owed)
    if source is None:
        raise CounterError(LETTER_NONE)
    return Taken(name, paper, b"", source)


def set_docx(source: Source) -> bytes:
    """The letter as .docx; takes long."""
    return docx_of(source.which, letter_of(source))


def _last(connection: Connection, state: CaseState) -> str:
    kept = letters_kept(connection, state.case_id)
    here = [each.number for each in state.letters if each.number in kept]
    return here[-1] if here else ""


def _record(
    connection: Connection,
    person: StaffMember,
    device: str,
    now: str,
    asked: LetterRequest,
    state: CaseState | None,
    code: str,
    letter: str = "",
) -> None:
    """Who takes out which letter, or why not."""
    detail = {"kind": "letter", "how": asked.form}
    if state is not None:
        detail["number"] = state.number
    if code:
        detail["code"] = code
    else:
        detail["letter"] = letter
    roles = roles_over(person, state) if state else ()
    who = Who(person.staff_id, roles[0] if roles else "", device)
    case_id = state.case_id if state else ""
    did = Did.DENIED if code else Did.PRINTED
    audit_of(connection).record(connection, who, did, at=now, case_id=case_id, detail=detail)
