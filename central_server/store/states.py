"""States of cases as this program computes them; those of an older one from their actions.

Must not write: whoever changes the case does, and `rebuild` the rest.
"""

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.store.tables import action
from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.replay import replay_apart

_decode = msgspec.json.Decoder(Action).decode


def current_state(connection: Connection, stream: str, state: CaseState) -> CaseState:
    """The state, replayed where an older program computed it.

    Where its actions cannot tell (a receipt that this program would refuse) the old one stays.
    """
    if state.is_current:
        return state
    query = (
        select(action.c.body)
        .where(action.c.stream == stream, action.c.case_id == state.case_id)
        .order_by(action.c.position)
    )
    actions = [_decode(body) for body in connection.execute(query).scalars()]
    return replay_apart(actions).state or state
