"""One run: first contact, push, apply the answers, pull. Each run starts from what is stored."""

from dataclasses import dataclass

from counter_app.basics.catalogue.store import SERVER_NONSENSE
from counter_app.basics.clock import Clock, stamp
from counter_app.basics.errors import CounterError
from counter_app.sync.contact import forget_contact, make_contact
from counter_app.sync.link import OpenLink, ServerSaidError
from counter_app.sync.pull import pull
from counter_app.sync.push import greet, push
from counter_app.sync.run import Run
from local_db.identity import get_identity
from local_db.notes import Note, write_note
from local_db.outbox import queued_actions
from local_db.store import Store


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What a run did. `problem` is None where all went well; numbers count actions."""

    online: bool
    pushed: int
    pulled: int
    refused: int
    conflicts: int
    queued: int
    """What still waits."""
    problem: CounterError | None


def sync_once(store: Store, clock: Clock, open_link: OpenLink) -> SyncOutcome:
    """Send and fetch once. Troubles of line and server are in the outcome, not raised.

    Raises:
        CounterError: NOT_ENROLLED, or the store's troubles before anything was sent.
    """
    with store.reading() as connection:
        identity = get_identity(connection)
    with open_link(identity.enrolment.server_address) as link:
        run = Run(store, clock, link, identity)
        problem = _attempt(run)
    if problem is None and run.tally.unreadable:
        problem = CounterError(SERVER_NONSENSE)
    return SyncOutcome(
        online=run.heard,
        pushed=run.tally.pushed,
        pulled=run.tally.pulled,
        refused=run.tally.refused,
        conflicts=run.tally.conflicts,
        queued=_note(run, problem),
        problem=problem,
    )


def _attempt(run: Run) -> CounterError | None:
    try:
        try:
            _exchange(run)
        except ServerSaidError as error:
            if error.said != "unknown" or not run.identity.contacted:
                raise
            forget_contact(run)
            _exchange(run)
    except CounterError as error:
        return error
    return None


def _exchange(run: Run) -> None:
    make_contact(run)
    greet(run)
    push(run)
    pull(run)
    if run.requeued or run.forked:
        push(run)


def _note(run: Run, problem: CounterError | None) -> int:
    """Keep how the server was found; gives how many actions wait."""
    with run.store.transaction() as connection:
        write_note(connection, Note.SERVER_STATE, "online" if run.heard else "offline")
        if problem is None:
            write_note(connection, Note.LAST_SYNC_AT, stamp(run.clock()))
        return queued_actions(connection)
