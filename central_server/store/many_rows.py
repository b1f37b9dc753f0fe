"""Many rows into a table, in words that SQLite and PostgreSQL share.

The statement's text is made once from the table and the rows go to the driver as they are:
SQLAlchemy's own way takes each row apart in Python, which costs more than storing it. Must not
know what a row means.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect

Rows = Sequence[tuple[Any, ...]]
"""Each with a value for every column, in the table's order."""


def insert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Write rows whose keys are new."""
    _run(connection, table, rows, replace=False)


def upsert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Write rows; one with the same primary key is replaced."""
    _run(connection, table, rows, replace=True)


def _run(connection: Connection, table: Table, rows: Rows, *, replace: bool) -> None:
    if not rows:
        return
    text, names = _text(table, connection.dialect, replace)
    if names:
        connection.exec_driver_sql(text, [dict(zip(names, row, strict=True)) for row in rows])
    else:
        connection.exec_driver_sql(text, list(rows))


@cache
def _text(table: Table, dialect: Dialect, replace: bool) -> tuple[str, tuple[str, ...]]:
    """The statement, and the columns' names where the driver takes parameters by name."""
    insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    if replace:
        changed = {c.name: statement.excluded[c.name] for c in table.c if c.name not in keys}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=changed)
    compiled = statement.compile(dialect=dialect)
    return str(compiled), () if compiled.positional else tuple(table.c.keys())
