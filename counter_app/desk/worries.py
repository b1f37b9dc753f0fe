"""What a person at this counter has to know, whatever they came for: each with what to do.

Told by `status`, `sync` and `submit`, and on the start page. Must not mend anything.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from counter_app.basics.catalogue.devices import (
    LINE_OPEN,
    WINDOW_CLONED,
    WINDOW_CONTESTED,
    WINDOW_REVOKED,
    WINDOW_SECRET_OLD,
)
from counter_app.basics.catalogue.store import (
    DRAFTS_LEFT,
    FETCH_SHORT,
    NUMBERS_DOUBTED,
    NUMBERS_MISSING,
    NUMBERS_SKIPPED,
    NUMBERS_UNKNOWN,
    RECEIPTS_OWED,
    RECORDS_SET_ASIDE,
    STORE_DAMAGED,
    STORE_UNREADABLE_ROWS,
    STRING_USED,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.cases.receipts import line_fault
from counter_app.desk.desk import Desk
from local_db.act_drafts import left_drafts
from local_db.counted import count_gaps
from local_db.identity import Identity
from local_db.lists import count_owed
from local_db.missing_numbers import forget_missing, missing_numbers
from local_db.notes import Note, write_note
from local_db.set_aside import count_set_aside

_NAMED = 3
_STANDING: dict[str, Entry] = {
    "revoked": WINDOW_REVOKED,
    "string_used": STRING_USED,
    "secret_old": WINDOW_SECRET_OLD,
    "contested": WINDOW_CONTESTED,
    "cloned": WINDOW_CLONED,
}
SHUTS_OUT = frozenset({LINE_OPEN, WINDOW_REVOKED, STRING_USED, WINDOW_SECRET_OLD})
"""With these nothing is sent before the administrator has done something."""


def find_worries(
    connection: Connection, identity: Identity | None, notes: Mapping[str, str]
) -> tuple[CounterError, ...]:
    """All that stands, the worst first."""
    window = _of_the_window(identity) if identity else ()
    return (*window, *_of_the_store(connection, notes))


def looked_after(desk: Desk) -> None:
    """A person has looked after lost and skipped numbers; what is still true otherwise stays."""
    with desk.store.transaction() as connection:
        forget_missing(connection)
        write_note(connection, Note.NUMBERS_SKIPPED, None)


def _of_the_window(identity: Identity) -> Iterator[CounterError]:
    """What holds of this window until the administrator has settled it."""
    enrolment = identity.enrolment
    if line_fault(enrolment.server_address, lan=enrolment.lan):
        yield CounterError(LINE_OPEN)
    if identity.numbers_unknown:
        yield CounterError(NUMBERS_UNKNOWN)
    for word in identity.standing:
        if word in _STANDING:
            yield CounterError(_STANDING[word])


def _of_the_store(connection: Connection, notes: Mapping[str, str]) -> Iterator[CounterError]:
    if lost := count_gaps(connection):
        yield CounterError(STORE_DAMAGED, count=lost)
    if Note.DAMAGED in notes:
        yield CounterError(STORE_UNREADABLE_ROWS, at=notes[Note.DAMAGED][:16].replace("T", " "))
    if missing := missing_numbers(connection):
        yield CounterError(NUMBERS_MISSING, count=len(missing), numbers=_some(missing))
    if Note.NUMBERS_SKIPPED in notes:
        yield CounterError(NUMBERS_SKIPPED, number=notes[Note.NUMBERS_SKIPPED])
    if owed := count_owed(connection):
        yield CounterError(RECEIPTS_OWED, count=owed)
    if doubted := notes.get(Note.NUMBERS_DOUBTED):
        yield CounterError(NUMBERS_DOUBTED, numbers=doubted)
    if short := notes.get(Note.FETCH_SHORT):
        yield CounterError(FETCH_SHORT, count=short)
    if left := left_drafts(connection):
        yield CounterError(DRAFTS_LEFT, numbers=_some(left))
    if apart := count_set_aside(connection):
        yield CounterError(RECORDS_SET_ASIDE, count=apart)


def _some(numbers: list[str]) -> str:
    return "、".join(numbers[:_NAMED]) + (" 等" if len(numbers) > _NAMED else "")
