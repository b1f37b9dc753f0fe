"""The one thread that writes: each piece of work is one transaction, in the order it came.

Must not know what the work is. One writer needs no retries on a locked file, and keeps the
event loop free.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from central_server.store.mark import MarkFile, count_commit

Result = TypeVar("Result")
_Job = tuple[Callable[[Connection], Any], "Future[Any]"]


class Writer:
    """Runs functions of a connection, each in a transaction of its own."""

    def __init__(self, engine: Engine, mark: MarkFile) -> None:
        self._mark = mark
        self._engine = engine.execution_options(writes=True)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], Result]) -> "Future[Result]":
        """Queue the work; its result is there once the transaction is on the disk."""
        future: Future[Result] = Future()
        self._jobs.put((work, future))
        return future

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """The same for the event loop. A caller who gives up does not undo the work."""
        return await asyncio.shield(asyncio.wrap_future(self.submit(work)))

    def close(self) -> None:
        """Finish what is queued, then stop."""
        self._jobs.put(None)
        self._thread.join()
        self._mark.close()

    def _work(self) -> None:
        with self._engine.connect() as connection:
            while (job := self._jobs.get()) is not None:
                work, future = job
                try:
                    with connection.begin():
                        result = work(connection)
                        reached = count_commit(connection)
                    self._mark.reach(reached)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
