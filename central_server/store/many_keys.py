"""Rows that have one of many keys, in words that SQLite and PostgreSQL share.

The statement's text is made once for each number of keys, of which there are few: SQLAlchemy's own
way spells a list of keys anew each time, which costs more than finding them. Must not know what a
row means.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column
from sqlalchemy.engine import Connection, Dialect

from central_server.store.ready import find

_SIZES = (1, 20, 400)
"""Keys in one statement: below every database's limit of parameters."""
Columns = tuple[Column[Any], ...]


def find_rows(
    connection: Connection,
    wanted: Columns,
    key: Column[Any],
    keys: Sequence[object],
    *within: tuple[Column[Any], object],
) -> Iterator[Any]:
    """Rows of the wanted columns whose key is one of these.

    `within`: columns of the same table that have one value each.
    """
    given = tuple(value for _, value in within)
    columns = tuple(column for column, _ in within)
    most = _SIZES[-1]
    for start in range(0, len(keys), most):
        part = tuple(keys[start : start + most])
        size = next(each for each in _SIZES if each >= len(part))
        text = _text(connection.dialect, wanted, columns, key, size)
        filled = part + part[-1:] * (size - len(part))
        yield from find(connection, text, (*given, *filled))


@cache
def _text(dialect: Dialect, wanted: Columns, within: Columns, key: Column[Any], size: int) -> str:
    """The statement; drivers differ in the sign for a value alone."""
    quote, sign = dialect.identifier_preparer.quote, "?" if dialect.positional else "%s"
    names = ", ".join(quote(column.name) for column in wanted)
    fixed = "".join(f"{quote(column.name)} = {sign} AND " for column in within)
    signs = ", ".join([sign] * size)
    return (
        f"SELECT {names} FROM {quote(key.table.name)} WHERE {fixed}{quote(key.name)} IN ({signs})"
    )
