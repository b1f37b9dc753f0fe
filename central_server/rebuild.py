"""Computes states that an older program left anew, batch by batch between what windows send.

Must not be needed: what it has not reached yet is replayed where it is read.
"""

from functools import partial

import msgspec
from sqlalchemy import select, tuple_, update
from sqlalchemy.engine import Connection

from central_server.server import Server
from central_server.store.states import current_state
from central_server.store.tables import case, server
from central_server.work.columns import Lister
from counter_app.cases.case_state import VERSION, CaseState

_BATCH = 100
_decode = msgspec.json.Decoder(CaseState).decode
Place = tuple[str, str]
"""Stream and case: after this one it goes on."""


async def rebuild_states(running: Server) -> None:
    """Go through all cases once; what is not finished begins anew at the next start."""
    place: Place | None = ("", "")
    while place is not None:
        place = await running.write(partial(_batch, after=place))


def _batch(connection: Connection, after: Place) -> Place | None:
    """One batch; where the next one goes on, None at the end."""
    if connection.execute(select(server.c.state_version)).scalar() == VERSION:
        return None
    rows = connection.execute(
        select(case.c.stream, case.c.case_id, case.c.state)
        .where(tuple_(case.c.stream, case.c.case_id) > after)
        .order_by(case.c.stream, case.c.case_id)
        .limit(_BATCH)
        .with_for_update()
    ).all()
    lister = Lister(connection)
    for stream, case_id, raw in rows:
        state = _decode(raw)
        if not state.is_current:
            _put(connection, lister, current_state(connection, stream, state), case_id, stream)
    if len(rows) == _BATCH:
        return rows[-1][0], rows[-1][1]
    connection.execute(update(server).values(state_version=VERSION))
    return None


def _put(
    connection: Connection, lister: Lister, state: CaseState, case_id: str, stream: str
) -> None:
    values = {"state": msgspec.json.encode(state), "matter": state.matter}
    connection.execute(
        update(case)
        .where(case.c.stream == stream, case.c.case_id == case_id)
        .values({**values, **lister.of(state)._asdict()})
    )
