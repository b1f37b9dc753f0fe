"""What follows from a store that was put back: places of before stay free, decisions wait.

Each new epoch gives positions far above all that were ever given, so nothing that comes in now
takes a place that a counter hands back. Until an administrator says that all is back
(`counter-server restored --go-on`), facts are taken in and decisions are not: what was decided
before the loss may not be here yet.
"""

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection

from central_server.store.tables import action, late, server, stream

STEP = 10**9
"""Positions that an epoch has; the digits before these nine tell how often a store was put back."""

_SINCE = select(server.c.restoring_at)


def begin_restoring(connection: Connection, now: str) -> None:
    """Leave all places of before to what is handed back."""
    base = connection.execute(select(server.c.base)).scalar_one() + STEP
    connection.execute(update(server).values(base=base, restoring_at=now))
    connection.execute(update(stream).where(stream.c.position < base).values(position=base))
    connection.execute(delete(late))


def restoring_since(connection: Connection) -> str | None:
    """When the store was put back; None where that is over, or never was."""
    found: str | None = connection.execute(_SINCE).scalar()
    return found


def go_on(connection: Connection) -> int | None:
    """All that is to come is here; how many places stay free, None where nothing was awaited."""
    if restoring_since(connection) is None:
        return None
    connection.execute(update(server).values(restoring_at=None))
    return places_free(connection)


def places_free(connection: Connection) -> int:
    """How many places before the last one of former epochs nobody has handed anything back for.

    What came after the last one that is known, and what was never given, cannot be told apart.
    """
    base: int = connection.execute(select(server.c.base)).scalar_one()
    free = 0
    for start in range(0, base, STEP):
        rows = connection.execute(
            select(func.max(action.c.position) - func.count())
            .where(action.c.position > start, action.c.position <= start + STEP)
            .group_by(action.c.stream)
        )
        free += sum(last - start for last in rows.scalars())
    return free
