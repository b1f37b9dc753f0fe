"""Opens the store and lends connections; turns the driver's troubles into catalogue entries.

One writer at a time (`transaction`), any number of readers (`reading`), from any thread and from
several processes. Must not know what is written.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from counter_app.basics.catalogue.store import (
    DISK_FULL,
    STORE_GONE,
    STORE_KEY_WRONG,
    STORE_LOCKED,
    STORE_MOVED,
    STORE_PAGE_BROKEN,
    STORE_UNREACHABLE,
)
from counter_app.basics.clock import stamp, system_clock
from counter_app.basics.errors import CounterError, Entry
from counter_app.basics.file_watch import FileWatch, is_filled
from counter_app.basics.private_files import private_folder
from counter_app.cases.keys import derive_key
from local_db.key_file import StoreKey, make_key, read_key, settle_key
from local_db.notes import Note, read_notes, write_note
from local_db.number_file import NumberFile
from local_db.schema_version import bring_up_to_date
from local_db.statements import run

STORE_NAME = "counter.db"
KEY_NAME = "counter.key"
NUMBER_NAME = "counter.numbers"
_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
    # A page that a sync writes again and again goes into the store's file once.
    "PRAGMA wal_autocheckpoint = 4000",
)
_LEAST_ROOM = 64 << 10
"""Bytes; below this SQLite can make neither its log nor its index of it."""
_BRIEFLY = 0.2
"""Seconds for which a hurried store waits where another program has it locked."""
_WAITS = "waits"
"""Under which a connection knows for how many milliseconds it waits."""
_BROKEN = "malformed"
_TROUBLES: tuple[tuple[str, Entry], ...] = (
    ("database is locked", STORE_LOCKED),
    ("database or disk is full", DISK_FULL),
    ("file is not a database", STORE_KEY_WRONG),
    (_BROKEN, STORE_PAGE_BROKEN),
)


class Store:
    """The open store of one data directory."""

    def __init__(
        self,
        engine: Engine,
        number_file: NumberFile,
        folder: Path,
        wait_seconds: float,
        audit_key: bytes,
    ) -> None:
        self._engine = engine
        self.audit_key = audit_key
        self._folder = folder
        self._patience = self._wait_seconds = wait_seconds
        self._files = FileWatch(folder / STORE_NAME, log=False)
        self.number_file = number_file

    def hurry(self, *, hurried: bool) -> None:
        """Whether a locked store is waited for only briefly.

        Who has many things to keep and has waited the whole time for one of them does not wait it
        again for each of the rest.
        """
        self._wait_seconds = min(_BRIEFLY, self._patience) if hurried else self._patience

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The store's one writer: everything in the block is kept, or nothing of it.

        The number file has been waited for by then: it is at most one transaction behind.
        Where the files were taken away under the program this raises STORE_MOVED: nobody would
        find again what was written into them.
        """
        with self._connection() as connection:
            # Before, too: what is tried again and again would be kept there as often.
            self._check_place()
            self.settle()
            run(connection, "BEGIN IMMEDIATE")
            yield connection
            run(connection, "COMMIT")
            self._check_place()

    def settle(self) -> None:
        """Wait until the disk has the numbers of all that was committed here.

        Asked before one of them is printed. Raises the store's troubles.
        """
        with _translated(self._folder):
            self.number_file.settle()

    def _check_place(self) -> None:
        if not self._files.in_place():
            raise CounterError(STORE_MOVED)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state and writes nothing."""
        with self._connection() as connection:
            run(connection, "BEGIN")
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A connection without a transaction, for looking at the file itself."""
        with self._connection() as connection:
            yield connection

    def size(self) -> int:
        """Bytes of the file."""
        return (self._folder / STORE_NAME).stat().st_size

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """One that is given up where it has met a broken page; then a person has to know it."""
        try:
            with _translated(self._folder), self._engine.connect() as connection:
                self._let_wait(connection)
                try:
                    yield connection
                except (DBAPIError, sqlcipher.Error) as error:
                    if _BROKEN in _text(error):
                        connection.invalidate()
                    raise
        except CounterError as error:
            if error.entry is STORE_PAGE_BROKEN:
                self.note_damage()
            raise

    def _let_wait(self, connection: Connection) -> None:
        """Have the connection wait for locks as long as the store is to wait now."""
        wanted = round(self._wait_seconds * 1000)
        if connection.info.get(_WAITS) != wanted:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {wanted}")
            connection.info[_WAITS] = wanted

    def note_damage(self) -> None:
        """Keep since when records cannot be read, as far as the store can still be written."""
        with suppress(DBAPIError, sqlcipher.Error), self._engine.connect() as connection:
            if Note.DAMAGED not in read_notes(connection):
                write_note(connection, Note.DAMAGED, stamp(system_clock()))
                connection.commit()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()
        self.number_file.close()


