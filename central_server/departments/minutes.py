"""How often each department answered and did not, by the minute, for the last hours: counts alone.

Kept with the lines, under their locks. Must not know a question.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from central_server.store.many_rows import upsert_rows
from central_server.store.tables import department_minute as table
from counter_app.basics.clock import stamp

_LENGTH = len("2026-11-27T10:05")
_KEPT = timedelta(hours=2)


def add_minutes(connection: Connection, now: str, found: Mapping[tuple[str, int], int]) -> None:
    """Count what came in the minute of `now`: by department, and whether it was an answer."""
    names = sorted({name for name, _ in found})
    if not names:
        return
    minute = now[:_LENGTH]
    query = select(table).where(table.c.minute == minute, table.c.name.in_(names))
    before = {row.name: row for row in connection.execute(query)}
    rows = []
    for name in names:
        answered, failed = found.get((name, 1), 0), found.get((name, 0), 0)
        if (row := before.get(name)) is not None:
            answered, failed = answered + row.answered, failed + row.failed
        rows.append((name, minute, answered, failed))
    upsert_rows(connection, table, rows)
    if len(before) < len(names):
        until = stamp(datetime.fromisoformat(now) - _KEPT)[:_LENGTH]
        connection.execute(delete(table).where(table.c.minute < until))


def minutes_since(connection: Connection, since: datetime) -> dict[str, list[tuple[str, int, int]]]:
    """By department: minute, answered, failed; a minute without either is absent."""
    query = select(table).where(table.c.minute >= stamp(since)[:_LENGTH]).order_by(table.c.minute)
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.name, []).append((row.minute, row.answered, row.failed))
    return found
