"""Who this counter is: its enrolment, its incarnation, its secret.

Read in each transaction, because `enrol` may run beside an open window. Must not change it.
"""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from counter_app.basics.catalogue.store import NOT_ENROLLED
from counter_app.basics.errors import CounterError
from counter_app.wire.enrolment import Enrolment, read_enrolment
from local_db.notes import Note, read_notes

_read = lru_cache(maxsize=2)(read_enrolment)


@dataclass(frozen=True, slots=True)
class Identity:
    """The counter as the server knows it."""

    enrolment: Enrolment
    incarnation: str
    secret: str | None
    contacted: bool
    numbers_unknown: bool
    epoch: str
    cursor: str


def find_identity(connection: Connection) -> Identity | None:
    """The counter's identity, or None before it was enrolled."""
    notes = read_notes(connection)
    if Note.ENROLMENT not in notes:
        return None
    return Identity(
        enrolment=_read(notes[Note.ENROLMENT]),
        incarnation=notes[Note.INCARNATION],
        secret=notes.get(Note.SECRET),
        contacted=Note.CONTACTED in notes,
        numbers_unknown=Note.NUMBERS_UNKNOWN in notes,
        epoch=notes.get(Note.EPOCH, ""),
        cursor=notes.get(Note.CURSOR, ""),
    )


def get_identity(connection: Connection) -> Identity:
    """The counter's identity; raises NOT_ENROLLED."""
    identity = find_identity(connection)
    if identity is None:
        raise CounterError(NOT_ENROLLED)
    return identity
