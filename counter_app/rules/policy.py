"""Policy: dated tables under `resources/policy/`, of which a given file replaces some by name.

Every row has a date from which it holds. Which row holds is decided in this one place. Must not
know what a finding is.
"""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from counter_app.basics.catalogue.forms import POLICY_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.basics.exact_json import canonical
from counter_app.basics.resources import resource
from counter_app.forms.consents import Department, Material

Row = Mapping[str, Any]
Made = TypeVar("Made")

_SELECTORS = ("region", "applicant_type", "household_size")


class Policy:
    """The tables in force at this counter; reads a file when one of its tables is asked for."""

    def __init__(self, texts: Sequence[str], replaced: Mapping[str, Any] | None = None) -> None:
        self._unread = list(texts)
        self._tables: dict[str, Any] = dict(replaced or {})
        self._held: dict[tuple[Any, ...], Row | None] = {}
        self._made: dict[tuple[Any, ...], Any] = {}

    def table(self, name: str) -> Any:
        """A table as TOML has it, a list of rows for most; KeyError if there is none."""
        while name not in self._tables and self._unread:
            likely = (place for place, text in enumerate(self._unread) if f"[{name}]" in text)
            self._read(next(likely, 0))
        return self._tables[name]

    def _read(self, place: int) -> None:
        """Parse a file that was not needed before; parsing all of them would cost each start."""
        for key, value in _parse(self._unread.pop(place)).items():
            self._tables.setdefault(key, value)

    def rows(self, name: str, on: date) -> tuple[Row, ...]:
        """The rows of a table that hold on a day, in the order of the file."""
        return tuple(row for row in self.table(name) if row["from"] <= on)

    def made(self, name: str, on: date, make: Callable[[tuple[Row, ...]], Made]) -> Made:
        """What `make` makes of the rows that hold on a day: once, not for each form of the day."""
        key = (name, on, make)
        if key not in self._made:
            if len(self._made) > 1000:
                self._made.clear()
            self._made[key] = make(self.rows(name, on))
        made: Made = self._made[key]
        return made

    def row(
        self, name: str, on: date, region: str = "", applicant_type: str = "", size: int = 0
    ) -> Row | None:
        """The row that holds; None where none does (interfaces.md, "The policy file")."""
        key = (name, on, region, applicant_type, size)
        if key not in self._held:
            if len(self._held) > 1000:
                self._held.clear()
            wanted = dict(zip(_SELECTORS, key[2:], strict=True))
            fitting = [row for row in self.rows(name, on) if _fits(row, wanted)]
            self._held[key] = max(reversed(fitting), key=_rank) if fitting else None
        return self._held[key]

    def income_limit(self, region: str, applicant_type: str, size: int, on: date) -> Decimal | None:
        """Yuan a person a month; None where no limit is published."""
        row = self.row("income_limit", on, region, applicant_type, size)
        return None if row is None else row["per_person_monthly"]

    def floor_area_threshold(
        self, region: str, applicant_type: str, size: int, on: date
    ) -> Decimal | None:
        """m² a person; None where no threshold is in force."""
        row = self.row("floor_area_threshold", on, region, applicant_type, size)
        return None if row is None else row["square_metres"]

    def clause(self, rule: str, on: date) -> str:
        """The clause that a rule rests on, for screens and papers."""
        return self.made("clause", on, _clauses).get(rule, "")

    @cached_property
    def version(self) -> str:
        """The label and a short hash of all tables: what a case begins and stays with."""
        while self._unread:
            self._read(0)
        digest = hashlib.sha256(canonical(_plain(self._tables)).encode()).hexdigest()
        return f"{self._tables['policy']['label']}-{digest[:8]}"


def load_policy(extra: Path | None = None) -> Policy:
    """The shipped policy, with the tables of `extra` in place of those of the same name.

    CounterError where `extra` cannot be read or a row of it lacks what a row needs.
    """
    folder = resource("policy")
    shipped = [path.read_text("utf-8") for path in sorted(folder.glob("*.toml"))]
    if extra is None:
        return Policy(shipped)
    try:
        tables = _parse(extra.read_bytes().decode("utf-8-sig"))
        return Policy(shipped, {name: _checked(name, table) for name, table in tables.items()})
    except (OSError, ValueError, RecursionError) as error:
        raise CounterError(POLICY_UNREADABLE, file=extra.name) from error


def _parse(text: str) -> dict[str, Any]:
    tables = tomllib.loads(text, parse_float=Decimal)
    return {name: _checked(name, table) for name, table in tables.items()}


def _clauses(rows: tuple[Row, ...]) -> dict[str, str]:
    """The last one of each rule."""
    return {row["rule"]: str(row["text"]) for row in rows}


def _fits(row: Row, wanted: Mapping[str, Any]) -> bool:
    return all(row.get(key) in (None, value) for key, value in wanted.items())


def _rank(row: Row) -> tuple[Any, ...]:
    """Rows that name region, then type, then size go before; then the latest `from`."""
    return (*(row.get(key) is not None for key in _SELECTORS), row["from"])


_AMOUNTS = {"income_limit": "per_person_monthly", "floor_area_threshold": "square_metres"}
_NEEDED: dict[str, dict[str, type]] = {
    "age_limit": {"adult": int, "marriage_male": int, "marriage_female": int},
    "clause": {"rule": str, "text": str},
    "material": {"key": str, "source": str, "whom": str, "clause": str},
    "hardship_source": {"hardship": str, "department": str},
    "query": {"department": str, "asks": str, "why": str, "whom": str},
    "calendar": {"year": int, "holidays": list, "workdays": list},
    "hall": {"region": str, "name": str, "bureau": str},
}
"""What a row of these tables cannot do without."""
_KNOWN: dict[str, dict[str, frozenset[str]]] = {
    "material": {
        "key": frozenset(map(str, Material)),
        "source": frozenset({"generated", "shared", "own"}),
        "whom": frozenset({"case", "applicant", "person", "adult", "earner"}),
    },
    "query": {"department": frozenset(map(str, Department))},
}
"""Words that the program must know to act on a row."""


def _checked(name: str, table: Any) -> Any:
    """The table with days as dates and amounts as decimals; ValueError for what cannot be one."""
    is_rows = isinstance(table, list) and all(isinstance(row, dict) for row in table)
    if not is_rows:
        if name in _AMOUNTS or name in _NEEDED:
            raise ValueError(name)
        return table
    if name in _AMOUNTS:
        return [_checked_row(row, _AMOUNTS[name]) for row in table]
    for key, kind in _NEEDED.get(name, {}).items():
        if not all(isinstance(row.get(key), kind) for row in table):
            raise ValueError(key)
    for key, words in _KNOWN.get(name, {}).items():
        if not all(row[key] in words for row in table):
            raise ValueError(key)
    return [{**row, "from": _day(row.get("from", date.min))} for row in table]


def _checked_row(row: Any, amount: str) -> Row:
    for key, kind in zip(_SELECTORS, (str, str, int), strict=True):
        value = row.get(key)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            raise ValueError(key)
    return {**row, "from": _day(row.get("from")), amount: _amount(row.get(amount))}


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError("from")


def _amount(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise ValueError("amount")
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise ValueError("amount") from None
    if not amount.is_finite() or amount < 0:
        raise ValueError("amount")
    return amount


def _plain(value: Any) -> Any:
    """The tables as JSON can hold them, for the hash."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, int, Decimal, bool)) else str(value)
