"""How much lies in the store for whom: counted as it comes in, compared by whoever has fetched.

Per stream, hall and chain the number of actions and the sum of their hashes. From these few rows
follows what a window must hold that has fetched everything, at a cost that does not grow with the
cases. Must not be needed for anything else: it finds faults, it grants nothing.
"""

from collections.abc import Iterable

from sqlalchemy import and_, not_, or_, select, tuple_
from sqlalchemy.engine import Connection

from central_server.store.many_rows import upsert_rows
from central_server.store.rows import Device
from central_server.store.tables import held
from counter_app.cases.actions import Action
from counter_app.wire.holding import Holding

_KEY = (held.c.stream, held.c.hall, held.c.device, held.c.incarnation)
Key = tuple[str, str, str, str]


def count_in(connection: Connection, taken: Iterable[tuple[str, Action]]) -> None:
    """Count actions that are being stored, each with the hall of its case."""
    hashes: dict[Key, list[str]] = {}
    for hall, action in taken:
        key = (action.stream, hall, action.device, action.incarnation)
        hashes.setdefault(key, []).append(action.hash)
    sums = {key: Holding().with_hashes(each) for key, each in hashes.items()}
    if not sums:
        return
    query = select(*_KEY, held.c.actions, held.c.digest).where(tuple_(*_KEY).in_(list(sums)))
    for stream, hall, device, incarnation, actions, digest in connection.execute(query):
        key = (stream, hall, device, incarnation)
        sums[key] = sums[key].and_also(Holding(actions, int(digest, 16)))
    rows = [(*key, each.actions, f"{each.digest:016x}") for key, each in sums.items()]
    upsert_rows(connection, held, rows)


def holdings_of(connection: Connection, asker: Device, incarnation: str) -> dict[str, str]:
    """Stream → what one who has fetched all of it holds: the same choice of rows as `pull`."""
    own = and_(held.c.device == asker.device, held.c.incarnation == incarnation)
    query = select(held.c.stream, held.c.actions, held.c.digest).where(
        or_(held.c.stream == asker.region, held.c.hall == asker.region), not_(own)
    )
    sums: dict[str, Holding] = {}
    for stream, actions, digest in connection.execute(query):
        part = Holding(actions, int(digest, 16))
        sums[stream] = sums.get(stream, Holding()).and_also(part)
    return {stream: str(each) for stream, each in sums.items()}
