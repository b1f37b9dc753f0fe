"""Finds cases in review that have something to ask though nothing of them changes.

Those of before there was a queue, those that were handed back to a restored server, and those whose
answer came while policy let nothing follow: what their own actions say was asked is not asked
again. Those whose applicant was sent to a department to have
something mended: after the days of policy it is asked anew. Must not send.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import msgspec
from sqlalchemy import ColumnElement, exists, select, tuple_
from sqlalchemy.engine import Connection

from central_server.departments.desk import Desk
from central_server.departments.identity import FOUND
from central_server.departments.lines import Lines
from central_server.departments.rows import be_due, streams_beyond
from central_server.departments.settle import settle_case
from central_server.recurring import recur
from central_server.server import Server
from central_server.store.locks import lock_streams
from central_server.store.restoring import restoring_since
from central_server.store.tables import case
from central_server.store.tables import department_query as query
from counter_app.basics.clock import stamp, today
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Step
from counter_app.cases.ways import DecidedBy
from counter_app.rules.department_items import first_items

_LOOKS_AGAIN_SECONDS = 3600.0
_BATCH = 50
_LONGEST_WAIT = timedelta(days=2)
"""Nothing waits for longer but for good: a day's quota waits until the next morning."""
Place = tuple[str, str]
"""Stream and case: after this one it goes on."""
Found = tuple[list[Place], Place | None]
_FIRST: Place = ("", "")
_decode = msgspec.json.Decoder(CaseState).decode


async def keep_questions(server: Server) -> None:
    """Look at the start and once an hour, for as long as the server runs."""
    await recur("departments", _LOOKS_AGAIN_SECONDS, partial(sweep, server))


async def sweep(server: Server) -> None:
    """Go through all of them once, batch by batch between what windows send."""
    await server.write(partial(_set_right, server))
    for look in (_without, partial(_begun, server), _to_mend):
        place: Place | None = _FIRST
        while place is not None:
            found, place = await server.read(partial(look, after=place))
            if found:
                await server.write(partial(_settle, server, found))
    server.bell.set()


def _set_right(server: Server, connection: Connection) -> None:
    """What was put off by a clock that stood years ahead would wait for those years."""
    now = server.clock()
    until = stamp(now + _LONGEST_WAIT)
    if streams := streams_beyond(connection, until):
        lock_streams(connection, streams)
        be_due(connection, until, stamp(now))
    lines = Lines(connection, now)
    lines.set_right(until)
    lines.store()


def _without(connection: Connection, after: Place) -> Found:
    """Cases in review about which nothing is in the queue."""
    there = exists().where(query.c.case_id == case.c.case_id)
    return _in_review(connection, after, ~there)


def _begun(server: Server, connection: Connection, after: Place) -> Found:
    """Cases in review of which somebody was found, and nothing more asked of them.

    Mostly because policy named nothing that is asked first when their answer came.
    """
    policy, on = server.policies.look(connection), today(server.clock)
    first = first_items(policy, on)
    rest = query.alias("rest")
    same = (rest.c.case_id == query.c.case_id, rest.c.person == query.c.person)
    more = exists().where(*same, rest.c.item.not_in(first)).correlate(query)
    found = (query.c.item.in_(first), query.c.outcome == FOUND)
    return _in_review(
        connection, after, exists().where(query.c.case_id == case.c.case_id, *found, ~more)
    )


def _to_mend(connection: Connection, after: Place) -> Found:
    """Cases in review of which a difference was decided to be mended at its department."""
    decided = case.c.differences > case.c.undecided
    return _in_review(connection, after, decided, _waits_for_mending)


def _waits_for_mending(state: CaseState) -> bool:
    return any(
        each.decision == DecidedBy.MEND and each.content == state.content
        for each in state.differences
    )


def _in_review(
    connection: Connection,
    after: Place,
    which: ColumnElement[bool],
    is_meant: Callable[[CaseState], bool] | None = None,
) -> Found:
    """The next of them, and after which place to go on; None where there is no more."""
    if restoring_since(connection):
        return [], None
    key = tuple_(case.c.stream, case.c.case_id)
    rows = connection.execute(
        select(case.c.stream, case.c.case_id, case.c.state)
        .where(key > after, case.c.place.in_([str(step) for step in Step]), which)
        .order_by(case.c.stream, case.c.case_id)
        .limit(_BATCH)
    ).all()
    places = [(r.stream, r.case_id) for r in rows if not is_meant or is_meant(_decode(r.state))]
    last = (rows[-1].stream, rows[-1].case_id) if len(rows) == _BATCH else None
    return places, last


def _settle(server: Server, found: list[Place], connection: Connection) -> None:
    lock_streams(connection, [stream for stream, _ in found])
    desk = Desk(connection, server.office(), server.clock())
    for stream, case_id in found:
        settle_case(desk, stream, case_id)
