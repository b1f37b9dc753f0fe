"""The server's own log: one for the store, whichever process writes. No audit, no deed.

An entry goes into the transaction of what it records, at its end: the log is locked with the
server's row, the last lock of all (`store.locks`). Its key lies outside of the database. Must not
decide what is recorded.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from central_server.store.locks import lock_server
from central_server.store.many_rows import insert_rows
from central_server.store.tables import audit, server
from counter_app.cases.actions import Role, Scalar
from counter_app.cases.audit import AuditEntry, AuditHead, Did, Who, next_entry, places_told

_CONSOLE = "console"
"""Who gives commands on the server's machine: a place, nobody's name."""
_NAMES = AuditEntry.__struct_fields__
_ENTRIES = select(*audit.columns).order_by(audit.c.position)
_LAST = select(*audit.columns).where(
    audit.c.position == select(func.max(audit.c.position)).scalar_subquery()
)
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class AuditLog:
    """The log of this server's store; of several keys the first writes, all are believed."""

    server: str
    keys: tuple[bytes, ...]

    def record(
        self,
        connection: Connection,
        who: Who,
        did: Did,
        *,
        at: str,
        case_id: str = "",
        detail: Mapping[str, Scalar] | None = None,
    ) -> None:
        """Record a deed at the end of its transaction."""
        lock_server(connection)
        chain = connection.execute(select(server.c.epoch)).scalar_one()
        last = last_entry(connection)
        rows = []
        if last and last.chain != chain:
            last = next_entry(self.keys[0], last, chain, who, Did.BEGAN, at=at)
            rows.append(_row(last))
        entry = next_entry(
            self.keys[0], last, chain, who, did, at=at, case_id=case_id, detail=detail
        )
        insert_rows(connection, audit, [*rows, _row(entry)])

    def administered(self, connection: Connection, command: str, at: str, **detail: Scalar) -> None:
        """Record a command that was given on the server's machine, or by the server itself."""
        who = Who(_CONSOLE, Role.ADMINISTRATOR, self.server)
        said = {"command": command, **detail}
        self.record(connection, who, Did.ADMINISTERED, at=at, detail=said)

    def told(
        self, connection: Connection, noted: Iterable[AuditHead] = ()
    ) -> tuple[AuditHead, ...]:
        """The end of the log for counters to note, and what it has at places noted before."""
        last = connection.execute(select(func.max(audit.c.position))).scalar() or 0

        def find(position: int) -> AuditEntry | None:
            query = select(*audit.columns).where(audit.c.position == position)
            row = connection.execute(query).first()
            return _entry(row) if row else None

        return places_told(self.keys[0], find, last, noted)


def audit_of(connection: Connection) -> AuditLog:
    """The log of the store that the connection is of (`open_server` has put it there)."""
    log: AuditLog = connection.get_execution_options()["audit"]
    return log


def last_entry(connection: Connection) -> AuditEntry | None:
    """The end of the log."""
    row = connection.execute(_LAST).first()
    return _entry(row) if row else None


def entries(connection: Connection) -> Iterator[AuditEntry]:
    """The whole log in order, row by row."""
    with connection.execute(_ENTRIES.execution_options(yield_per=_AT_ONCE)) as rows:
        yield from map(_entry, rows)


def _row(entry: AuditEntry) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in _NAMES)


def _entry(row: Iterable[object]) -> AuditEntry:
    named: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    return AuditEntry(**named)
