"""Many rows into a table, in words that SQLite and PostgreSQL share.

The statement's text is made once from the table and the rows go to the driver as they are:
SQLAlchemy's own way takes each row apart in Python, which costs more than storing it. SQLite gets
many rows in a statement: between two statements a thread waits for the other ones' Python, within
one it does not. Must not know what a row means.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.engine import Connection, Dialect

from central_server.store.ready import write

_AT_ONCE = (500, 100, 10)
"""Rows in a statement; few sizes, since the driver remembers each text as it was prepared."""
Rows = Sequence[tuple[Any, ...]]
"""Each with a value for every column, in the table's order. Where all lack the last columns these
get their defaults, and stay as they are in a row that is replaced."""


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
    if not rows:
        return
    at, width = 0, len(rows[0])
    for size in _AT_ONCE if connection.dialect.name == "sqlite" else ():
        while len(rows) - at >= size:
            values = tuple(chain.from_iterable(rows[at : at + size]))
            text = _text(table, connection.dialect, conflict, width, size)
            write(connection, text, values)
            at += size
    if at < len(rows):
        text = _text(table, connection.dialect, conflict, width)
        write(connection, text, list(rows[at:]))


@cache
def _text(table: Table, dialect: Dialect, conflict: str, width: int, count: int = 1) -> str:
    """The statement for so many rows; drivers differ in the sign for a value alone."""
    quote, sign = dialect.identifier_preparer.quote, "?" if dialect.positional else "%s"
    columns = [quote(column.name) for column in table.c][:width]
    row = f"({', '.join(sign for _ in columns)})"
    rows = ", ".join([row] * count)
    text = f"INSERT INTO {quote(table.name)} ({', '.join(columns)}) VALUES {rows}"
    if not conflict:
        return text
    keys = [quote(column.name) for column in table.primary_key]
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
    return f"{text} ON CONFLICT ({', '.join(keys)}) {conflict.format(all=changed)}"
