"""The open connections: how many there may be, and how long each may take.

Who does nothing goes first: a newcomer takes the place of the one of its address that has waited
longest without asking, so that two thousand silent connections keep nobody out. Must not know
what is asked.
"""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from central_server.edge.addresses import Addresses, visitor
from central_server.edge.limits import Limits

if TYPE_CHECKING:
    from central_server.edge.connection import Connection

_SWEEP_SECONDS = 0.5
_MADE_ROOM = 16
"""So many go at once where the whole server is full: looking for them costs the most then."""


class Crowd:
    """All connections of one server, by address."""

    def __init__(self, limits: Limits, addresses: Addresses, most: int) -> None:
        self._limits = limits
        self._addresses = addresses
        self._most = min(limits.connections, most)
        self._by_address: dict[str, set[Connection]] = {}
        self._count = 0
        self._sweeping: asyncio.TimerHandle | None = None

    def enter(self, one: "Connection") -> None:
        """Take the newcomer in, or close it where nobody else can go."""
        peer = one.client[0] if one.client else ""
        one.visitor = visitor(peer)
        there = self._by_address.setdefault(one.visitor, set())
        crowded = len(there) >= self._limits.connections_each and not self._addresses.is_proxy(peer)
        full = self._count >= self._most
        if (crowded and not _close_idle(there, 1)) or (full and not self._make_room()):
            one.transport.abort()
        there.add(one)
        self._count += 1
        if self._sweeping is None:
            self._sweep_later()

    def leave(self, one: "Connection") -> None:
        """Forget a connection that is closed."""
        there = self._by_address.get(one.visitor, set())
        if one in there:
            there.remove(one)
            self._count -= 1
        if not there:
            self._by_address.pop(one.visitor, None)

    def _make_room(self) -> int:
        """Close the idle ones of the address that has the most, else of all."""
        fullest = max(self._by_address.values(), key=len)
        return _close_idle(fullest, _MADE_ROOM) or _close_idle(self._everybody(), _MADE_ROOM)

    def _everybody(self) -> "list[Connection]":
        return [one for there in self._by_address.values() for one in there]

    def _sweep_later(self) -> None:
        loop = asyncio.get_running_loop()
        self._sweeping = loop.call_later(_SWEEP_SECONDS, self._sweep)

    def _sweep(self) -> None:
        self._sweeping = None
        now = asyncio.get_running_loop().time()
        for one in self._everybody():
            if one.is_overdue(now, self._limits):
                one.transport.abort()
        if self._count:
            self._sweep_later()


def _close_idle(among: "Iterable[Connection]", count: int) -> int:
    """Close those that have waited longest without asking; how many they were."""
    idle = sorted((one for one in among if one.is_idle()), key=lambda one: one.since)
    for one in idle[:count]:
        one.transport.abort()
    return len(idle[:count])
