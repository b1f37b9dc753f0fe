"""Which door a database's URL leads through: `sqlite`, or `postgres` where its driver is installed.

What differs between databases stands behind these doors and nowhere else: how a transaction
begins, what locks, what lies beside the data, how a trouble is told. All SQL elsewhere is
SQLAlchemy Core without a dialect's own words. Must not know any table.
"""

import os
from pathlib import Path
from typing import Protocol

from platformdirs import user_data_path
from sqlalchemy import Engine
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from central_server.store.mark import Mark
from central_server.store.sqlite import SqliteStore
from counter_app.basics.catalogue.server import DATABASE_DRIVER, DATABASE_NOT_SUPPORTED
from counter_app.basics.errors import CounterError


class Watch(Protocol):
    """Whether what was acknowledged can be found again, and whether more could be kept."""

    def in_place(self) -> bool:
        """Whether the store still is where the next start will look for it."""
        ...

    def has_room(self, least: int) -> bool:
        """Whether that many bytes more would fit, as far as it can be asked."""
        ...


class Store(Protocol):
    """A database that is open, and what the server must know of its kind."""

    engine: Engine
    """A connection with the option `writes` is a writer's; others read one snapshot each."""
    beside: Path
    """What lies beside the database is called by this path with a suffix of its own."""
    is_shared: bool
    """Whether servers on other machines may have it open too."""
    mark: Mark

    def alone(self, connection: Connection) -> None:
        """Keep other processes from opening the store until this transaction ends."""
        ...

    def tidy_up(self, connection: Connection) -> None:
        """Do what commits have put off, on the writer's connection between two transactions."""
        ...

    def watch(self) -> Watch:
        """Over the store as it is now; asked for while it is open."""
        ...

    def is_clash(self, error: DBAPIError) -> bool:
        """Whether another writer was first, so that the same work may do when it is done again."""
        ...

    def told(self, error: DBAPIError) -> CounterError:
        """Why the store could not be opened, in words; never with a password."""
        ...


def default_folder() -> Path:
    """The data directory where none is named."""
    given = os.environ.get("COUNTER_SERVER_DATA")
    return Path(given) if given else user_data_path("counter-server")


def data_folder(url: str, data: Path | None = None) -> Path:
    """Where the files lie that are no rows: beside an SQLite file, else in `data`.

    Raises:
        CounterError: DATABASE_NOT_SUPPORTED.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return Path(str(parsed.database)).absolute().parent
    return (data or default_folder()).absolute()


def open_store(url: str, data: Path | None = None) -> Store:
    """Open the store of this URL; an SQLite file is made with its folder and key when absent.

    Raises:
        CounterError: DATABASE_NOT_SUPPORTED, DATABASE_DRIVER, STORE_LOST, STORE_KEY_LOST,
            DATA_NOT_WRITABLE.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteStore(Path(str(parsed.database)).absolute())
    try:
        from central_server.store.postgres import PostgresStore
    except ImportError as error:
        raise CounterError(DATABASE_DRIVER) from error
    return PostgresStore(parsed, data_folder(url, data))


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise CounterError(DATABASE_NOT_SUPPORTED) from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql") or not parsed.database:
        raise CounterError(DATABASE_NOT_SUPPORTED)
    return parsed
