"""Where the server put each action, in its stream; by it the actions of a case count.

An action has no row here until the server has said so. Must not decide what an action makes of a
case: where the order of its actions changes, `case_log` computes it anew.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select

from counter_app.wire.messages import Ordered
from local_db.statements import among, driver_text, insert_into, listed, run, run_many
from local_db.tables import actions, orders, outbox, returns

_HIGHEST = (1 << 63) - 1
_LONGEST_TIME, _LONGEST_SEAL = 40, 100
_KEEP = insert_into(orders, or_replace=True)
HERE = orders.c.position == actions.c.position
IN_ORDER = (orders.c.order.is_(None), orders.c.order, actions.c.position)
"""As a case's actions count: those that have an order by it, then the others as they came."""
_ENDS = driver_text(
    select(
        actions.c.case_id,
        func.count() - func.count(orders.c.order),
        func.max(orders.c.order),
    )
    .select_from(actions.outerjoin(orders, HERE))
    .where(among(actions.c.case_id))
    .group_by(actions.c.case_id)
)
_WITHOUT = (
    select(actions.c.position, actions.c.action_id, actions.c.case_id)
    .select_from(
        actions.outerjoin(orders, HERE)
        .outerjoin(outbox, outbox.c.position == actions.c.position)
        .outerjoin(returns, returns.c.action_id == actions.c.action_id)
    )
    .where(orders.c.position.is_(None), outbox.c.position.is_(None), returns.c.action_id.is_(None))
    .order_by(actions.c.position)
)
_WITH = (
    select(
        orders.c.position,
        actions.c.action_id,
        actions.c.case_id,
        actions.c.device,
        actions.c.incarnation,
        orders.c.order,
        orders.c.server_at,
        orders.c.seal,
    )
    .join(actions, HERE)
    .order_by(orders.c.position)
)
_KNOWN = (
    "SELECT count(*) FROM orders WHERE position IN "
    "(SELECT CAST(value AS INTEGER) FROM json_each(:among))"
)
_FIRST_QUEUED = driver_text(select(func.min(outbox.c.position)))
_LAST = driver_text(select(func.max(actions.c.position)))
_BEHIND = driver_text(
    select(func.count()).select_from(orders).where(orders.c.position > bindparam("behind"))
)


class Ends(NamedTuple):
    """How far the actions of a case that are here have got."""

    without: int
    """How many have no order."""
    highest: int
    """The highest order of the others."""


class Without(NamedTuple):
    """An action that was sent or fetched, and of which no order is known."""

    position: int
    action_id: str
    case_id: str


class Placed(NamedTuple):
    """An action with what the server once said of it."""

    position: int
    action_id: str
    case_id: str
    device: str
    incarnation: str
    ordered: Ordered


def is_fit(ordered: Ordered) -> bool:
    """Whether the store can hold it."""
    return (
        0 < ordered.order <= _HIGHEST
        and len(ordered.server_at) <= _LONGEST_TIME
        and len(ordered.seal) <= _LONGEST_SEAL
    )


def keep_orders(connection: Connection, said: Iterable[tuple[int, Ordered]]) -> None:
    """Keep what the server said of the actions at these positions; its latest word stands."""
    rows = [(position, *_values(each)) for position, each in said if is_fit(each)]
    if rows:
        run_many(connection, _KEEP, rows)


def forget_orders(connection: Connection, positions: Sequence[int]) -> None:
    """The actions there are not any more what the server has put in order."""
    connection.execute(delete(orders).where(orders.c.position.in_(list(positions))))


def ends_of(connection: Connection, case_ids: Collection[str]) -> Mapping[str, Ends]:
    """Of those of the cases that have any action here."""
    rows = run(connection, _ENDS, listed(case_ids)).fetchall()
    return {case_id: Ends(without, highest or 0) for case_id, without, highest in rows}


def server_times(connection: Connection, case_id: str) -> dict[str, str]:
    """Action → when the server took it in; of one that was not sent yet there is none."""
    query = select(actions.c.action_id, orders.c.server_at).join(orders, HERE)
    return {row[0]: row[1] for row in connection.execute(query.where(actions.c.case_id == case_id))}


def without_order(connection: Connection, behind: int, most: int) -> list[Without]:
    """The first actions behind a position whose order the server could still say."""
    # Mostly all have one, which the orders alone tell: reading every action for it takes long.
    (last,) = run(connection, _LAST).fetchone()
    (known,) = run(connection, _BEHIND, {"behind": behind}).fetchone()
    if known == (last or 0) - behind:
        return []
    query = _WITHOUT.where(actions.c.position > behind).limit(most)
    return [Without(*row) for row in connection.execute(query)]


def have_order(connection: Connection, positions: Iterable[int]) -> bool:
    """Whether the order of any action at these positions is known."""
    (known,) = run(connection, _KNOWN, listed(map(str, positions))).fetchone()
    return bool(known)


def with_order(connection: Connection, behind: int, most: int) -> list[Placed]:
    """The first actions behind a position whose order is known."""
    query = _WITH.where(orders.c.position > behind).limit(most)
    return [
        Placed(position, action_id, case_id, device, incarnation, Ordered(*ordered))
        for position, action_id, case_id, device, incarnation, *ordered in connection.execute(query)
    ]


def settled_up_to(connection: Connection) -> int:
    """The position before the first that waits to be sent; else the last one."""
    (queued,) = run(connection, _FIRST_QUEUED).fetchone()
    (last,) = run(connection, _LAST).fetchone()
    return queued - 1 if queued else last or 0


def _values(ordered: Ordered) -> tuple[int, str, str]:
    return ordered.order, ordered.server_at, ordered.seal
