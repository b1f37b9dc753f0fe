"""What waits to be sent, and what came back. There is no stored "sending".

A row is in the outbox until the server has answered its action; nothing else takes it out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, null, select
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.statements import among, driver_text, listed, run
from local_db.tables import actions, contents, orders, outbox, returns

_PARTS = (
    actions.c.action_id,
    actions.c.case_id,
    actions.c.device,
    actions.c.incarnation,
    actions.c.sequence,
    actions.c.record,
    contents.c.salt,
    contents.c.content,
)
_OUTER = contents.c.position == actions.c.position


@dataclass(frozen=True, slots=True)
class Waiting:
    """One queued action as it will be sent: `record` and `content` are raw JSON."""

    position: int
    action_id: str
    case_id: str
    device: str
    incarnation: str
    sequence: int
    record: bytes
    salt: str | None
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Return:
    """What a person must look at: an action that was refused or that collides."""

    action_id: str
    case_id: str
    verdict: str
    code: str
    message: str
    advice: str
    answered_at: str


_ACTION = (
    outbox.c.position,
    actions.c.action_id,
    outbox.c.case_id,
    actions.c.device,
    actions.c.incarnation,
    actions.c.sequence,
    actions.c.record,
)
_WAITING = (
    select(*_ACTION, contents.c.salt, contents.c.content)
    .join(actions, actions.c.position == outbox.c.position)
    .join(contents, contents.c.position == actions.c.position, isouter=True)
)
_BEHIND = _WAITING.where(outbox.c.position > bindparam("after")).order_by(outbox.c.position)
_NEXT = f"{driver_text(_BEHIND)} LIMIT :most"
_QUEUED = driver_text(select(func.count()).select_from(outbox))
_IS_QUEUED = driver_text(
    select(outbox.c.position)
    .join(actions, actions.c.position == outbox.c.position)
    .where(actions.c.action_id == bindparam("action_id"))
)
_RETURN_OF = driver_text(select(returns).where(returns.c.action_id == bindparam("action_id")))
_TAKE_OFF = driver_text(delete(returns).where(among(returns.c.action_id)))
_CASES_RETURNED = driver_text(select(returns.c.case_id).distinct())
_REQUEUE = insert(outbox).prefix_with("OR IGNORE")
_WITHOUT_CONTENT = select(*_ACTION, null(), null()).join(
    actions, actions.c.position == outbox.c.position
)


def next_batch(
    connection: Connection, *, most: int, most_bytes: int, after: int = 0
) -> list[Waiting]:
    """The first queued actions behind a position in the desk's order, until there are enough."""
    rows = run(connection, _NEXT, {"after": after, "most": most})
    try:
        return until_full(most_bytes, (Waiting(*row) for row in rows))
    finally:
        rows.close()  # It may not be read to its end.


def queued_positions(connection: Connection, *, most: int, after: int = 0) -> list[int]:
    """Where the first queued actions behind a position stand."""
    places = select(outbox.c.position).where(outbox.c.position > after)
    return list(connection.execute(places.order_by(outbox.c.position).limit(most)).scalars())


def find_waiting(connection: Connection, position: int, *, content: bool) -> Waiting | None:
    """One queued action, with its content or, where that cannot be read, without."""
    query = _WAITING if content else _WITHOUT_CONTENT
    row = connection.execute(query.where(outbox.c.position == position)).one_or_none()
    return Waiting(*row) if row else None


def waiting_of(connection: Connection, action_id: str) -> Waiting | None:
    """An action as it would be sent, whether it is queued or not; None where it is not here."""
    query = select(actions.c.position, *_PARTS).join(contents, _OUTER, isouter=True)
    row = connection.execute(query.where(actions.c.action_id == action_id)).first()
    return Waiting(*row) if row else None


def is_queued(connection: Connection, action_id: str) -> bool:
    """Whether the server has not answered it yet."""
    return run(connection, _IS_QUEUED, {"action_id": action_id}).fetchone() is not None


def acknowledge(connection: Connection, positions: Iterable[int]) -> None:
    """The server has answered these."""
    answered = [(position,) for position in positions]
    if answered:
        connection.exec_driver_sql("DELETE FROM outbox WHERE position = ?", answered)


def requeue(connection: Connection, device: str, incarnation: str, above: int) -> int:
    """Queue the chain's acknowledged actions again that the server does not have any more."""
    lost = select(actions.c.position, actions.c.case_id).where(
        actions.c.device == device,
        actions.c.incarnation == incarnation,
        actions.c.sequence > above,
    )
    result = connection.execute(
        insert(outbox).prefix_with("OR IGNORE").from_select(["position", "case_id"], lost)
    )
    return result.rowcount


def requeue_without_order(connection: Connection, device: str, incarnation: str) -> None:
    """Queue what the server has not put in order; the rest is handed back to it."""
    lost = (
        select(actions.c.position, actions.c.case_id)
        .outerjoin(orders, orders.c.position == actions.c.position)
        .where(actions.c.device == device, actions.c.incarnation == incarnation)
        .where(orders.c.position.is_(None))
    )
    connection.execute(_REQUEUE.from_select(["position", "case_id"], lost))


def requeue_positions(connection: Connection, positions: Iterable[int]) -> None:
    """Queue these again, whatever the server once said of them."""
    lost = select(actions.c.position, actions.c.case_id)
    chosen = lost.where(actions.c.position.in_(list(positions)))
    connection.execute(_REQUEUE.from_select(["position", "case_id"], chosen))


def put_return(connection: Connection, came_back: Return) -> None:
    """Put it on a person's list; a later answer about the same action takes its place."""
    values = {name: getattr(came_back, name) for name in Return.__dataclass_fields__}
    statement = upsert(returns).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["action_id"], set_=values))


def take_off(connection: Connection, action_ids: Sequence[str]) -> None:
    """Take these off the list."""
    run(connection, _TAKE_OFF, listed(action_ids))


def find_returns(connection: Connection, case_id: str | None = None) -> list[Return]:
    """What came back, of one case or of all, the latest first."""
    query = select(returns).order_by(returns.c.answered_at.desc(), returns.c.action_id)
    if case_id is not None:
        query = query.where(returns.c.case_id == case_id)
    return [Return(*row) for row in connection.execute(query)]


def find_return(connection: Connection, action_id: str) -> Return | None:
    """How this action came back; None where it did not."""
    row = run(connection, _RETURN_OF, {"action_id": action_id}).fetchone()
    return Return(*row) if row else None


def cases_returned(connection: Connection) -> set[str]:
    """The cases of which something came back."""
    return {case_id for (case_id,) in run(connection, _CASES_RETURNED).fetchall()}


def queue_again(connection: Connection, action_id: str) -> None:
    """Queue a returned action once more; it leaves the list, where the answer may put it back."""
    position = select(actions.c.position, actions.c.case_id).where(
        actions.c.action_id == action_id, actions.c.action_id.in_(select(returns.c.action_id))
    )
    connection.execute(
        insert(outbox).prefix_with("OR IGNORE").from_select(["position", "case_id"], position)
    )
    take_off(connection, [action_id])


def queued_actions(connection: Connection) -> int:
    """How many actions wait."""
    waiting: int = run(connection, _QUEUED).fetchone()[0]
    return waiting


def until_full(most_bytes: int, found: Iterable[Waiting]) -> list[Waiting]:
    """So many of these as make a batch; one alone may be larger."""
    batch: list[Waiting] = []
    size = 0
    for waiting in found:
        size += len(waiting.record) + len(waiting.content or b"")
        if batch and size > most_bytes:
            break
        batch.append(waiting)
    return batch
