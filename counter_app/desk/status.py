"""How things stand at this counter, and what came back for a person to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from counter_app.basics.catalogue.devices import (
    LINE_OPEN,
    WINDOW_CLONED,
    WINDOW_CONTESTED,
    WINDOW_REVOKED,
    WINDOW_SECRET_OLD,
)
from counter_app.basics.catalogue.store import (
    FETCH_SHORT,
    NUMBERS_DOUBTED,
    RECORDS_SET_ASIDE,
    STRING_USED,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.cases.receipts import line_fault
from counter_app.desk.clock_check import difference
from counter_app.desk.desk import Desk
from local_db.identity import Identity, find_identity
from local_db.lists import Delivery, count_deliveries, returned_rows
from local_db.lists import ReturnedRow as ReturnedRow
from local_db.notes import Note, read_notes
from local_db.outbox import queue_again
from local_db.set_aside import count_set_aside
from local_db.soundness import count_gaps


@dataclass(frozen=True, slots=True)
class Status:
    """Numbers of cases; each stands in exactly one of the last four. `server` as last seen."""

    window: str | None
    cases: int
    queued: int
    acknowledged: int
    refused: int
    conflicts: int
    server: str
    last_sync_at: datetime | None
    clock: str
    """What is wrong with this computer's time, by the server's last word; empty while all is well.
    """
    lost: int
    """Records of this counter's own that the disk has lost; 0 while all is well."""
    told: tuple[CounterError, ...] = ()
    """What holds of this window until the administrator has settled it."""


_TOLD: dict[str, Entry] = {
    "revoked": WINDOW_REVOKED,
    "string_used": STRING_USED,
    "secret_old": WINDOW_SECRET_OLD,
    "contested": WINDOW_CONTESTED,
    "cloned": WINDOW_CLONED,
}


def status(desk: Desk) -> Status:
    """What `counter-app status` and the bar below the window tell."""
    with desk.store.reading() as connection:
        identity = find_identity(connection)
        notes = read_notes(connection)
        found = count_deliveries(connection)
        lost = count_gaps(connection)
        apart = count_set_aside(connection)
    synced = notes.get(Note.LAST_SYNC_AT)
    return Status(
        window=identity.enrolment.window_code if identity else None,
        cases=sum(found.values()),
        queued=found[Delivery.QUEUED],
        acknowledged=found[Delivery.SENT],
        refused=found[Delivery.REFUSED],
        conflicts=found[Delivery.CONFLICT],
        server=notes.get(Note.SERVER_STATE, "unknown"),
        last_sync_at=datetime.fromisoformat(synced) if synced else None,
        clock=difference(notes, desk.now()),
        lost=lost,
        told=(*(_told(identity) if identity else ()), *_noticed(notes, apart)),
    )


def _noticed(notes: Mapping[str, str], apart: int) -> Iterator[CounterError]:
    """What the sync has set aside for a person to hear of."""
    if doubted := notes.get(Note.NUMBERS_DOUBTED):
        yield CounterError(NUMBERS_DOUBTED, numbers=doubted)
    if short := notes.get(Note.FETCH_SHORT):
        yield CounterError(FETCH_SHORT, count=short)
    if apart:
        yield CounterError(RECORDS_SET_ASIDE, count=apart)


def _told(identity: Identity) -> Iterator[CounterError]:
    enrolment = identity.enrolment
    if line_fault(enrolment.server_address, lan=enrolment.lan):
        yield CounterError(LINE_OPEN)
    for word in identity.standing:
        if word in _TOLD:
            yield CounterError(_TOLD[word])


def returned(desk: Desk) -> tuple[ReturnedRow, ...]:
    """What was refused or collides, the latest first, with the reason in plain words."""
    with desk.store.reading() as connection:
        return tuple(returned_rows(connection))


def send_again(desk: Desk, action_id: str) -> None:
    """Queue a refused action once more, as it is; the server judges it anew."""
    with desk.store.transaction() as connection:
        queue_again(connection, action_id)
