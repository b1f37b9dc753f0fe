"""One action that is handed back, and what the store has where it wants to stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.engine import Connection

from central_server.store.tables import action, case, case_place
from counter_app.cases.actions import Action, Content
from counter_app.wire.messages import Ordered

_IN = 200
"""Values in one IN list: below every database's limit of parameters."""
Value = TypeVar("Value")
CaseKey = tuple[str, str]
"""Stream and case."""
Place = tuple[str, int]
"""Stream and position."""
_SEEN = (
    action.c.stream,
    action.c.position,
    action.c.hash,
    action.c.action_id,
    action.c.device,
    action.c.incarnation,
    action.c.sequence,
)


class Handed(NamedTuple):
    """An action with what the server once said of it."""

    action: Action
    ordered: Ordered
    content: Content | None

    @property
    def place(self) -> Place:
        """Where it stood."""
        return self.action.stream, self.ordered.order

    @property
    def case(self) -> CaseKey:
        """Of which case it is."""
        return self.action.stream, self.action.case_id


@dataclass(slots=True)
class Known:
    """What the store has of these actions, and in their places; goes on with what is taken."""

    at: dict[Place, str] = field(default_factory=dict)
    """Place → hash of the action there."""
    places: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """Action id → hash and place."""
    chained: dict[tuple[str, str, str, int], str] = field(default_factory=dict)
    """Stream and key of an action → hash."""
    streams: dict[str, str] = field(default_factory=dict)
    """Case id → its one stream."""
    halls: dict[CaseKey, str] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    """Stream → the last position at which there is anything."""

    def take(self, one: Handed) -> None:
        """The action will stand there."""
        self.at[one.place] = one.action.hash
        self.chained[one.action.stream, *one.action.key] = one.action.hash
        self.streams[one.action.case_id] = one.action.stream


def read_known(connection: Connection, handed: Sequence[Handed], streams: Iterable[str]) -> Known:
    """What the store has; the streams are locked."""
    known = Known()
    for part in parts(handed):
        for query in _queries(part):
            _keep(known, connection.execute(query))
        cases = sorted({each.action.case_id for each in part})
        places = select(case_place.c.case_id, case_place.c.stream)
        rows = connection.execute(places.where(case_place.c.case_id.in_(cases)))
        known.streams.update((case_id, stream) for case_id, stream in rows)
        halls = select(case.c.stream, case.c.case_id, case.c.hall)
        for stream, case_id, hall in connection.execute(halls.where(case.c.case_id.in_(cases))):
            known.halls[stream, case_id] = hall
    for stream in streams:
        last = select(func.max(action.c.position)).where(action.c.stream == stream)
        known.last[stream] = connection.execute(last).scalar() or 0
    return known


def parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """So many at once as a query may name."""
    for start in range(0, len(values), _IN):
        yield values[start : start + _IN]


def _queries(part: Sequence[Handed]) -> Iterator[Select[*tuple[Any, ...]]]:
    """Whatever has the ids, the places or the keys of these."""
    yield select(*_SEEN).where(action.c.action_id.in_([each.action.action_id for each in part]))
    chains: dict[tuple[str, str, str], list[Handed]] = {}
    for each in part:
        done = each.action
        chains.setdefault((done.stream, done.device, done.incarnation), []).append(each)
    for (stream, device, incarnation), ones in sorted(chains.items()):
        at = action.c.position.in_([each.ordered.order for each in ones])
        of_chain = and_(
            action.c.device == device,
            action.c.incarnation == incarnation,
            action.c.sequence.in_([each.action.sequence for each in ones]),
        )
        yield select(*_SEEN).where(action.c.stream == stream, or_(at, of_chain))


def _keep(known: Known, rows: Iterable[Any]) -> None:
    for stream, position, hash_, action_id, device, incarnation, sequence in rows:
        known.at[stream, position] = hash_
        known.places[action_id] = hash_, (stream, position)
        known.chained[stream, device, incarnation, sequence] = hash_
