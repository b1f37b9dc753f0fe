"""Many rows into a table, in words that SQLite and PostgreSQL share.

The statement's text is made once from the table and the rows go to the driver as they are:
SQLAlchemy's own way takes each row apart in Python, which costs more than storing it. Must not
know what a row means.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.engine import Connection, Dialect

Rows = Sequence[tuple[Any, ...]]
"""Each with a value for every column, in the table's order."""


def insert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Write rows whose keys are new."""
    _run(connection, table, rows, "")


def add_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Write rows; one whose primary key is there stays as it is."""
    _run(connection, table, rows, "DO NOTHING")


def upsert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Write rows; one with the same primary key is replaced."""
    _run(connection, table, rows, "DO UPDATE SET {all}")


def raise_rows(connection: Connection, table: Table, rows: Rows, column: Column[int]) -> None:
    """Write rows; one with the same primary key is replaced where the new value is higher."""
    name = column.name
    _run(connection, table, rows, f"DO UPDATE SET {{all}} WHERE excluded.{name} > {table}.{name}")


def _run(connection: Connection, table: Table, rows: Rows, conflict: str) -> None:
    if rows:
        connection.exec_driver_sql(_text(table, connection.dialect, conflict), list(rows))


@cache
def _text(table: Table, dialect: Dialect, conflict: str) -> str:
    """The statement; drivers differ in the sign for a value alone."""
    quote, sign = dialect.identifier_preparer.quote, "?" if dialect.positional else "%s"
    columns = [quote(column.name) for column in table.c]
    signs = ", ".join(sign for _ in columns)
    text = f"INSERT INTO {quote(table.name)} ({', '.join(columns)}) VALUES ({signs})"
    if not conflict:
        return text
    keys = [quote(column.name) for column in table.primary_key]
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
    return f"{text} ON CONFLICT ({', '.join(keys)}) {conflict.format(all=changed)}"
