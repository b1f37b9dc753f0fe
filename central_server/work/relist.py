"""Computes the list columns of all cases anew where another policy or calendar is in force.

Also those of rows from before there were columns. Batch by batch between what windows send; a due
day that comes earlier than it was told is marked. Must not be needed for anything but lists.
"""

from datetime import date
from functools import partial

import msgspec
from sqlalchemy import select, tuple_, update
from sqlalchemy.engine import Connection

from central_server.recurring import recur
from central_server.server import Server
from central_server.store.states import current_state
from central_server.store.tables import case, server
from central_server.work.columns import NO_DAY, OVER, Columns, Lister, Mark
from central_server.work.sides import keep_sides_of
from counter_app.basics.clock import today
from counter_app.cases.case_state import CaseState

_LOOKS_AGAIN_SECONDS = 5.0
_BATCH = 200
_RULE = 2
"""Of what columns hold: with another one all rows are computed anew."""
_decode = msgspec.json.Decoder(CaseState).decode
Place = tuple[str, str]
"""Stream and case: after this one it goes on."""


async def keep_listed(running: Server) -> None:
    """Look whether another policy came, for as long as the server runs."""
    await recur("lists", _LOOKS_AGAIN_SECONDS, partial(relist, running))


async def relist(running: Server) -> None:
    """Go through all cases where their columns are another policy's."""
    wanted = await running.read(lambda connection: _wanted(running, connection))
    day = today(running.clock)
    place: Place | None = ("", "") if wanted else None
    while place is not None:
        place = await running.write(partial(_batch, after=place, by=wanted, on=day))


def _wanted(running: Server, connection: Connection) -> str:
    """The versions to compute by, the calendar's among them; nothing where all are."""
    policy = running.policies.look(connection)
    versions = f"{policy.version} {policy.wording} {_RULE}"
    done = connection.execute(select(server.c.listed_by)).scalar_one()
    return "" if done == versions else versions


def _batch(connection: Connection, after: Place, by: str, on: date) -> Place | None:
    """One batch; where the next one goes on, None at the end."""
    rows = connection.execute(
        select(case.c.stream, case.c.case_id, case.c.state, case.c.due_on, case.c.flags)
        .where(tuple_(case.c.stream, case.c.case_id) > after, case.c.place != OVER)
        .order_by(case.c.stream, case.c.case_id)
        .limit(_BATCH)
        .with_for_update()
    ).all()
    lister = Lister(connection)
    for row in rows:
        state = current_state(connection, row.stream, _decode(row.state))
        columns = _marked(lister.of(state), row.due_on, row.flags)
        there = (case.c.stream == row.stream, case.c.case_id == row.case_id)
        connection.execute(update(case).where(*there).values(columns._asdict()))
    keep_sides_of(connection, [(row.stream, row.case_id) for row in rows], on)
    if len(rows) == _BATCH:
        return rows[-1].stream, rows[-1].case_id
    connection.execute(update(server).values(listed_by=by))
    return None


def _marked(columns: Columns, told: str, flags: int) -> Columns:
    """With the mark of a day that was told later than it is now; one that stands stays."""
    is_earlier = NO_DAY not in (told, columns.due_on) and columns.due_on < told
    kept = flags & Mark.EARLIER or (int(Mark.EARLIER) if is_earlier else 0)
    return columns._replace(flags=columns.flags | kept)
