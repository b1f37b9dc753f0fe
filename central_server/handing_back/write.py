"""Stores what was handed back: rows in their old places, sums, chains, and what follows of cases.

Must not judge: that is `take_back`.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection

from central_server.handing_back.cases import count_anew
from central_server.handing_back.handed import Handed, Known, Place
from central_server.holdings import count_in
from central_server.store import tables
from central_server.store.locks import Top
from central_server.store.many_rows import add_rows, insert_rows, raise_rows, upsert_rows
from counter_app.cases.chain import FIRST
from counter_app.cases.kinds import is_for_desks

WITHOUT_CONTENT = "content_missing"
"""The problem of a row whose content its author has still to hand back."""
_encode = msgspec.json.encode


def write(
    connection: Connection, known: Known, taken: Sequence[Handed], tops: Mapping[str, Top]
) -> None:
    """All of it, in the caller's transaction, under the locks of its streams."""
    rows = sorted(taken, key=lambda each: each.place)
    moved = {each.action.action_id for each in rows} & known.places.keys()
    _take_out(connection, [known.places[name][1] for name in sorted(moved)])
    insert_rows(connection, tables.action, [_action_row(known, each) for each in rows])
    contents = [
        (*each.place, each.content.salt, bytes(each.content.content), is_for_desks(each.action))
        for each in rows
        if each.content
    ]
    insert_rows(connection, tables.content, contents)
    for stream, top in tops.items():
        here = [each for each in rows if each.action.stream == stream]
        _raise_top(connection, stream, top, here)
        new = [each for each in here if each.action.action_id not in moved]
        if new:
            counted = ((each.ordered.order, known.halls[each.case], each.action) for each in new)
            count_in(connection, stream, counted)
    _go_on_with_chains(connection, rows)
    _note_late(connection, [each.place for each in rows if _is_late(known, each)])
    places = [(each.action.case_id, each.action.stream) for each in rows]
    add_rows(connection, tables.case_place, sorted(set(places)))
    count_anew(connection, rows, {each.case: known.halls[each.case] for each in rows})


def fill(connection: Connection, one: Handed) -> None:
    """Keep the content of what was handed back without it; what was erased stays so."""
    table, content = tables.action, one.content
    stream, position = one.place
    waits = (
        table.c.stream == stream,
        table.c.position == position,
        table.c.problem == WITHOUT_CONTENT,
    )
    filled = connection.execute(update(table).where(*waits).values(problem=""))
    if content and filled.rowcount:
        row = (*one.place, content.salt, bytes(content.content), is_for_desks(one.action))
        insert_rows(connection, tables.content, [row])


def _action_row(known: Known, one: Handed) -> tuple[object, ...]:
    done, ordered = one.action, one.ordered
    return (
        done.stream,
        ordered.order,
        *done.key,
        done.action_id,
        done.case_id,
        known.halls[one.case],
        done.hash,
        WITHOUT_CONTENT if done.content_hash and one.content is None else "",
        ordered.server_at,
        _encode(done),
        ordered.seal,
    )


def _take_out(connection: Connection, places: Iterable[Place]) -> None:
    """What came in anew before its old place was handed back; it goes there."""
    for stream, position in places:
        for table in (tables.action, tables.content):
            there = (table.c.stream == stream, table.c.position == position)
            connection.execute(delete(table).where(*there))


def _raise_top(connection: Connection, stream: str, top: Top, here: Sequence[Handed]) -> None:
    """A store whose loss nobody has told goes on behind what is handed back."""
    position = max((each.ordered.order for each in here), default=0)
    server_at = max((each.ordered.server_at for each in here), default="")
    if position > top.position or server_at > top.server_at:
        row = (stream, max(position, top.position), max(server_at, top.server_at))
        upsert_rows(connection, tables.stream, [row])


def _go_on_with_chains(connection: Connection, rows: Iterable[Handed]) -> None:
    """Chains go on behind what was handed back; one that is not known is its own device's."""
    heads: dict[tuple[str, str], Handed] = {}
    for one in rows:
        name = one.action.key[:2]
        if name not in heads or heads[name].action.sequence < one.action.sequence:
            heads[name] = one
    names = sorted(heads)
    begun = [(device, incarnation, device, 0, FIRST) for device, incarnation in names]
    add_rows(connection, tables.chain, begun)
    for device, incarnation in names:
        done = heads[device, incarnation].action
        of_chain = (tables.chain.c.device == device, tables.chain.c.incarnation == incarnation)
        owner = connection.execute(select(tables.chain.c.owner).where(*of_chain)).scalar_one()
        row = (device, incarnation, owner, done.sequence, done.hash)
        raise_rows(connection, tables.chain, [row], tables.chain.c.sequence)


def _is_late(known: Known, one: Handed) -> bool:
    """Whether somebody may have fetched what stands behind it."""
    return one.ordered.order < known.last[one.action.stream]


def _note_late(connection: Connection, places: Sequence[Place]) -> None:
    last = connection.execute(select(func.max(tables.late.c.serial))).scalar() or 0
    rows = [(serial, *place) for serial, place in enumerate(places, last + 1)]
    insert_rows(connection, tables.late, rows)
