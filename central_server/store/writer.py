"""The one thread of this process that writes: each piece of work is one transaction, in order.

It keeps the event loop free, and needs no retries where nobody else writes. On a database that
other processes write too, rows are locked (`locks`); where another was first all the same, the
work is done again on what is there now. Must not know what the work is.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from central_server.store.engine import Store
from central_server.store.locks import ClashError
from central_server.store.mark import StoreMark

Result = TypeVar("Result")
Work = Callable[[Connection], Any]
_Job = tuple[Work, "Future[Any]"]
_TRIES = 8
"""Each failure lets another's work through, so a few are enough."""
_QUIET_SECONDS = 0.5


class Writer:
    """Runs functions of a connection, each in a transaction of its own, perhaps several times."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._engine = store.engine.execution_options(writes=True)
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
        self._store.mark.close()

    def _work(self) -> None:
        with self._engine.connect() as connection:
            while (job := self._next(connection)) is not None:
                self._do(connection, *job)
                # Let go of it now, and not when the next one waits: a batch is many objects.
                del job

    def _do(self, connection: Connection, work: Work, future: "Future[Any]") -> None:
        try:
            result, reached = self._done(connection, work)
            self._store.mark.reach(reached)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def _next(self, connection: Connection) -> _Job | None:
        """The next job; where none comes for a moment, what was put off for the work's sake first.

        There is something to be put off after each job, so the first wait is a short one.
        """
        try:
            return self._jobs.get(timeout=_QUIET_SECONDS)
        except queue.Empty:
            self._store.tidy_up(connection)
            return self._jobs.get()

    def _done(self, connection: Connection, work: Work) -> tuple[Any, StoreMark | None]:
        for left in reversed(range(_TRIES)):
            try:
                with connection.begin():
                    return work(connection), self._store.mark.count(connection)
            except (DBAPIError, ClashError) as error:
                if not left or not (isinstance(error, ClashError) or self._store.is_clash(error)):
                    raise
        raise AssertionError("the last try returns or raises")
