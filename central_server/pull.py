"""Gives a window what was received at its hall and what is of its hall's region.

Bodies and contents go out as the bytes that they are kept as. Must not skip a row whose
transaction committed late: positions are given by the stream's counter row (see `push`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.engine import Connection

from central_server.cursor import MARK_LENGTH, Places, Reached
from central_server.holdings import holdings_of, last_positions
from central_server.order import OrderSeals
from central_server.store.rows import Device
from central_server.store.tables import action, content, late, stream
from counter_app.cases.actions import Action, Content
from counter_app.wire.messages import BATCH_ACTIONS, BATCH_BYTES, Ordered, PullRequest

_decode = msgspec.json.Decoder(Action).decode
_SPAN = 10_000
"""Positions that one page reads of a stream, whether or not they are the asker's to see."""
_Found = Sequence[Any]
"""What stands in `PARTS`."""
HERE = and_(
    action.c.stream == content.c.stream,
    action.c.position == content.c.position,
    content.c.desk.is_(False),
)
"""Of an action what it brought, unless that travels by no pull."""
PARTS = (
    action.c.position,
    action.c.action_id,
    action.c.body,
    action.c.received_at,
    action.c.seal,
    content.c.salt,
    content.c.content,
)
"""What a page takes of an action."""


@dataclass(slots=True)
class StreamPage:
    """A part of what is new; `more` where it ends at a limit and not at the end."""

    places: Places
    seals: OrderSeals | None = None
    actions: list[msgspec.Raw] = field(default_factory=list)
    ordered: list[Ordered] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    size: int = 0
    more: bool = False
    held: dict[str, str] = field(default_factory=dict)
    """At the end: what one who has fetched all of it holds."""
    late: int = 0

    @property
    def reached(self) -> Reached:
        """Where the next page goes on."""
        return Reached(self.places, self.late)

    def add(self, name: str, row: _Found) -> int:
        """Take the row of a stream in; answers its position."""
        position: int = row[0]
        _, action_id, body, server_at, seal, salt, raw = row
        self.actions.append(msgspec.Raw(body))
        if self.seals:
            if not seal:  # of before there were any
                seal = self.seals.seal(_decode(body).hash, name, position, server_at)
            self.ordered.append(Ordered(position, server_at, seal))
        if raw is not None:
            self.contents.append(Content(action_id, salt or "", msgspec.Raw(raw)))
        self.size += len(body) + len(raw or b"")
        return position


@dataclass(frozen=True, slots=True)
class _Limits:
    """Where a page ends."""

    actions: int
    size: int

    def reached(self, page: StreamPage) -> bool:
        return len(page.actions) >= self.actions or page.size >= self.size


def read_page(
    connection: Connection,
    asker: Device,
    request: PullRequest,
    reached: Reached,
    *,
    most_bytes: int = BATCH_BYTES,
    seals: OrderSeals | None = None,
) -> StreamPage | None:
    """What comes after these places, or None where the places are not of this store."""
    query = select(stream.c.stream, stream.c.position)
    streams = dict(connection.execute(query).all())
    places = reached.places
    if not _fits(connection, places, streams):
        return None
    limits = _Limits(min(max(request.limit, 1), BATCH_ACTIONS), most_bytes)
    page = StreamPage(dict(places), seals)
    _read_late(connection, asker, reached, page, limits)
    last = last_positions(connection, asker, request.incarnation)
    for name, top in sorted(streams.items()):
        if page.more:
            break
        ends = (last.get(name, 0), top)
        _read_stream(connection, asker, request.incarnation, page, name, ends, limits)
    if not page.more:
        page.held = holdings_of(connection, asker, request.incarnation)
    return page


def _fits(connection: Connection, places: Places, streams: Mapping[str, int]) -> bool:
    """Whether each place is in a stream that there is, and has the mark of its action."""
    return all(
        0 < position <= streams.get(name, 0) and _mark(connection, name, position) == mark
        for name, (position, mark) in places.items()
    )


def _mark(connection: Connection, name: str, position: int) -> str:
    query = select(action.c.hash).where(action.c.stream == name, action.c.position == position)
    return (connection.execute(query).scalar() or "")[:MARK_LENGTH]


def _read_stream(
    connection: Connection,
    asker: Device,
    incarnation: str,
    page: StreamPage,
    name: str,
    ends: tuple[int, int],
    limits: _Limits,
) -> None:
    """Read on in a stream; `ends`: the last position that is the asker's to see, and the last."""
    last, top = ends
    after = page.places.get(name, (0, ""))[0]
    if after >= top:
        return
    # What a window has sent lies at the end, and is not read to be left out.
    reached, until = after, _until(connection, name, after, last)
    for row in _rows(connection, asker, incarnation, (name, after, until)):
        if limits.reached(page):
            break
        reached = page.add(name, row)
    else:
        reached = until if until < last else top
    page.more = reached < top
    if place := _place(connection, name, after, reached):
        page.places[name] = place


def _until(connection: Connection, name: str, after: int, last: int) -> int:
    """Up to where a page reads: so many positions on, behind those that are free there."""
    if last - after <= _SPAN:
        return last
    first = select(func.min(action.c.position)).where(
        action.c.stream == name, action.c.position > after
    )
    begins: int = connection.execute(first).scalar_one()
    return min(last, begins - 1 + _SPAN)


def _place(connection: Connection, name: str, after: int, reached: int) -> tuple[int, str] | None:
    """The last position up to there at which there is an action, with its mark."""
    query = (
        select(action.c.position, func.substr(action.c.hash, 1, MARK_LENGTH))
        .where(action.c.stream == name)
        .where(action.c.position > after, action.c.position <= reached)
        .order_by(action.c.position.desc())
        .limit(1)
    )
    row = connection.execute(query).first() if reached > after else None
    return (row[0], row[1]) if row else None


def _read_late(
    connection: Connection, asker: Device, reached: Reached, page: StreamPage, limits: _Limits
) -> None:
    """What was handed back behind where the asker stands, one's own too: its place may be new."""
    newest = connection.execute(select(func.max(late.c.serial))).scalar() or 0
    page.late = newest
    if newest <= reached.late or not reached.places:
        return
    there = and_(late.c.stream == action.c.stream, late.c.position == action.c.position)
    query = (
        select(late.c.serial, late.c.stream, *PARTS)
        .select_from(late.join(action, there).outerjoin(content, HERE))
        .where(late.c.serial > reached.late)
        .where(or_(action.c.stream == asker.region, action.c.hall == asker.region))
        .order_by(late.c.serial)
    )
    with connection.execute(query, execution_options={"yield_per": 100}) as rows:
        for serial, name, *row in rows:
            if row[0] > page.places.get(name, (0, ""))[0]:
                continue  # It comes in its place.
            if limits.reached(page):
                page.late, page.more = serial - 1, True
                return
            page.add(name, row)


def _rows(
    connection: Connection, asker: Device, incarnation: str, span: tuple[str, int, int]
) -> Iterator[_Found]:
    name, after, top = span
    own = and_(action.c.device == asker.device, action.c.incarnation == incarnation)
    query = (
        select(*PARTS)
        .select_from(action.outerjoin(content, HERE))
        .where(action.c.stream == name, action.c.position > after, action.c.position <= top)
        .where(not_(own))
        .order_by(action.c.position)
    )
    if name != asker.region:
        query = query.where(action.c.hall == asker.region)
    # Closed where a page ends before its rows do.
    with connection.execute(query, execution_options={"yield_per": 100}) as rows:
        yield from rows
