"""Which letters are still to be set, and the bytes of those that were. Must not set one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.engine import Connection

from central_server.store.many_rows import add_rows
from central_server.store.tables import kept_letter, letter_owed
from counter_app.basics.clock import stamp
from counter_app.cases.case_state import CaseState
from counter_app.rules.letter_kinds import Letter

_LEASE = timedelta(minutes=5)
_SET_HERE = frozenset(map(str, Letter))


@dataclass(frozen=True, slots=True)
class Owed:
    """One letter that is to be set."""

    case_id: str
    letter: str
    stream: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One letter as it was set."""

    letter: str
    sha256: str
    pdf: bytes


def owe(connection: Connection, state: CaseState, letter: str) -> None:
    """Let the letter of a decision be set; nothing for one that this program cannot set."""
    known = state.letters_known.get(letter)
    if known is not None and known.paper in _SET_HERE:
        add_rows(connection, letter_owed, [(state.case_id, letter, state.stream, "")])


def find_owed(connection: Connection, now: str) -> Owed | None:
    """One that nobody is at."""
    table = letter_owed.c
    query = select(table.case_id, table.letter, table.stream).where(table.lease_until <= now)
    row = connection.execute(query.order_by(table.lease_until).limit(1)).first()
    return Owed(*row) if row else None


def lease(connection: Connection, owed: Owed, now: str) -> bool:
    """Take it on for a while; False where another process did, or has kept it meanwhile."""
    until = stamp(datetime.fromisoformat(now) + _LEASE)
    free = letter_owed.c.lease_until <= now
    taken = update(letter_owed).where(*_is(owed), free).values(lease_until=until)
    return connection.execute(taken).rowcount == 1


def find_kept(connection: Connection, case_id: str, letter: str) -> Kept | None:
    """The letter as it was set."""
    table = kept_letter.c
    query = select(table.letter, table.sha256, table.pdf).where(
        table.case_id == case_id, table.letter == letter
    )
    row = connection.execute(query).one_or_none()
    return Kept(row.letter, row.sha256, bytes(row.pdf)) if row else None


def letters_kept(connection: Connection, case_id: str) -> frozenset[str]:
    """The numbers of the letters of a case that are kept."""
    query = select(kept_letter.c.letter).where(kept_letter.c.case_id == case_id)
    return frozenset(connection.execute(query).scalars())


def keep(connection: Connection, owed: Owed, pdf: bytes, now: str) -> str:
    """Keep what was set; its hash, or nothing where it is kept already."""
    connection.execute(delete(letter_owed).where(*_is(owed)))
    if find_kept(connection, owed.case_id, owed.letter):
        return ""
    sha256 = hashlib.sha256(pdf).hexdigest()
    add_rows(connection, kept_letter, [(owed.case_id, owed.letter, sha256, pdf, now)])
    return sha256


def _is(owed: Owed) -> tuple[ColumnElement[bool], ...]:
    return letter_owed.c.case_id == owed.case_id, letter_owed.c.letter == owed.letter
