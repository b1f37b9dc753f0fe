"""The running server's parts, opened once and closed once: store, writer, clock, policy.

Must not know HTTP.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from central_server.lore import Lore, open_lore
from central_server.policies import Policies, settle_policies
from central_server.store.engine import READERS, database_file, open_engine
from central_server.store.mark import MarkFile, count_commit, settle_identity
from central_server.store.rows import Identity
from central_server.store.schema_version import bring_up_to_date
from central_server.store.writer import Writer
from central_server.writes import Writes
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE, STORE_LOST, STORE_UNREADABLE
from counter_app.basics.clock import Clock, system_clock
from counter_app.basics.errors import CounterError
from counter_app.basics.file_watch import FileWatch, is_filled

Result = TypeVar("Result")
Given = TypeVar("Given")
_UNREADABLE = ("file is not a database", "malformed")


@dataclass(frozen=True, slots=True)
class Server:
    """Reads run beside each other, writes one after another.

    Short reads have threads and connections of their own, so that no window that fetches keeps
    an applicant's page waiting.
    """

    engine: Engine
    writer: Writer
    writes: Writes
    identity: Identity
    clock: Clock
    policies: Policies
    lore: Lore
    _short: ThreadPoolExecutor = field(default_factory=lambda: _threads("short-read"))
    _long: ThreadPoolExecutor = field(default_factory=lambda: _threads("long-read"))

    def now(self) -> str:
        """The server's time as messages and rows carry it."""
        return moment(self.clock())

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work on one snapshot of the store, off the event loop; for a few rows."""
        return await _run(self._short, self._read, work)

    async def read_much(self, work: Callable[[Connection], Result]) -> Result:
        """The same for work that may take its time: a page of a pull."""
        return await _run(self._long, self._read, work)

    async def aside(self, work: Callable[[Given], Result], given: Given) -> Result:
        """Run work that needs no store off the event loop: a body that is decoded."""
        return await _run(self._long, work, given)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run the work as one transaction; it is on the disk when this returns.

        Raises:
            CounterError: STORE_FAILED, where the store was taken away; what the work raises.
        """
        return await self.writes.run(work)

    async def can_write(self) -> bool:
        """Whether what comes in could be kept."""
        return await self.writes.are_possible()

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        with self.engine.connect() as connection, connection.begin():
            return work(connection)

    def close(self) -> None:
        """Finish what is being written, then let go of the store."""
        self.writer.close()
        self._short.shutdown()
        self._long.shutdown()
        self.engine.dispose()


def _threads(name: str) -> ThreadPoolExecutor:
    """Half of the store's readers."""
    return ThreadPoolExecutor(READERS // 2, name)


async def _run(pool: ThreadPoolExecutor, work: Callable[[Given], Result], given: Given) -> Result:
    return await asyncio.get_running_loop().run_in_executor(pool, work, given)


def moment(time: datetime) -> str:
    """ISO 8601 with milliseconds and zone."""
    return time.isoformat(timespec="milliseconds")


def open_server(url: str, clock: Clock = system_clock) -> Server:
    """Open the store of this URL, made or migrated as needed.

    Raises:
        CounterError: STORE_LOST, STORE_UNREADABLE, DATA_NOT_WRITABLE, STORE_KEY_LOST,
            STORE_TOO_NEW, DATABASE_NOT_SUPPORTED, SEAL_KEY_BROKEN.
    """
    _refuse_to_begin_anew(database_file(url))
    engine, mark = open_engine(url), _open_mark(database_file(url))
    try:
        # The file is read before the store, so that it can be ahead only of one that went back.
        seen = mark.read()
        with engine.execution_options(writes=True).begin() as connection:
            bring_up_to_date(connection)
            identity = settle_identity(connection, seen)
            lore = open_lore(connection, identity.server, database_file(url))
            settle_policies(connection)
            policies = Policies()
            policies.look(connection)
            reached = count_commit(connection)
        mark.reach(reached)
    except DatabaseError as error:
        engine.dispose()
        mark.close()
        raise _told(error, database_file(url)) from error
    except CounterError:
        engine.dispose()
        mark.close()
        raise
    writer = Writer(engine, mark)
    writes = Writes(writer, FileWatch(database_file(url), log=True))
    return Server(engine, writer, writes, identity, clock, policies, lore)


def _refuse_to_begin_anew(database: Path) -> None:
    """A database that is away while its mark or its log lie there was lost, or moved.

    An empty one in its place would throw its log away, and tell windows and applicants that
    nothing ever was.
    """
    log, mark = database.with_name(f"{database.name}-wal"), MarkFile.beside(database)
    # In this order: another first start may be making all of them now, the database first.
    was_there = (is_filled(mark) and _has_counted(database)) or is_filled(log)
    if was_there and not is_filled(database):
        raise CounterError(STORE_LOST, path=str(database))


def _has_counted(database: Path) -> bool:
    mark = _open_mark(database)
    try:
        return mark.read() is not None
    finally:
        mark.close()


def _open_mark(database: Path) -> MarkFile:
    try:
        return MarkFile(database)
    except OSError as error:
        raise CounterError(DATA_NOT_WRITABLE, path=str(database.parent)) from error


def _told(error: DatabaseError, path: Path) -> CounterError:
    """A wrong key and a damaged file look alike; everything else is the disk's trouble."""
    if any(words in str(error.orig) for words in _UNREADABLE):
        return CounterError(STORE_UNREADABLE, path=str(path))
    return CounterError(DATA_NOT_WRITABLE, path=str(path.parent))
