"""Reads a policy table as it was written into rows: malformed is refused, unknown is switched off.

Malformed means what nobody could act on: no amount, no day, a number where a word belongs. A word
that this program does not know switches its row off, never the file. Must not choose a row.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from counter_app.rules.policy_tables import REMARKS, TABLES, Column, Table

RowValues = Mapping[str, Any]
_OPEN = Table(document=TABLES["policy"].document)
_LONGEST_TEXT = 2000


class MalformedError(ValueError):
    """A table that cannot be acted on: where in it, and what of it."""

    def __init__(self, table: str, at: int = 0, column: str = "") -> None:
        super().__init__(table, at, column)
        self.table, self.at, self.column = table, at, column


class PolicyRow(NamedTuple):
    """A row as it is acted on; `off` is the word for which it is switched off."""

    values: RowValues
    at: int
    """Its place in the table, from 1."""
    off: str = ""

    @property
    def begins(self) -> date:
        """The first day on which it holds."""
        day: date = self.values["from"]
        return day

    @property
    def ends(self) -> date | None:
        """The last day on which it holds."""
        return self.values.get("until")


def read_table(name: str, raw: object) -> tuple[PolicyRow, ...]:
    """The rows of a table, a table of words being one; MalformedError for what cannot be one."""
    table = TABLES.get(name, _OPEN)
    rows = [raw] if table.plain and isinstance(raw, dict) else raw
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MalformedError(name)
    return tuple(_row(name, table, row, at) for at, row in enumerate(rows, start=1))


def is_rows(name: str, raw: object) -> bool:
    """Whether an unknown table can be read as rows at all."""
    return name in TABLES or (isinstance(raw, list) and all(isinstance(row, dict) for row in raw))


def _row(name: str, table: Table, row: Mapping[str, Any], at: int) -> PolicyRow:
    values = dict(row)
    for key, needed in (("from", _is_amount(table)), ("until", False)):
        try:
            if needed or key in row:
                values[key] = _day(row.get(key))
        except ValueError:
            raise MalformedError(name, at, key) from None
    values.setdefault("from", date.min)
    for key, column in table.columns.items():
        try:
            if column.needed or key in row:
                values[key] = _value(row.get(key), column)
        except ValueError:
            raise MalformedError(name, at, key) from None
    return PolicyRow(values, at, _not_known(table, values))


def _not_known(table: Table, values: RowValues) -> str:
    """The first word of a row that the program does not know; nothing if it knows all."""
    for key, column in table.columns.items():
        if key in values and (word := _unknown(values[key], column.words)):
            return word
    if not table.closed:
        return ""
    return next((key for key in values if key not in table.columns and key not in REMARKS), "")


def _is_amount(table: Table) -> bool:
    """Whether the table sets a limit, whose day must be said."""
    return any(column.kind is Decimal for column in table.columns.values())


def _value(value: object, column: Column) -> object:
    if column.kind is Decimal:
        return _amount(value)
    if not isinstance(value, column.kind) or (column.kind is int and isinstance(value, bool)):
        raise ValueError
    if isinstance(value, list) and not all(isinstance(each, str) for each in value):
        raise ValueError
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        raise ValueError
    if column.most is not None and isinstance(value, int) and not 1 <= value <= column.most:
        raise ValueError
    return value


def _unknown(value: object, words: frozenset[str] | None) -> str:
    if words is None:
        return ""
    given = value if isinstance(value, list) else [value]
    return next((str(each) or "“”" for each in given if each not in words), "")


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError("day")


def _amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise ValueError("amount")
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise ValueError("amount") from None
    if not amount.is_finite() or amount < 0:
        raise ValueError("amount")
    return amount
