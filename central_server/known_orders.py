"""Tells a counter where actions stand that it names: what it has from before that was said.

Only of what concerns the asker; of everything else it hears nothing. Must not give actions: that
is `pull`.
"""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Connection

from central_server.handing_back.write import WITHOUT_CONTENT
from central_server.order import OrderSeals
from central_server.store.rows import Device
from central_server.store.tables import action, chain
from counter_app.wire.messages import Ordered

_IN = 400


def orders_of(
    connection: Connection, asker: Device, seals: OrderSeals, names: Sequence[str]
) -> list[Ordered | None]:
    """Of each action its order; None where it is not here as a whole, or not the asker's to see."""
    found: dict[str, Ordered] = {}
    for start in range(0, len(names), _IN):
        found |= _some(connection, asker, seals, names[start : start + _IN])
    return [found.get(name) for name in names]


def _some(
    connection: Connection, asker: Device, seals: OrderSeals, names: Sequence[str]
) -> dict[str, Ordered]:
    own = and_(chain.c.device == action.c.device, chain.c.incarnation == action.c.incarnation)
    regions = (action.c.stream == asker.region, action.c.hall == asker.region)
    query = (
        select(
            action.c.action_id,
            action.c.hash,
            action.c.stream,
            action.c.position,
            action.c.received_at,
        )
        .select_from(action.outerjoin(chain, own))
        .where(action.c.action_id.in_(names), action.c.problem != WITHOUT_CONTENT)
        .where(or_(*regions, chain.c.owner == asker.device))
    )
    return {name: seals.ordered(*placed) for name, *placed in connection.execute(query)}
