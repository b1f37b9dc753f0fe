"""Actions and their contents as rows, in the order of arrival; heads of the store's own chains.

What was written is never changed, but for `rekey`, which moves actions that no server has seen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import FIRST, relink, seal
from counter_app.wire.messages import Ordered
from local_db.orders import HERE, IN_ORDER, forget_orders, keep_orders
from local_db.statements import among, driver_text, insert_into, listed, run, run_many
from local_db.tables import actions, chains, contents, not_taken, orders, outbox

# Built once: receiving runs each of these, and building a statement costs more than running it.
_HEAD = driver_text(
    select(chains.c.sequence, chains.c.hash, chains.c.last_at).where(
        chains.c.device == bindparam("of"), chains.c.incarnation == bindparam("since")
    )
)
_ADD_HEAD = upsert(chains)
_MOVE_HEAD = driver_text(
    _ADD_HEAD.on_conflict_do_update(
        index_elements=["device", "incarnation"],
        set_={name: _ADD_HEAD.excluded[name] for name in ("sequence", "hash", "last_at")},
    )
)
_LAST_POSITION = driver_text(select(func.max(actions.c.position)))
_KNOWN = driver_text(
    select(actions.c.action_id, actions.c.hash, actions.c.position, orders.c.order)
    .select_from(actions.outerjoin(orders, HERE))
    .where(among(actions.c.action_id))
)
_TAKEN = driver_text(
    select(actions.c.sequence).where(
        actions.c.device == bindparam("of"),
        actions.c.incarnation == bindparam("since"),
        actions.c.sequence.between(bindparam("first"), bindparam("last")),
    )
)
_OWN = driver_text(select(chains))
_EARLIER = driver_text(
    update(chains)
    .where(chains.c.last_at > bindparam("now"))
    .values(last_at=bindparam("now", type_=chains.c.last_at.type))
)
_CONTENTS_OF = driver_text(
    select(actions.c.action_id, contents.c.content)
    .join(contents, contents.c.position == actions.c.position)
    .where(among(actions.c.action_id))
)
_COUNTS = actions.c.action_id.not_in(select(not_taken.c.action_id))
_OF_CASES = driver_text(
    select(actions.c.record)
    .select_from(actions.outerjoin(orders, HERE))
    .where(among(actions.c.case_id), _COUNTS)
    .order_by(*IN_ORDER)
)
_ADD_ACTIONS = insert_into(actions)
_ADD_CONTENTS = insert_into(contents)
_QUEUE = insert_into(outbox)
HIGHEST_SEQUENCE = (1 << 63) - 1
"""What the store can count to."""
_COLUMNS = [column.name for column in actions.columns][1:]
ActionRow = tuple[str, str, str, str, int, str, bytes]
"""Columns of an action, but for its position."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last action of a chain; sequence 0 where there is none."""

    device: str
    incarnation: str
    sequence: int = 0
    hash: str = FIRST
    last_at: str = ""


def chain_head(connection: Connection, device: str, incarnation: str) -> ChainHead:
    """Where the next action of the chain is to be linked."""
    row = run(connection, _HEAD, {"of": device, "since": incarnation}).fetchone()
    return ChainHead(device, incarnation, *row) if row else ChainHead(device, incarnation)


def own_chains(connection: Connection) -> list[ChainHead]:
    """Every chain that this store has written, older incarnations included."""
    return [ChainHead(*row) for row in run(connection, _OWN)]


def append_own(
    connection: Connection,
    head: ChainHead,
    drafted: Sequence[tuple[Action, Content | None]],
    *,
    at: str,
) -> list[Action]:
    """Link, number, keep and queue what was done here; `at` is now, the chain's latest time."""
    sealed = []
    sequence, previous = head.sequence, head.hash
    for action, content in drafted:
        sequence += 1
        action = seal(
            action,
            previous,
            content,
            device=head.device,
            incarnation=head.incarnation,
            sequence=sequence,
        )
        previous = action.hash
        sealed.append(action)
    position = _next_position(connection)
    contents_by_id = {each.action_id: each for _, each in drafted if each}
    _insert(connection, [row_of(each) for each in sealed], contents_by_id, position)
    queued = [(place, action.case_id) for place, action in enumerate(sealed, position)]
    run_many(connection, _QUEUE, queued)
    _move_head(connection, head, sequence, previous, at)
    return sealed


def append_foreign(
    connection: Connection,
    arrived: Sequence[Action],
    rows: Mapping[str, ActionRow],
    with_contents: Mapping[str, Content],
    ordered: Mapping[str, Ordered],
) -> None:
    """Keep what others did; none of them may be known already.

    `rows` by their hashes, the rest by their ids.
    """
    position = _next_position(connection)
    _insert(connection, [rows[each.hash] for each in arrived], with_contents, position)
    keep_orders(
        connection,
        (
            (place, ordered[each.action_id])
            for place, each in enumerate(arrived, position)
            if each.action_id in ordered
        ),
    )


class Known(NamedTuple):
    """An action that the store has; `order` None where the server has not said it."""

    hash: str
    position: int
    order: int | None


def known_actions(connection: Connection, action_ids: Sequence[str]) -> dict[str, Known]:
    """Of these actions the ones that the store has, by id."""
    rows = run(connection, _KNOWN, listed(action_ids)) if action_ids else ()
    return {name: Known(*rest) for name, *rest in rows}


