"""How much lies in the store for whom: counted as it comes in, compared by whoever has fetched.

Per stream, hall and chain the number of actions, the sum of their hashes and where the last one
lies. From these few rows follows what a window must hold that has fetched everything, and up to
where there is anything to fetch, at a cost that does not grow with the cases. Must not grant
anything: which rows a window may see is asked of the rows, in `pull`.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.engine import Connection

from central_server.store.many_keys import find_rows
from central_server.store.many_rows import upsert_rows
from central_server.store.rows import Device
from central_server.store.tables import held
from counter_app.cases.actions import Action
from counter_app.wire.holding import Holding

_KNOWN = (held.c.incarnation, held.c.actions, held.c.digest, held.c.last)
Key = tuple[str, str, str, str]


def count_in(connection: Connection, stream: str, taken: Iterable[tuple[int, str, Action]]) -> None:
    """Count actions that the stream gets, in their order: position, hall of the case, action."""
    hashes: dict[Key, list[str]] = {}
    last: dict[Key, int] = {}
    for position, hall, action in taken:
        key = (stream, hall, action.device, action.incarnation)
        hashes.setdefault(key, []).append(action.hash)
        last[key] = position
    sums = {key: Holding().with_hashes(each) for key, each in hashes.items()}
    lives: dict[tuple[str, str], list[str]] = {}
    for _stream, hall, device, incarnation in sums:
        lives.setdefault((hall, device), []).append(incarnation)
    for (hall, device), ones in lives.items():
        of = (held.c.stream, stream), (held.c.hall, hall), (held.c.device, device)
        found = list(find_rows(connection, _KNOWN, held.c.incarnation, ones, *of))
        for incarnation, actions, digest, before in found:
            key = (stream, hall, device, incarnation)
            sums[key] = sums[key].and_also(Holding(actions, int(digest, 16)))
            last[key] = max(last[key], before)  # What is handed back stands before it.
    rows = [(*key, each.actions, f"{each.digest:016x}", last[key]) for key, each in sums.items()]
    upsert_rows(connection, held, rows)


def holdings_of(connection: Connection, asker: Device, incarnation: str) -> dict[str, str]:
    """Stream → what one who has fetched all of it holds: the same choice of rows as `pull`."""
    query = select(held.c.stream, held.c.actions, held.c.digest).where(
        *_concerning(asker, incarnation)
    )
    sums: dict[str, Holding] = {}
    for stream, actions, digest in connection.execute(query):
        part = Holding(actions, int(digest, 16))
        sums[stream] = sums.get(stream, Holding()).and_also(part)
    return {stream: str(each) for stream, each in sums.items()}


def last_positions(connection: Connection, asker: Device, incarnation: str) -> dict[str, int]:
    """Stream → up to where it has anything that the asker fetches."""
    query = select(held.c.stream, func.max(held.c.last)).where(*_concerning(asker, incarnation))
    return dict(connection.execute(query.group_by(held.c.stream)).all())


def _concerning(asker: Device, incarnation: str) -> tuple[ColumnElement[bool], ...]:
    own = and_(held.c.device == asker.device, held.c.incarnation == incarnation)
    return or_(held.c.stream == asker.region, held.c.hall == asker.region), not_(own)
