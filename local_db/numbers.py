"""Running numbers: the highest given of each window and year. Never reused, never lowered."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from local_db.statements import driver_text, run
from local_db.tables import numbers

BLOCK = 1000
"""More than a window gives between two backups, and less than what the server takes at once."""
_ALL = driver_text(select(numbers))
_ONE: ColumnElement[int] = literal_column("1")
_FIRST = insert(numbers).values(window=bindparam("window"), year=bindparam("year"), highest=_ONE)
_TAKE = driver_text(
    _FIRST.on_conflict_do_update(
        index_elements=["window", "year"], set_={"highest": numbers.c.highest + _ONE}
    ).returning(numbers.c.highest)
)


def highest_numbers(connection: Connection) -> dict[str, int]:
    """`620702-03/2026` → highest running number that is known."""
    rows = run(connection, _ALL).fetchall()
    return {f"{window}/{year}": highest for window, year, highest in rows}


def raise_numbers(connection: Connection, known: Mapping[str, int]) -> None:
    """Learn that numbers up to these were given, by this store or by one before it."""
    for name, highest in known.items():
        window, _, year = name.partition("/")
        _raise(connection, window, int(year), highest)


def skip_numbers(connection: Connection, window: str, year: int) -> int:
    """Pass over a block: what a restored store gave since its backup nobody knows.

    Gives the last number that is passed over.
    """
    highest = highest_numbers(connection).get(f"{window}/{year}", 0) + BLOCK
    _raise(connection, window, year, highest)
    return highest


def take_number(connection: Connection, window: str, year: int) -> int:
    """The next running number, in the transaction that gives it."""
    taken = run(connection, _TAKE, {"window": window, "year": year})
    running: int = taken.fetchall()[0][0]  # Read to its end, or the statement stays open.
    return running


def _raise(connection: Connection, window: str, year: int, highest: int) -> None:
    statement = insert(numbers).values(window=window, year=year, highest=highest)
    higher = func.max(numbers.c.highest, statement.excluded.highest)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["window", "year"], set_={"highest": higher})
    )
