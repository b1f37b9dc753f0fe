"""The store on a PostgreSQL: isolation, locks and troubles of this database alone.

Servers on several machines may share it. A writer locks first and then reads what is committed
(READ COMMITTED, see `locks`); a reader has one snapshot (REPEATABLE READ), so that what a page
says of what is held fits the rows before it. Must not know any table, and must not say a password.
"""

import ipaddress
from pathlib import Path
from typing import cast

import psycopg
from psycopg.types.string import StrDumper
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError

from central_server.store.mark import Mark, NoMark
from central_server.store.readers import READERS
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE, DATABASE_UNREACHABLE
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder

_OPENING = 620700
"""The advisory lock of whoever opens the store."""
_CLASHES = frozenset({"40001", "40P01", "23505"})
"""SQLSTATE: serialization failure, deadlock, a key that another has written meanwhile."""
_OPTIONS = {
    "synchronous_commit": "on",  # what is acknowledged is on the disk, whatever the server's rule
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",  # of a process whose machine is gone
}
_LINE = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000}


class PostgresStore:
    """One database, by its URL; `folder` holds what is not in it: keys, revocations, logs."""

    is_shared = True

    def __init__(self, url: URL, folder: Path) -> None:
        self._name = f"{url.host or url.query.get('host') or 'localhost'}/{url.database}"
        self.beside = folder / "server"
        self.mark: Mark = NoMark()
        try:
            private_folder(folder, "server.seal-key")
        except OSError as error:
            raise CounterError(DATA_NOT_WRITABLE, path=str(folder)) from error
        self.engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args=_arguments(url),
            hide_parameters=True,
            execution_options={"rivals": True},
            pool_pre_ping=True,
            pool_size=READERS,
            max_overflow=1,
        )
        event.listen(self.engine, "connect", _connected)
        event.listen(self.engine, "begin", _begin)

    def alone(self, connection: Connection) -> None:
        """Wait for others that open the store, however long their migration takes."""
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _OPENING})
        connection.execute(text(f"SET LOCAL lock_timeout = '{_OPTIONS['lock_timeout']}'"))

    def tidy_up(self, _connection: Connection) -> None:
        """Nothing: the database does it by itself."""

    def watch(self) -> "Elsewhere":
        """Its files are the database's own affair."""
        return Elsewhere()

    def is_clash(self, error: DBAPIError) -> bool:
        """Whether another transaction was first."""
        return getattr(error.orig, "sqlstate", None) in _CLASHES

    def told(self, _error: DBAPIError) -> CounterError:
        """Of the driver's words none: they may name users."""
        return CounterError(DATABASE_UNREACHABLE, database=self._name)


class Elsewhere:
    """Nothing to watch: a commit that is confirmed is there, and a full disk refuses one."""

    def in_place(self) -> bool:
        """A database that is gone confirms nothing."""
        return True

    def has_room(self, _least: int) -> bool:
        """Not to be known from here."""
        return True


class _Text(StrDumper):
    """A text with NUL, which this database cannot hold: equal to none of those that it holds.

    Nothing that is stored has one (`fitness`), but anything may be asked for.
    """

    def dump(self, obj: str) -> "bytes | bytearray | memoryview | None":
        return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)


def _arguments(url: URL) -> dict[str, object]:
    """What the URL does not say itself; on the way to another machine nothing goes in the open."""
    options = " ".join(f"-c {name}={value}" for name, value in _OPTIONS.items())
    given = url.query.get("options")
    arguments: dict[str, object] = {
        **{name: value for name, value in _LINE.items() if name not in url.query},
        "client_encoding": "utf8",
        "options": f"{given} {options}" if given else options,
    }
    if "sslmode" not in url.query and not _is_here(url):
        arguments["sslmode"] = "require"
    return arguments


def _is_here(url: URL) -> bool:
    host = url.host or url.query.get("host") or ""
    if not isinstance(host, str):
        return False
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _connected(connection: "psycopg.Connection[object]", _record: object) -> None:
    connection.adapters.register_dumper(str, _Text)


def _begin(connection: Connection) -> None:
    """Goes out with the transaction's own BEGIN."""
    writes = connection.get_execution_options().get("writes", False)
    raw = cast("psycopg.Connection[object]", connection.connection.dbapi_connection)
    level = psycopg.IsolationLevel
    raw.isolation_level = level.READ_COMMITTED if writes else level.REPEATABLE_READ
    raw.read_only = not writes
