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
from sqlalchemy.exc import DBAPIError

from central_server.audit.keys import open_audit
from central_server.audit.log import AuditLog
from central_server.deciding.office import Office
from central_server.lore import Lore, open_lore
from central_server.policies import Policies, settle_policies
from central_server.store.engine import open_store
from central_server.store.mark import settle_identity
from central_server.store.readers import READERS
from central_server.store.rows import Identity
from central_server.store.schema_version import bring_up_to_date
from central_server.store.writer import Writer
from central_server.writes import Writes
from counter_app.basics.clock import Clock, system_clock
from counter_app.basics.errors import CounterError

Result = TypeVar("Result")
Given = TypeVar("Given")


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
    audit: AuditLog
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    """Rung on the event loop when departments may have something to be asked."""
    _short: ThreadPoolExecutor = field(default_factory=lambda: _threads("short-read"))
    _long: ThreadPoolExecutor = field(default_factory=lambda: _threads("long-read"))

    def now(self) -> str:
        """The server's time as messages and rows carry it."""
        return moment(self.clock())

    def office(self) -> Office:
        """What judging a decision needs."""
        return Office(self.policies, self.lore.register_key, self.identity, self.lore.orders)

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


def open_server(url: str, clock: Clock = system_clock, data: Path | None = None) -> Server:
    """Open the store of this URL, made or migrated as needed.

    `data` is where the files lie that are no rows; those of an SQLite file lie beside it.

    Raises:
        CounterError: STORE_LOST, STORE_UNREADABLE, DATA_NOT_WRITABLE, STORE_KEY_LOST,
            STORE_TOO_NEW, DATABASE_NOT_SUPPORTED, DATABASE_DRIVER, DATABASE_UNREACHABLE,
            SEAL_KEY_BROKEN, SEAL_KEY_ELSEWHERE, SERVER_KEY_BROKEN, SERVER_KEY_ELSEWHERE.
    """
    store = open_store(url, data)
    try:
        # The mark is read before the store, so that it can be ahead only of one that went back.
        seen = store.mark.read()
        with store.engine.execution_options(writes=True).begin() as connection:
            store.alone(connection)
            bring_up_to_date(connection)
            identity = settle_identity(connection, seen, moment(clock()))
            lore = open_lore(connection, identity.server, store)
            audit = open_audit(connection, identity.server, store)
            settle_policies(connection)
            policies = Policies()
            policies.look(connection)
            reached = store.mark.count(connection)
        store.mark.reach(reached)
    except (DBAPIError, CounterError) as error:
        store.engine.dispose()
        store.mark.close()
        raise (error if isinstance(error, CounterError) else store.told(error)) from error
    store.engine.update_execution_options(audit=audit, policies=policies)
    writer = Writer(store)
    writes = Writes(writer, store.watch())
    return Server(store.engine, writer, writes, identity, clock, policies, lore, audit)
