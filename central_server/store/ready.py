"""Statements whose text is ready, run in the transaction that the connection has begun.

SQLite's driver runs them by itself: for few rows SQLAlchemy's part costs more than the statement.
Its troubles are told as SQLAlchemy tells them. Must not know a table.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

Values = tuple[Any, ...]


def find(connection: Connection, text: str, values: Values) -> Sequence[Any]:
    """All rows that the statement finds."""
    driver = _driver(connection)
    if driver is None:
        return connection.exec_driver_sql(text, values).all()
    try:
        found: list[Any] = driver.execute(text, values).fetchall()
    except _error(connection) as error:
        raise _told(connection, text, error) from error
    return found


def write(connection: Connection, text: str, values: Values | list[Values]) -> None:
    """Run the statement, or once for each of a list of values."""
    driver = _driver(connection)
    if driver is None:
        connection.exec_driver_sql(text, values)
        return
    try:
        if isinstance(values, list):
            driver.executemany(text, values)
        else:
            driver.execute(text, values)
    except _error(connection) as error:
        raise _told(connection, text, error) from error


def _driver(connection: Connection) -> Any:
    """SQLite's own connection; None for another database, or where no transaction is begun yet."""
    if connection.dialect.name != "sqlite" or not connection.in_transaction():
        return None
    return connection.connection.driver_connection


def _error(connection: Connection) -> type[Exception]:
    """What the driver raises."""
    return connection.dialect.loaded_dbapi.Error


def _told(connection: Connection, text: str, error: Exception) -> BaseException:
    """The same trouble as SQLAlchemy tells it; without the values, which are personal."""
    base = _error(connection)
    dialect = connection.dialect
    return DBAPIError.instance(text, (), error, base, hide_parameters=True, dialect=dialect)
