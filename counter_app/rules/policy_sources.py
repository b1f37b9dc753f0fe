"""Where policy tables come from: the shipped files, a file, a kept version; and texts of versions.

Must not know which row of a table holds.
"""

import json
import threading
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Protocol

from counter_app.basics.exact_json import canonical
from counter_app.basics.resources import resource


class Source(Protocol):
    """Where tables come from, as TOML or JSON has them."""

    def find(self, name: str) -> object | None:
        """The table of this name, or None."""

    def names(self) -> Iterable[str]:
        """The tables that it has."""


class ShippedFiles:
    """The shipped files, each read when one of its tables is first asked for: a start is quick."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._unread = list(texts)
        self._tables: dict[str, object] = {}
        self._reading = threading.Lock()

    def find(self, name: str) -> object | None:
        """The table of this name, or None."""
        if name not in self._tables and self._unread:
            with self._reading:
                while name not in self._tables and self._unread:
                    named = (at for at, text in enumerate(self._unread) if f"[{name}]" in text)
                    self._read(next(named, 0))
        return self._tables.get(name)

    def names(self) -> Iterable[str]:
        """All tables; reads every file."""
        with self._reading:
            while self._unread:
                self._read(0)
        return tuple(self._tables)

    def _read(self, at: int) -> None:
        for key, value in parse_toml(self._unread[at]).items():
            self._tables.setdefault(key, value)
        del self._unread[at]


class GivenTables:
    """Tables at hand: those of a file or of a version."""

    def __init__(self, tables: Mapping[str, object]) -> None:
        self._tables = tables

    def find(self, name: str) -> object | None:
        """The table of this name, or None."""
        return self._tables.get(name)

    def names(self) -> Iterable[str]:
        """The tables that are given."""
        return self._tables


@cache
def shipped_files() -> ShippedFiles:
    """The tables that come with the program."""
    files = sorted(resource("policy").glob("*.toml"))
    return ShippedFiles([path.read_text("utf-8") for path in files])


def shipped_words(name: str) -> Mapping[str, Any]:
    """A shipped table of words, or the one row of a table that has one at a time."""
    shipped = shipped_files().find(name)
    row = shipped[-1] if isinstance(shipped, list) else shipped
    return row if isinstance(row, dict) else {}


def parse_toml(text: str) -> dict[str, object]:
    """TOML with its amounts as decimals; ValueError for what no version's text could hold."""
    return tomllib.loads(text, parse_float=_amount)


def parse_text(text: str) -> dict[str, object]:
    """The tables of a version's text; ValueError for what is none."""
    tables = json.loads(text, parse_float=_amount)
    if not isinstance(tables, dict):
        raise ValueError("no tables")
    return tables


def text_of(tables: Mapping[str, object]) -> str:
    """Tables as the one text whose hash is their version."""
    return canonical(_plain(tables))


def _amount(text: str) -> Decimal:
    """A number of a policy; ValueError for one that no decimal holds, and for what is infinite."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError("amount") from None
    if not amount.is_finite():
        raise ValueError("amount")
    return amount


def _plain(value: Any) -> Any:
    """A table as JSON can hold it."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, int, Decimal, bool)) else str(value)
