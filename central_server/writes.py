"""Transactions that count only while the store is in its place, and whether the next would do.

Must not know what is written.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import delete, insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from central_server.store.engine import Watch
from central_server.store.tables import number_known
from central_server.store.writer import Writer
from counter_app.basics.catalogue.server import STORE_FAILED
from counter_app.basics.errors import CounterError
from counter_app.wire.messages import BATCH_BYTES

Result = TypeVar("Result")
_FRESH_SECONDS = 0.5
_PATIENCE_SECONDS = 2.5
_log = logging.getLogger("central_server")


class Writes:
    """The way to the one writer."""

    def __init__(self, writer: Writer, files: Watch, least_room: int = BATCH_BYTES) -> None:
        self._writer = writer
        self._files = files
        self._least_room = least_room
        self._kept_at = 0.0
        """When something was last written."""
        self._tried_at = 0.0
        self._probe: asyncio.Task[bool] | None = None

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work as one transaction; it is on the disk, and can be found, when this returns.

        Raises:
            CounterError: STORE_FAILED, where the store was taken away; what the work raises.
        """
        result = await self._writer.run(work)
        if not self._files.in_place():
            _log.error("the store is not in its place any more")
            raise CounterError(STORE_FAILED)
        self._kept_at = time.monotonic()
        return result

    def rest(self, seconds: float) -> bool:
        """Whether nothing has been written for so long: what can wait is done then."""
        return time.monotonic() - self._kept_at > seconds

    async def are_possible(self) -> bool:
        """Whether what comes in could be kept: tried by a real transaction, one at a time.

        A try that waits behind the batches of others is well as long as these are written. On a
        full disk a small one finds room in the log where no batch does: so the room is asked too.
        """
        if not self._files.in_place() or not self._files.has_room(self._least_room):
            return False
        probe = self._latest_probe()
        done, _ = await asyncio.wait({probe}, timeout=_PATIENCE_SECONDS)
        return probe.result() if done else self._kept_at > self._tried_at

    def _latest_probe(self) -> "asyncio.Task[bool]":
        over = self._probe is None or self._probe.done()
        if self._probe is None or (over and time.monotonic() - self._tried_at > _FRESH_SECONDS):
            self._tried_at = time.monotonic()
            self._probe = asyncio.create_task(self._try())
        return self._probe

    async def _try(self) -> bool:
        try:
            await self.run(_touch)
        except (SQLAlchemyError, CounterError):
            return False
        return True


def _touch(connection: Connection) -> None:
    """Write a row and take it out again: a full disk, or another's lock, shows itself.

    A row written as it was would not do: SQLite sees that, and writes nothing.
    """
    nobodys = {"county": "", "window": "", "year": 0, "running": 0}
    connection.execute(insert(number_known).values(nobodys))
    connection.execute(delete(number_known).where(number_known.c.county == ""))
