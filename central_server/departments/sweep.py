"""Finds cases in review that have nothing in the queue, and lets them ask what they may.

Those of before there was a queue, and those that were handed back to a restored server: what their
own actions say was asked is not asked again. Must not send.
"""

from functools import partial

from sqlalchemy import exists, select, tuple_
from sqlalchemy.engine import Connection

from central_server.departments.desk import Desk
from central_server.departments.settle import settle_case
from central_server.recurring import recur
from central_server.server import Server
from central_server.store.locks import lock_streams
from central_server.store.restoring import restoring_since
from central_server.store.tables import case
from central_server.store.tables import department_query as query
from counter_app.cases.stages import Step

_LOOKS_AGAIN_SECONDS = 3600.0
_BATCH = 50
Place = tuple[str, str]
"""Stream and case: after this one it goes on."""


async def keep_questions(server: Server) -> None:
    """Look at the start and once an hour, for as long as the server runs."""
    await recur("departments", _LOOKS_AGAIN_SECONDS, partial(sweep, server))


async def sweep(server: Server) -> None:
    """Go through all of them once, batch by batch between what windows send."""
    place: Place | None = ("", "")
    while place is not None:
        found = await server.read(partial(_without, after=place))
        if found:
            await server.write(partial(_settle, server, found))
        place = found[-1] if len(found) == _BATCH else None
    server.bell.set()


def _without(connection: Connection, after: Place) -> list[Place]:
    """Cases in review about which nothing is in the queue."""
    if restoring_since(connection):
        return []
    key = tuple_(case.c.stream, case.c.case_id)
    there = exists().where(query.c.case_id == case.c.case_id)
    rows = connection.execute(
        select(case.c.stream, case.c.case_id)
        .where(key > after, case.c.place.in_([str(step) for step in Step]), ~there)
        .order_by(case.c.stream, case.c.case_id)
        .limit(_BATCH)
    )
    return [(row.stream, row.case_id) for row in rows]


def _settle(server: Server, found: list[Place], connection: Connection) -> None:
    lock_streams(connection, [stream for stream, _ in found])
    desk = Desk(connection, server.office(), server.clock())
    for stream, case_id in found:
        settle_case(desk, stream, case_id)
