"""How things stand at this counter, and what came back for a person to look at."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.basics.errors import CounterError
from counter_app.cases.receipts import line_fault
from counter_app.desk.clock_check import difference
from counter_app.desk.desk import Desk
from counter_app.desk.worries import SHUTS_OUT, find_worries
from counter_app.wire.enrolment import Enrolment
from local_db.identity import find_identity
from local_db.lists import Delivery, count_deliveries, returned_rows
from local_db.lists import ReturnedRow as ReturnedRow
from local_db.notes import Note, read_notes
from local_db.outbox import queue_again


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
    in_the_room: bool = False
    """The line to the server is not encrypted, by the administrator's leave."""
    worries: tuple[CounterError, ...] = ()
    """What a person has to know, the worst first."""

    @property
    def is_shut_out(self) -> bool:
        """Whether nothing that waits can go before the administrator has done something."""
        return any(worry.entry in SHUTS_OUT for worry in self.worries)


def status(desk: Desk) -> Status:
    """What `counter-app status` and the bar below the window tell."""
    with desk.store.reading() as connection:
        identity = find_identity(connection)
        notes = read_notes(connection)
        found = count_deliveries(connection)
        worries = find_worries(connection, identity, notes)
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
        in_the_room=bool(identity and _is_in_the_room(identity.enrolment)),
        worries=worries,
    )


def _is_in_the_room(enrolment: Enrolment) -> bool:
    return line_fault(enrolment.server_address) == "insecure" and enrolment.lan


def returned(desk: Desk) -> tuple[ReturnedRow, ...]:
    """What was refused or collides, the latest first, with the reason in plain words."""
    with desk.store.reading() as connection:
        return tuple(returned_rows(connection))


def send_again(desk: Desk, action_id: str) -> None:
    """Queue a refused action once more, as it is; the server judges it anew."""
    with desk.store.transaction() as connection:
        queue_again(connection, action_id)