def open_store(folder: Path, *, wait_seconds: float = 5.0) -> Store:
    """Open the store in the folder, or make it; its tables are brought up to date.

    Raises:
        CounterError: wrong or missing key, a newer program's store, folder not writable, locked.
    """
    with _opening(), _translated(folder):
        private_folder(folder, STORE_NAME)
        number_file = NumberFile(folder / NUMBER_NAME)
        try:
            # Under its lock two first starts at once make one store.
            with number_file.locked():
                engine, key = _opened(folder, number_file, wait_seconds)
            return Store(engine, number_file, folder, wait_seconds, derive_key(key, "audit"))
        except BaseException:
            number_file.close()
            raise


def _opened(folder: Path, number_file: NumberFile, wait_seconds: float) -> tuple[Engine, bytes]:
    path, key_path = folder / STORE_NAME, folder / KEY_NAME
    key = _key_of(folder, number_file)
    path.touch(mode=0o600)
    engine = _engine(path, key.raw, wait_seconds)
    try:
        with engine.connect() as connection:
            bring_up_to_date(connection)
        if key.is_new:
            settle_key(key_path, key)
    except BaseException:
        engine.dispose()
        raise
    return engine, key.raw


def _key_of(folder: Path, number_file: NumberFile) -> StoreKey:
    """The store's key; a new one only where there never was a store.

    A store that is away while its key, its log or its numbers are there was lost, or moved by a
    virus scanner: opening another in its place would throw its log away, and cases with it.
    """
    path, key_path = folder / STORE_NAME, folder / KEY_NAME
    is_there = is_filled(path)
    if is_there or key_path.exists():
        key = read_key(key_path)
        if is_there or key.is_new:
            return key
        raise CounterError(STORE_GONE)
    if is_filled(folder / f"{STORE_NAME}-wal") or number_file.read():
        raise CounterError(STORE_GONE)
    return make_key(key_path)


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
def _opening() -> Iterator[None]:
    """What cannot be read at the start may as well be the key's fault."""
    try:
        yield
    except CounterError as error:
        if error.entry is STORE_PAGE_BROKEN:
            raise CounterError(STORE_KEY_WRONG) from None
        raise


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError, sqlcipher.IntegrityError, sqlcipher.ProgrammingError):
        raise  # a fault of the program, not of the disk
    except (DBAPIError, sqlcipher.Error, sqlite3.Error) as error:
        if "no such" in _text(error):
            raise  # so is a statement that does not fit the tables
        raise CounterError(_entry_for(_text(error), folder)) from None
    except OSError as error:
        full = error.errno in (27, 28, 122)  # EFBIG, ENOSPC, EDQUOT
        raise CounterError(DISK_FULL if full else STORE_UNREACHABLE) from None


def _text(error: Exception) -> str:
    """The driver's own words, whether it was asked through SQLAlchemy or not."""
    return str(error.orig) if isinstance(error, DBAPIError) else str(error)


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
