"""Opens the store: an encrypted SQLite file through SQLAlchemy, one writer and some readers.

All SQL elsewhere is SQLAlchemy Core without a dialect's own words, so that another database
can take this one's place by its URL. Must not know any table.
"""

import os
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from central_server.store.keys import store_key
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE, DATABASE_NOT_SUPPORTED
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder

READERS = 4
"""Connections beside the writer's."""
_BUSY_SECONDS = 10.0


def database_file(url: str) -> Path:
    """The file that a `sqlite:///…` URL names; any other database is refused for now."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise CounterError(DATABASE_NOT_SUPPORTED) from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise CounterError(DATABASE_NOT_SUPPORTED)
    return Path(parsed.database).absolute()


def open_engine(url: str) -> Engine:
    """An engine on the encrypted file, which is made with its folder and key when absent."""
    path = database_file(url)
    try:
        private_folder(path.parent, path.name)
        key = store_key(path)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise CounterError(DATA_NOT_WRITABLE, path=str(path.parent)) from error
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, key),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=READERS,
        max_overflow=1,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _connect(path: Path, key: bytes) -> sqlcipher.Connection:
    connection = sqlcipher.connect(
        str(path), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    return connection


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: nobody works for a batch that then cannot be kept."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