def known_places(connection: Connection, done: Iterable[Action]) -> set[tuple[str, str, int]]:
    """Places of these actions' chains that the store has given to actions, around where they are.

    A place belongs to one action: what claims another's cannot be kept.
    """
    chains: dict[tuple[str, str], list[int]] = {}
    for action in done:
        if 0 < action.sequence <= HIGHEST_SEQUENCE:
            chains.setdefault((action.device, action.incarnation), []).append(action.sequence)
    found: set[tuple[str, str, int]] = set()
    for (device, incarnation), sequences in chains.items():
        around = {"first": min(sequences), "last": max(sequences)}
        taken = run(connection, _TAKEN, {"of": device, "since": incarnation, **around})
        found.update((device, incarnation, sequence) for (sequence,) in taken)
    return found


def actions_of_cases(connection: Connection, case_ids: Iterable[str]) -> list[Action]:
    """The actions of all these cases that count, in the server's order, then what has none."""
    rows = run(connection, _OF_CASES, listed(case_ids)).fetchall()
    return [msgspec.json.decode(record, type=Action) for (record,) in rows]


def actions_of(connection: Connection, case_id: str) -> list[Action]:
    """The case's actions in the server's order, behind them what has none yet."""
    return actions_of_cases(connection, (case_id,))


def find_action(connection: Connection, action_id: str) -> Action | None:
    """The action, or None."""
    record = connection.execute(
        select(actions.c.record).where(actions.c.action_id == action_id)
    ).scalar()
    return msgspec.json.decode(record, type=Action) if record is not None else None


def forget_last_time(connection: Connection, now: str) -> None:
    """Let the chains go on from an earlier time than their last one."""
    run(connection, _EARLIER, {"now": now})


def contents_of(connection: Connection, action_ids: Iterable[str]) -> dict[str, bytes]:
    """The raw contents that are still there: id → JSON."""
    return dict(run(connection, _CONTENTS_OF, listed(action_ids)).fetchall())


def parts_of(connection: Connection, action_ids: Iterable[str]) -> dict[str, Content]:
    """The contents with their salts that are still there, by action."""
    rows = connection.execute(
        select(actions.c.action_id, contents.c.salt, contents.c.content)
        .join(contents, contents.c.position == actions.c.position)
        .where(among(actions.c.action_id)),
        listed(action_ids),
    )
    return {name: Content(name, salt, msgspec.Raw(raw)) for name, salt, raw in rows}


def rekey(
    connection: Connection,
    head: ChainHead,
    old: ChainHead,
    *,
    at: str,
    broken: Collection[int] = (),
) -> list[str]:
    """Move the queued actions of a chain that forked to the end of another, but for the `broken`.

    Gives the cases that they are of: what these say of their receipt's chain is to be rebuilt.
    """
    rows = _queued_of(connection, old, broken)
    sequence, previous = head.sequence, head.hash
    moved_of: dict[str, None] = {}
    for position, record in rows:
        sequence += 1
        action = _relinked(msgspec.json.decode(record, type=Action), head, sequence, previous)
        previous = action.hash
        moved_of[action.case_id] = None
        moved = dict(zip(_COLUMNS, row_of(action), strict=True))
        connection.execute(update(actions).where(actions.c.position == position).values(moved))
    if sequence > head.sequence:
        forget_orders(connection, [position for position, _ in rows])
        _move_head(connection, head, sequence, previous, at)
        _shorten(connection, old)
    return list(moved_of)


def _queued_of(
    connection: Connection, chain: ChainHead, broken: Collection[int]
) -> list[tuple[int, bytes]]:
    """Position and record of the chain's queued actions, around what the disk has broken."""
    query = (
        select(actions.c.position, actions.c.record)
        .join(outbox, outbox.c.position == actions.c.position)
        .where(actions.c.device == chain.device, actions.c.incarnation == chain.incarnation)
        .order_by(actions.c.position)
    )
    if broken:
        query = query.where(outbox.c.position.not_in(list(broken)))
    return [(position, record) for position, record in connection.execute(query)]


def _shorten(connection: Connection, chain: ChainHead) -> None:
    """Let the chain end with the last action that still stands in it."""
    last = connection.execute(
        select(actions.c.sequence, actions.c.hash)
        .where(actions.c.device == chain.device, actions.c.incarnation == chain.incarnation)
        .order_by(actions.c.sequence.desc())
        .limit(1)
    ).first()
    sequence, last_hash = last or (0, FIRST)
    connection.execute(
        update(chains)
        .where(chains.c.device == chain.device, chains.c.incarnation == chain.incarnation)
        .values(sequence=sequence, hash=last_hash)
    )


def _relinked(action: Action, head: ChainHead, sequence: int, previous: str) -> Action:
    return relink(
        action,
        previous,
        device=head.device,
        incarnation=head.incarnation,
        sequence=sequence,
    )


def _insert(
    connection: Connection,
    rows: Sequence[ActionRow],
    with_contents: Mapping[str, Content],
    position: int,
) -> None:
    placed = list(enumerate(rows, position))
    run_many(connection, _ADD_ACTIONS, [(place, *row) for place, row in placed])
    parts = [
        (place, found.salt, bytes(found.content))
        for place, (action_id, *_) in placed
        if (found := with_contents.get(action_id))
    ]
    if parts:
        run_many(connection, _ADD_CONTENTS, parts)


def row_of(action: Action) -> ActionRow:
    """The columns of an action after its position."""
    return (
        action.action_id,
        action.case_id,
        action.device,
        action.incarnation,
        action.sequence,
        action.hash,
        msgspec.json.encode(action),
    )


def _next_position(connection: Connection) -> int:
    last: int | None = run(connection, _LAST_POSITION).fetchone()[0]
    return (last or 0) + 1


def _move_head(
    connection: Connection, head: ChainHead, sequence: int, last_hash: str, at: str
) -> None:
    moved = {
        "device": head.device,
        "incarnation": head.incarnation,
        "sequence": sequence,
        "hash": last_hash,
        "last_at": at,
    }
    run(connection, _MOVE_HEAD, moved)
