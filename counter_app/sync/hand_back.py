"""Give a restored server back what it has lost: all that is here and bears its seal.

Asked first by ids what it lacks, since others may have been before. How far this has got is kept
with each batch, so that it goes on after a kill. Must not judge what the server refuses: what is
one's own goes the way of a push, the rest is its owner's.
"""

from collections.abc import Iterable, Sequence

import msgspec

from counter_app.basics.catalogue.store import SERVER_NONSENSE, STORE_PAGE_BROKEN
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.sync.link import ServerSaidError
from counter_app.sync.run import Run
from counter_app.wire.messages import (
    BATCH_ACTIONS,
    BATCH_BYTES,
    Answer,
    Ordered,
    OrdersAnswer,
    OrdersRequest,
    PushAnswer,
    Verdict,
)
from local_db.actions import own_chains
from local_db.case_log import reorder
from local_db.notes import Note, read_notes, write_note
from local_db.orders import Placed, is_fit, with_order
from local_db.outbox import Waiting, requeue, requeue_positions, until_full, waiting_of

_NOT_YET = "not_received"


class _RawContent(msgspec.Struct):
    action_id: str
    salt: str
    content: msgspec.Raw


class _RawHandBack(msgspec.Struct):
    """`HandBackRequest` with its parts as they lie in the store."""

    incarnation: str
    actions: list[msgspec.Raw]
    ordered: list[Ordered]
    contents: list[_RawContent]


def hand_back(run: Run) -> None:
    """Hand back what the server lacks, batch by batch; nothing where it was not put back.

    Raises:
        CounterError: the line's troubles; what was handed back until then is noted.
    """
    waits: list[Placed] = []
    try:
        while _some(run, waits):
            pass
        _hand_over(run, waits, [])  # What stood before its case's receipt.
    except ServerSaidError as error:
        if error.said != "not_found":
            raise
        _send_all_again(run)


def _some(run: Run, waits: list[Placed]) -> bool:
    """One batch; whether there may be more."""
    with run.store.reading() as connection:
        reached = read_notes(connection).get(Note.HAND_BACK)
        batch = with_order(connection, int(reached or 0), BATCH_ACTIONS) if reached else []
    if reached is None:
        return False
    lacking = _lacking(run, batch) if batch else []
    _hand_over(run, lacking, waits)
    with run.store.transaction() as connection:
        write_note(connection, Note.HAND_BACK, str(batch[-1].position) if batch else None)
    return bool(batch)


def _lacking(run: Run, batch: Sequence[Placed]) -> list[Placed]:
    """What of these the server does not have; of the rest it says anew where it stands."""
    names = [each.action_id for each in batch]
    request = OrdersRequest(incarnation=run.identity.incarnation, actions=names)
    answer = run.ask("/orders", msgspec.json.encode(request), OrdersAnswer)
    if len(answer.orders) != len(batch):
        raise CounterError(SERVER_NONSENSE)
    known = list(zip(batch, answer.orders, strict=True))
    _hear(run, [(each, ordered) for each, ordered in known if ordered])
    return [each for each, ordered in known if ordered is None]


def _hand_over(run: Run, placed: Sequence[Placed], waits: list[Placed]) -> None:
    left = list(placed)
    while left:
        parts = _read(run, left)
        read = {part.position for part in parts}
        going = [each for each in left if each.position in read]
        behind = max(read, default=left[-1].position)
        left = [each for each in left if each.position > behind]
        if going:
            answer = run.ask("/hand-back", _encoded(run, parts, going), PushAnswer)
            if [each.action_id for each in answer.answers] != [one.action_id for one in going]:
                raise CounterError(SERVER_NONSENSE)
            _take_in(run, going, answer.answers, waits)


def _read(run: Run, placed: Sequence[Placed]) -> list[Waiting]:
    """The first of these as they lie in the store, as many as make a batch."""
    try:
        with run.store.reading() as connection:
            found = (waiting_of(connection, each.action_id) for each in placed)
            return until_full(BATCH_BYTES, filter(None, found))
    except CounterError as error:
        if error.entry is not STORE_PAGE_BROKEN:
            raise
    return until_full(BATCH_BYTES, _readable(run, placed))


def _readable(run: Run, placed: Iterable[Placed]) -> Iterable[Waiting]:
    """Each by itself, around what the disk has broken."""
    for each in placed:
        try:
            with run.store.reading() as connection:
                found = waiting_of(connection, each.action_id)
        except CounterError as error:
            if error.entry is not STORE_PAGE_BROKEN:
                raise
            continue
        if found:
            yield found


def _encoded(run: Run, parts: Sequence[Waiting], going: Sequence[Placed]) -> bytes:
    return msgspec.json.encode(
        _RawHandBack(
            run.identity.incarnation,
            [msgspec.Raw(each.record) for each in parts],
            [each.ordered for each in going],
            [
                _RawContent(each.action_id, each.salt, msgspec.Raw(each.content))
                for each in parts
                if each.salt is not None and each.content is not None
            ],
        )
    )


def _take_in(
    run: Run, going: Sequence[Placed], answers: Sequence[Answer], waits: list[Placed]
) -> None:
    answered = list(zip(going, answers, strict=True))
    refused = [each for each, answer in answered if answer.verdict is Verdict.REFUSED]
    waits += [
        each for each, answer in answered if answer.problem and answer.problem.code == _NOT_YET
    ]
    with run.store.transaction() as connection:
        own = {(each.device, each.incarnation) for each in own_chains(connection)}
        ours = [each.position for each in refused if (each.device, each.incarnation) in own]
        requeue_positions(connection, ours)
    _hear(run, [(each, answer.ordered) for each, answer in answered if answer.ordered])
    run.tally.pushed += len(going) - len(refused)


def _hear(run: Run, said: Sequence[tuple[Placed, Ordered]]) -> None:
    """Keep where the server has put anything else than before."""
    new = [
        (each.position, each.case_id, ordered)
        for each, ordered in said
        if ordered != each.ordered and is_fit(ordered)
    ]
    if new:
        with run.store.transaction() as connection:
            reorder(connection, new, at=stamp(run.clock()))


def _send_all_again(run: Run) -> None:
    """A server of 0.2 takes nothing back: each counter sends its own again."""
    with run.store.transaction() as connection:
        for chain in own_chains(connection):
            requeue(connection, chain.device, chain.incarnation, 0)
        write_note(connection, Note.HAND_BACK, None)
