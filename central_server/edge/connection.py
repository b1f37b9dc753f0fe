"""Uvicorn's connection, watched: where its request stands, and since when.

The place of a connection is read off h11's own state, never kept beside it. Must not decide how
many connections there may be.
"""

import asyncio
from enum import Enum
from typing import Any, ClassVar, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from central_server.edge.crowd import Crowd
from central_server.edge.limits import Limits
from central_server.edge.shield import refusal


class Step(Enum):
    """What a connection is doing."""

    WAITING = 1
    """Nothing asked, or a head that is not whole yet."""
    BODY = 2
    """A body is on its way, whether or not it is still wanted."""
    WORK = 3


class Flow:
    """Something that should move: `count` grows as it does."""

    def __init__(self, since: float, count: int = 0) -> None:
        self._since = self._moved = since
        self._first = self._count = count

    def is_slow(self, count: int, now: float, limits: Limits) -> bool:
        """Whether it stands still, or moves so little that it might as well."""
        if count != self._count:
            self._count, self._moved = count, now
        most = limits.still_seconds + max(0, count - self._first) / limits.slowest
        return now - self._moved > limits.still_seconds or now - self._since > most


class _Written:
    """A transport that counts what is written to it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.count = 0

    def write(self, data: bytes) -> None:
        self.count += len(data)
        self._transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class Connection(H11Protocol):
    """A connection that belongs to a crowd (see `connections_of`)."""

    crowd: ClassVar[Crowd]
    visitor = ""
    since = 0.0
    """When its present step was first seen."""

    _received = 0
    _place: tuple[Step, RequestResponseCycle | None] = (Step.WAITING, None)
    _body = Flow(0.0)
    _answer: Flow | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn's
        """Join the crowd."""
        self._written = _Written(transport)
        super().connection_made(cast(asyncio.Transport, self._written))
        self.since = self.loop.time()
        self.crowd.enter(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave the crowd."""
        self.crowd.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes; what still comes while the connection closes is nobody's."""
        self._received += len(data)
        if not self.transport.is_closing():
            super().data_received(data)

    def step(self) -> Step:
        """What the connection is doing now."""
        if self.cycle is None:
            return Step.WAITING
        if self.conn.their_state is h11.SEND_BODY:
            return Step.BODY
        return Step.WAITING if self.cycle.response_complete else Step.WORK

    def is_idle(self) -> bool:
        """Whether closing it takes nothing from anybody: no request of its is under way."""
        return not self.transport.is_closing() and (
            self.cycle is None or (self.cycle.response_complete and not self._backlog())
        )

    def is_overdue(self, now: float, limits: Limits) -> bool:
        """Whether it takes longer than an honest one on a slow line."""
        place = (self.step(), self.cycle)
        if place != self._place:
            self._place, self.since = place, now
            self._body = Flow(now, self._received)
        return self._is_clogged(now, limits) or self._is_late(now, limits)

    def _is_late(self, now: float, limits: Limits) -> bool:
        match self._place[0]:
            case Step.WAITING:
                return now - self.since > limits.head_seconds and not self._backlog()
            case Step.BODY:
                return self._body.is_slow(self._received, now, limits)
            case Step.WORK:
                return False

    def _is_clogged(self, now: float, limits: Limits) -> bool:
        """Whether an answer waits too long for its reader."""
        left = self._written.count - self._backlog()
        if not self._backlog():
            self._answer = None
            return False
        self._answer = self._answer or Flow(now, left)
        return self._answer.is_slow(left, now, limits)

    def _backlog(self) -> int:
        return self.transport.get_write_buffer_size()

    def send_400_response(self, msg: str) -> None:
        """Say that this is not HTTP, where an answer can still be begun; then hang up."""
        if self.cycle is not None and not self.cycle.response_complete:
            # What the application would still say has nobody to hear it.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            status, headers, body = refusal()
            events = (
                h11.Response(status_code=status, headers=[*headers, (b"connection", b"close")]),
                h11.Data(data=body),
                h11.EndOfMessage(),
            )
            self.transport.write(b"".join(self.conn.send(event) or b"" for event in events))
        self.transport.close()

    def shutdown(self) -> None:
        """At the end of the server a body that is still on its way is not waited for."""
        if self.step() is Step.BODY:
            self.transport.abort()
        else:
            super().shutdown()


def connections_of(crowd: Crowd) -> type[asyncio.Protocol]:
    """The class of the connections that belong to this crowd."""
    members: dict[str, Any] = {"crowd": crowd}
    return type("CrowdConnection", (Connection,), members)
