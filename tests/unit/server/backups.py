"""A backup of a server's rows, put back on either database, and what must be there again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from central_server.store import tables
from central_server.store.engine import open_store
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

Rows = dict[str, list[dict[str, Any]]]
_WHAT_WAS = {
    "action": ("stream", "position", "action_id", "hall", "hash", "received_at", "body"),
    "content": ("stream", "position", "salt", "content"),
    "case": ("stream", "case_id", "hall", "number", "token", "state"),
    "case_number": ("number", "stream", "case_id"),
    "case_place": ("case_id", "stream"),
    "number_known": ("county", "window", "year", "running"),
    "chain": ("device", "incarnation", "owner", "sequence", "hash"),
    "held": ("stream", "hall", "device", "incarnation", "actions", "digest"),
}


def rows_of(server: RunningServer) -> Rows:
    """Everything in the store."""
    with server.opened() as opened, opened.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in tables.metadata.sorted_tables
        }


def put_back(server: RunningServer, backup: Rows, *counters: SmallCounter) -> None:
    """The store as it was, told so by an administrator; the server runs again."""
    server.stop()
    store = open_store(server.url, server.data)
    with store.engine.execution_options(writes=True).begin() as connection:
        for table in reversed(tables.metadata.sorted_tables):
            connection.execute(delete(table))
        for table in tables.metadata.sorted_tables:
            if backup[table.name]:
                connection.execute(insert(table), backup[table.name])
    store.engine.dispose()
    store.mark.close()
    server.command("restored")
    server.start()
    for counter in counters:
        counter.address = server.address


def what_is_there(server: RunningServer) -> dict[str, Sequence[tuple[Any, ...]]]:
    """All that a restored server must have again, in an order of its own."""
    rows = rows_of(server)
    return {
        name: sorted(tuple(map(str, (row[each] for each in columns))) for row in rows[name])
        for name, columns in _WHAT_WAS.items()
    }
