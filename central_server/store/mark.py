"""How far the store has got, in a file beside it: by it a store that was put back is noticed.

Each transaction of the writer counts one in the store and, once it is on the disk, in the file. A
file that is ahead, of another epoch or empty beside a store that has counted can only mean that
the store went back: it gets another epoch, and the counters send again what it has lost. A copy of
both together cannot be noticed here: then `counter-server restored` says so, as on a database
whose files are not this program's. Must not hold anything personal.
"""

from pathlib import Path
from typing import Protocol

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from central_server.store.restoring import begin_restoring
from central_server.store.rows import Identity
from central_server.store.tables import server
from counter_app.basics.slot_file import SlotFile, Turned
from counter_app.cases.keys import new_random64

_COUNT = (
    update(server).values(commits=server.c.commits + 1).returning(server.c.epoch, server.c.commits)
)


class StoreMark(Turned, frozen=True, kw_only=True):
    """What the file says, and what the store says of itself."""

    epoch: str
    commits: int = 0


class Mark(Protocol):
    """What notices a store that was put back."""

    def read(self) -> StoreMark | None:
        """How far the store had got."""
        ...

    def count(self, connection: Connection) -> StoreMark | None:
        """Count the transaction that is about to be committed."""
        ...

    def reach(self, mark: StoreMark | None) -> None:
        """Keep how far the store has got, once that is committed."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class NoMark:
    """Of a database whose files are not this program's: nothing is counted, nothing noticed."""

    def read(self) -> None:
        """Nothing is known."""

    def count(self, _connection: Connection) -> None:
        """No row that every writer of every process would wait for."""

    def reach(self, _mark: StoreMark | None) -> None:
        """Nothing to keep."""

    def close(self) -> None:
        """Nothing to let go of."""


class MarkFile(SlotFile[StoreMark]):
    """The file beside one database."""

    def __init__(self, database: Path) -> None:
        super().__init__(self.beside(database), StoreMark)

    @staticmethod
    def beside(database: Path) -> Path:
        """Where the file of a database lies."""
        return database.with_suffix(".mark")

    def count(self, connection: Connection) -> StoreMark:
        """Count in the store; what the file says after the commit."""
        row = connection.execute(_COUNT).one()
        return StoreMark(epoch=row.epoch, commits=row.commits)

    def reach(self, mark: StoreMark | None) -> None:
        """Bring the file up to what is committed; another process may have got further."""
        if mark is None:
            return
        with self.locked():
            before = self.read()
            if before and before.epoch == mark.epoch and before.commits >= mark.commits:
                return
            self.write(mark, before)


def settle_identity(connection: Connection, seen: StoreMark | None, now: str) -> Identity:
    """The server's identity, made at the first call; another epoch where the store went back.

    `seen` was read from the file before the store was.
    """
    row = connection.execute(select(server.c.server, server.c.epoch, server.c.commits)).first()
    if row is None:
        made = Identity(new_random64(), new_random64())
        connection.execute(insert(server).values(server=made.server, epoch=made.epoch))
        return made
    identity = Identity(row.server, row.epoch)
    # A store of 0.1 has counted nothing and has no file; it was not put back for that.
    went_back = seen is None and row.commits > 0
    if seen and (seen.epoch != row.epoch or seen.commits > row.commits):
        went_back = True
    return Identity(identity.server, new_epoch(connection, now)) if went_back else identity


def new_epoch(connection: Connection, now: str) -> str:
    """Mint the store's epoch anew: what was acknowledged before says nothing any more."""
    epoch = new_random64()
    connection.execute(update(server).values(epoch=epoch))
    begin_restoring(connection, now)
    return epoch
