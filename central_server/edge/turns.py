"""So many at once for each key; the next waits a while. Must not know what a key means."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from counter_app.basics.catalogue.server import TOO_MANY_AT_ONCE
from counter_app.basics.errors import CounterError


@dataclass(slots=True)
class _Place:
    free: asyncio.Semaphore
    users: int = 0


class Turns:
    """Places are made when a key first comes and forgotten with its last user."""

    def __init__(self, each: int, wait_seconds: float) -> None:
        self._each = each
        self._wait_seconds = wait_seconds
        self._places: dict[str, _Place] = {}

    @asynccontextmanager
    async def take(self, key: str) -> AsyncIterator[None]:
        """Hold one of the key's places for the length of a block.

        Raises:
            CounterError: TOO_MANY_AT_ONCE, where none came free in time.
        """
        place = self._places.setdefault(key, _Place(asyncio.Semaphore(self._each)))
        place.users += 1
        try:
            try:
                async with asyncio.timeout(self._wait_seconds):
                    await place.free.acquire()
            except TimeoutError as error:
                raise CounterError(TOO_MANY_AT_ONCE) from error
            try:
                yield
            finally:
                place.free.release()
        finally:
            place.users -= 1
            if not place.users:
                del self._places[key]
