"""Gives a window what was received at its hall and what is of its hall's region.

Bodies and contents go out as the bytes that they are kept as. Must not skip a row whose
transaction committed late: positions are given by the stream's counter row (see `push`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import and_, not_, select
from sqlalchemy.engine import Connection, Row

from central_server.cursor import MARK_LENGTH, Places
from central_server.holdings import holdings_of, last_positions
from central_server.order import OrderSeals
from central_server.store.rows import Device
from central_server.store.tables import action, content, stream
from counter_app.cases.actions import Content
from counter_app.wire.messages import BATCH_ACTIONS, BATCH_BYTES, Ordered, PullRequest

_SPAN = 10_000
"""Positions that one page reads of a stream, whether or not they are the asker's to see."""
_Found = Row[int, str, bytes, str, str, str, str | None, bytes | None]


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

    def add(self, name: str, row: "_Found") -> int:
        """Take the row of a stream in; answers its position."""
        position, action_id, body, hash_, server_at, seal, salt, raw = row
        self.actions.append(msgspec.Raw(body))
        if self.seals:
            seal = seal or self.seals.seal(hash_, name, position, server_at)
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
    places: Places,
    *,
    most_bytes: int = BATCH_BYTES,
    seals: OrderSeals | None = None,
) -> StreamPage | None:
    """What comes after these places, or None where the places are not of this store."""
    query = select(stream.c.stream, stream.c.position)
    streams = dict(connection.execute(query).all())
    if not _fits(connection, places, streams):
        return None
    limits = _Limits(min(max(request.limit, 1), BATCH_ACTIONS), most_bytes)
    page = StreamPage(dict(places), seals)
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
    reached, until = after, min(last, after + _SPAN)
    for row in _rows(connection, asker, incarnation, (name, after, until)):
        if limits.reached(page):
            break
        reached = page.add(name, row)
    else:
        reached = until if until < last else top
    page.more = reached < top
    if reached > after:
        page.places[name] = (reached, _mark(connection, name, reached))


def _rows(
    connection: Connection, asker: Device, incarnation: str, span: tuple[str, int, int]
) -> Iterator["_Found"]:
    name, after, top = span
    own = and_(action.c.device == asker.device, action.c.incarnation == incarnation)
    here = and_(action.c.stream == content.c.stream, action.c.position == content.c.position)
    query = (
        select(
            action.c.position,
            action.c.action_id,
            action.c.body,
            action.c.hash,
            action.c.received_at,
            action.c.seal,
            content.c.salt,
            content.c.content,
        )
        .select_from(action.outerjoin(content, here))
        .where(action.c.stream == name, action.c.position > after, action.c.position <= top)
        .where(not_(own))
        .order_by(action.c.position)
    )
    if name != asker.region:
        query = query.where(action.c.hall == asker.region)
    # Closed where a page ends before its rows do.
    with connection.execute(query, execution_options={"yield_per": 100}) as rows:
        yield from rows
