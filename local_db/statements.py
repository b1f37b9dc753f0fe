"""Statements that a receipt or a sync runs; the rest uses the tables as they are.

Built once as the driver's own text and run by the driver itself, in the transaction that the
connection has begun: for each of them SQLAlchemy's part costs more than running it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import Column

_VALUES = " VALUES "
_AT_ONCE = (500, 100, 10)
"""Rows in a statement; few sizes, since the driver remembers each text as it was prepared."""


def insert_into(table: Table, *, or_ignore: bool = False, or_replace: bool = False) -> str:
    """The driver's own insert of whole rows, each value in the order of the table's columns."""
    statement = insert(table)
    if or_ignore or or_replace:
        statement = statement.prefix_with("OR IGNORE" if or_ignore else "OR REPLACE")
    return str(statement.compile(dialect=dialect(paramstyle="qmark")))


def driver_text(statement: ClauseElement) -> str:
    """The driver's own text; every parameter, by name, is given where it is run."""
    return str(statement.compile(dialect=dialect(paramstyle="named")))


def run(connection: Connection, text: str, values: Mapping[str, object] | None = None) -> Any:
    """The driver's cursor over one statement, of `driver_text`."""
    return _driver(connection).execute(text, values or {})


def run_many(connection: Connection, text: str, rows: Sequence[Sequence[object]]) -> None:
    """One statement, of `insert_into`, for every row.

    Many rows go in a statement at once: between two statements a thread waits for the other one's
    Python, within one it does not.
    """
    driver = _driver(connection)
    at = 0
    for size in _AT_ONCE:
        while len(rows) - at >= size:
            values = list(chain.from_iterable(rows[at : at + size]))
            driver.execute(_for_rows(text, size), values)
            at += size
    driver.executemany(text, rows[at:])


@cache
def _for_rows(text: str, count: int) -> str:
    """The statement for so many rows."""
    start, values, row = text.partition(_VALUES)
    return start + values + ", ".join([row] * count)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def among(column: Column[str]) -> ColumnElement[bool]:
    """That the column is one of the texts of the parameter `among`, as `listed` gives them.

    One parameter, however many texts: a statement with a thousand of them is built anew each time.
    """
    listed_texts = func.json_each(bindparam("among")).table_valued("value")
    return column.in_(select(listed_texts.c.value))


def listed(texts: Iterable[str]) -> dict[str, str]:
    """The parameter of `among`."""
    return {"among": msgspec.json.encode(list(texts)).decode()}
