"""Opens the store and lends connections; turns the driver's troubles into catalogue entries.

One writer at a time (`transaction`), any number of readers (`reading`), from any thread and from
several processes. Must not know what is written.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from counter_app.basics.catalogue.store import (
    DISK_FULL,
    STORE_KEY_WRONG,
    STORE_LOCKED,
    STORE_UNREACHABLE,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.basics.private_files import private_folder
from local_db.key_file import load_or_make_key
from local_db.number_file import NumberFile
from local_db.schema_version import bring_up_to_date

STORE_NAME = "counter.db"
KEY_NAME = "counter.key"
NUMBER_NAME = "counter.numbers"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
)
_LEAST_ROOM = 64 << 10
"""Bytes; below this SQLite can make neither its log nor its index of it."""
_TROUBLES: tuple[tuple[str, Entry], ...] = (
    ("database is locked", STORE_LOCKED),
    ("database or disk is full", DISK_FULL),
    ("file is not a database", STORE_KEY_WRONG),
    ("malformed", STORE_KEY_WRONG),
)


class Store:
    """The open store of one data directory."""

    def __init__(self, engine: Engine, number_file: NumberFile, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self.number_file = number_file

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The store's one writer: everything in the block is kept, or nothing of it."""
        with _translated(self._folder), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state and writes nothing."""
        with _translated(self._folder), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()
        self.number_file.close()


def open_store(folder: Path, *, wait_seconds: float = 5.0) -> Store:
    """Open the store in the folder, or make it; its tables are brought up to date.

    Raises:
        CounterError: wrong or missing key, a newer program's store, folder not writable, locked.
    """
    with _translated(folder):
        private_folder(folder, STORE_NAME)
        path = folder / STORE_NAME
        key = load_or_make_key(folder / KEY_NAME, store_exists=path.exists())
        path.touch(mode=0o600)
        engine = _engine(path, key, wait_seconds)
        number_file = NumberFile(folder / NUMBER_NAME)
        try:
            with engine.connect() as connection:
                bring_up_to_date(connection)
        except BaseException:
            engine.dispose()
            number_file.close()
            raise
    return Store(engine, number_file, folder)


def _engine(path: Path, key: bytes, wait_seconds: float) -> Engine:
    def connect() -> Any:
        connection = sqlcipher.connect(
            str(path), timeout=wait_seconds, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,
    )


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise  # a fault of the program, not of the disk
    except DBAPIError as error:
        if "no such" in str(error.orig):
            raise  # so is a statement that does not fit the tables
        raise CounterError(_entry_for(str(error.orig), folder)) from None
    except (sqlcipher.Error, sqlite3.Error) as error:
        raise CounterError(_entry_for(str(error), folder)) from None
    except OSError as error:
        full = error.errno in (27, 28, 122)  # EFBIG, ENOSPC, EDQUOT
        raise CounterError(DISK_FULL if full else STORE_UNREACHABLE) from None


def _entry_for(text: str, folder: Path) -> Entry:
    for words, entry in _TROUBLES:
        if words in text:
            return entry
    return DISK_FULL if _is_full(folder) else STORE_UNREACHABLE


def _is_full(folder: Path) -> bool:
    """SQLite speaks of an I/O error where it finds no room for the files beside the store."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False
