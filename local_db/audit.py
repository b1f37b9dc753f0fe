"""The counter's audit: one entry a deed, in the deed's own transaction. No audit, no deed.

Must not decide what is recorded; an entry once written is never changed (`cases.audit`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from counter_app.cases.actions import Scalar
from counter_app.cases.audit import AuditEntry, Did, Who, next_entry
from local_db.statements import driver_text, insert_into, run, run_many
from local_db.tables import audit

_ALL = select(*audit.columns).order_by(audit.c.position)
_HIGHEST = select(func.max(audit.c.position)).scalar_subquery()
_LAST = driver_text(select(*audit.columns).where(audit.c.position == _HIGHEST))
_AT = driver_text(select(*audit.columns).where(audit.c.position == bindparam("at")))
_ADD = insert_into(audit)
_AT_ONCE = 1000
_NAMES = AuditEntry.__struct_fields__


def add_entry(
    connection: Connection,
    key: bytes,
    chain: str,
    who: Who,
    did: Did,
    *,
    at: str,
    case_id: str = "",
    detail: Mapping[str, Scalar] | None = None,
) -> None:
    """Record a deed; one that begins another life of the store is told first.

    `chain` is the store's incarnation.
    """
    last = last_entry(connection)
    entries = []
    if last and last.chain != chain:
        last = next_entry(key, last, chain, who, Did.BEGAN, at=at)
        entries.append(last)
    entries.append(next_entry(key, last, chain, who, did, at=at, case_id=case_id, detail=detail))
    run_many(connection, _ADD, [_row(entry) for entry in entries])


def last_entry(connection: Connection) -> AuditEntry | None:
    """The end of the log."""
    row = run(connection, _LAST).fetchone()
    return _entry(row) if row else None


def entry_at(connection: Connection, position: int) -> AuditEntry | None:
    """The entry that lies there, if any."""
    row = run(connection, _AT, {"at": position}).fetchone()
    return _entry(row) if row else None


def entries(connection: Connection) -> Iterator[AuditEntry]:
    """The whole log in order, row by row."""
    with connection.execute(_ALL.execution_options(yield_per=_AT_ONCE)) as rows:
        yield from map(_entry, rows)


def _row(entry: AuditEntry) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in _NAMES)


def _entry(row: Iterable[object]) -> AuditEntry:
    named: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    return AuditEntry(**named)
