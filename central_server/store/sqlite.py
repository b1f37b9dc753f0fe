"""The store as an encrypted SQLite file: keys, pragmas, locks and troubles of this database alone.

One process writes at a time: a writer takes the file's lock at once. Must not know any table.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from central_server.store.keys import store_key
from central_server.store.mark import Mark, MarkFile
from central_server.store.readers import READERS
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE, STORE_LOST, STORE_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.basics.file_watch import FileWatch, is_filled
from counter_app.basics.private_files import private_folder

_BUSY_SECONDS = 10.0
_LONGEST_LOG = 32_000
"""Pages of the log (128 MB) after which a commit brings them into the file itself; before that the
writer does it between two pieces of work (`tidy_up`), while nobody waits for it."""
_UNREADABLE = ("file is not a database", "malformed")


class SqliteStore:
    """One file, which is made with its folder and key when absent."""

    is_shared = False

    def __init__(self, path: Path) -> None:
        self.beside = path
        _refuse_to_begin_anew(path)
        try:
            private_folder(path.parent, path.name)
            key = store_key(path)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise CounterError(DATA_NOT_WRITABLE, path=str(path.parent)) from error
        self.mark: Mark = _open_mark(path)
        self.engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: _connect(path, key),
            hide_parameters=True,
            poolclass=QueuePool,
            pool_size=READERS,
            max_overflow=1,
        )
        event.listen(self.engine, "begin", _begin)

    def alone(self, connection: Connection) -> None:
        """A writer is alone from its first moment on."""

    def tidy_up(self, connection: Connection) -> None:
        """Bring what the log holds into the file. A trouble of the disk the next commit tells."""
        with suppress(sqlcipher.Error):
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def watch(self) -> FileWatch:
        """Over the file and its log, which stays the same one while a connection is open."""
        return FileWatch(self.beside, log=True)

    def is_clash(self, _error: DBAPIError) -> bool:
        """Never: whoever writes has waited until nobody else did."""
        return False

    def told(self, error: DBAPIError) -> CounterError:
        """A wrong key and a damaged file look alike; everything else is the disk's trouble."""
        if any(words in str(error.orig) for words in _UNREADABLE):
            return CounterError(STORE_UNREADABLE, path=str(self.beside))
        return CounterError(DATA_NOT_WRITABLE, path=str(self.beside.parent))


def _connect(path: Path, key: bytes) -> sqlcipher.Connection:
    connection = sqlcipher.connect(
        str(path), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LONGEST_LOG}")
    return connection


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: nobody works for a batch that then cannot be kept."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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
