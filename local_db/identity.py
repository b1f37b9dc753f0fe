"""Who this counter is: its enrolment, its incarnation, its secret.

Read in each transaction, because `enrol` may run beside an open window. Must not change it.
"""

import base64
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
    former_secret: str | None
    next_secret: str | None
    secret_at: str
    seal: str
    """The server's seal of this enrolment; empty where it has given none."""
    anchors: tuple[bytes, ...]
    """What the handshake trusts alone; empty: the system's."""
    standing: tuple[str, ...]
    """What the server said of this counter that a person must settle."""


def find_identity(connection: Connection) -> Identity | None:
    """The counter's identity, or None before it was enrolled."""
    notes = read_notes(connection)
    if Note.ENROLMENT not in notes:
        return None
    enrolment = _read(notes[Note.ENROLMENT])
    return Identity(
        enrolment=enrolment,
        incarnation=notes[Note.INCARNATION],
        secret=notes.get(Note.SECRET),
        contacted=Note.CONTACTED in notes,
        numbers_unknown=Note.NUMBERS_UNKNOWN in notes,
        epoch=notes.get(Note.EPOCH, ""),
        cursor=notes.get(Note.CURSOR, ""),
        former_secret=notes.get(Note.FORMER_SECRET),
        next_secret=notes.get(Note.NEXT_SECRET),
        secret_at=notes.get(Note.SECRET_AT, ""),
        seal=enrolment.seal or notes.get(Note.SEAL, ""),
        anchors=_anchors(enrolment, notes.get(Note.NEXT_ANCHOR)),
        standing=tuple(notes.get(Note.STANDING, "").split()),
    )


def _anchors(enrolment: Enrolment, following: str | None) -> tuple[bytes, ...]:
    """A next one counts only beside one: the system's certificates are never narrowed by it."""
    if not enrolment.anchor:
        return ()
    return (enrolment.anchor, base64.b64decode(following)) if following else (enrolment.anchor,)


def get_identity(connection: Connection) -> Identity:
    """The counter's identity; raises NOT_ENROLLED."""
    identity = find_identity(connection)
    if identity is None:
        raise CounterError(NOT_ENROLLED)
    return identity
