"""One run: first contact, push, apply the answers, pull. Each run starts from what is stored."""

from collections.abc import Collection
from dataclasses import dataclass

from counter_app.basics.catalogue.devices import LINE_OPEN
from counter_app.basics.catalogue.store import SERVER_NONSENSE
from counter_app.basics.clock import Clock, stamp
from counter_app.basics.errors import CounterError
from counter_app.basics.sweeps import fewer_sweeps
from counter_app.cases.receipts import line_fault
from counter_app.sync.claimed import pull_claimed
from counter_app.sync.contact import forget_contact, make_contact
from counter_app.sync.documents import fetch_documents
from counter_app.sync.hand_back import hand_back
from counter_app.sync.link import OpenLink, ServerSaidError
from counter_app.sync.orders import learn_orders
from counter_app.sync.pull import pull
from counter_app.sync.push import greet, greeting, push
from counter_app.sync.rotation import NOT_KNOWN, try_others
from counter_app.sync.run import Run
from counter_app.wire.enrolment import DESK
from local_db.identity import get_identity
from local_db.missing_numbers import settle_missing
from local_db.notes import Note, write_note
from local_db.outbox import queued_actions
from local_db.store import Store

_LASTING = frozenset({"revoked", "string_used", "secret_old"})
"""What holds until this counter gets another string, whether the line is up or not."""


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
    erased: int = 0
    """Cases that lie here no more."""


def sync_once(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    missing: Collection[str] = (),
    *,
    secret_days: float = 90.0,
) -> SyncOutcome:
    """Send and fetch once. Troubles of line and server are in the outcome, not raised.

    `missing`: versions of policy that cases name and that are not here.

    Raises:
        CounterError: NOT_ENROLLED, or the store's troubles before anything was sent.
    """
    with store.reading() as connection:
        identity = get_identity(connection)
    enrolment = identity.enrolment
    if line_fault(enrolment.server_address, lan=enrolment.lan):
        return _not_sent(store, CounterError(LINE_OPEN))
    with open_link(enrolment.server_address) as link, fewer_sweeps():
        run = Run(store, clock, link, identity, secret_days=secret_days)
        problem = _attempt(run, missing)
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
        erased=run.tally.erased,
    )


def _attempt(run: Run, missing: Collection[str]) -> CounterError | None:
    try:
        try:
            _exchange(run, missing)
        except ServerSaidError as error:
            if error.said not in NOT_KNOWN or not run.identity.contacted:
                raise
            if not try_others(run, greeting(run)):
                if error.said != "unknown":
                    raise
                forget_contact(run)
            _exchange(run, missing)
    except CounterError as error:
        return error
    return None


def _exchange(run: Run, missing: Collection[str]) -> None:
    make_contact(run)
    greet(run)
    hand_back(run)
    push(run)
    fetch = pull_claimed if run.identity.enrolment.kind == DESK else pull
    fetch(run)
    if run.requeued or run.forked:
        hand_back(run)
        push(run)
    fetch_documents(run, missing)
    learn_orders(run)  # Last: nothing that waits depends on it.


def _not_sent(store: Store, problem: CounterError) -> SyncOutcome:
    """Nothing was asked of anybody."""
    with store.transaction() as connection:
        write_note(connection, Note.SERVER_STATE, "offline")
        queued = queued_actions(connection)
    return SyncOutcome(
        online=False, pushed=0, pulled=0, refused=0, conflicts=0, queued=queued, problem=problem
    )


def _note(run: Run, problem: CounterError | None) -> int:
    """Keep how the server was found; gives how many actions wait."""
    with run.store.transaction() as connection:
        write_note(connection, Note.SERVER_STATE, "online" if run.heard else "offline")
        settle_missing(connection)
        if problem is None:
            write_note(connection, Note.LAST_SYNC_AT, stamp(run.clock()))
        if isinstance(problem, ServerSaidError) and problem.said in _LASTING:
            write_note(connection, Note.STANDING, problem.said)
        return queued_actions(connection)
