"""Policy: dated tables under `resources/policy/`, of which others replace some by name.

A row is known by the keys of its table (`policy_tables`). Of each key the row with the latest
`from` that has come holds, of equals the last; one whose `until` (its last day) is over leaves its
key without a row, and one that is switched off decides nothing: neither lets its predecessor hold
again. Which row holds is decided here alone. Must not know what a finding is.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from counter_app.basics.catalogue.forms import POLICY_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.basics.versions import version_of
from counter_app.rules.policy_reading import PolicyRow, is_rows, read_table
from counter_app.rules.policy_reading import RowValues as RowValues
from counter_app.rules.policy_sources import (
    GivenTables,
    Source,
    parse_text,
    parse_toml,
    shipped_files,
    shipped_words,
    text_of,
)
from counter_app.rules.policy_tables import SELECTORS, TABLES, Document, document_of
from counter_app.rules.policy_words import overlaid

Made = TypeVar("Made")

_REMEMBERED = 1000
_LARGEST_FILE = 4 << 20
"""The whole shipped policy is a tenth of this."""


class Policy:
    """Tables, the first source that has one giving it, and what of them holds on a day."""

    def __init__(self, sources: Sequence[Source], known_as: Mapping[Document, str] | None = None):
        """`known_as` where the tables are of a version that has a name already."""
        self.sources = tuple(sources)
        self._known_as = dict(known_as or {})
        self._read: dict[str, tuple[PolicyRow, ...]] = {}
        self._holding: dict[tuple[str, date], tuple[PolicyRow, ...]] = {}
        self._ones: dict[tuple[Any, ...], RowValues | None] = {}
        self._made: dict[tuple[Any, ...], Any] = {}
        self._words: dict[tuple[str, date], Mapping[str, Any]] = {}
        self._limits: dict[tuple[Any, ...], PolicyRow | None] = {}
        self._texts: dict[Document, str] = {}

    # -- what holds -------------------------------------------------------------------------------

    def rows(self, name: str, on: date) -> tuple[RowValues, ...]:
        """The rows that hold on a day, one a key, in the order in which the keys first stand."""
        return tuple(row.values for row in self.holding(name, on) if not row.off)

    def made(self, name: str, on: date, make: Callable[[tuple[RowValues, ...]], Made]) -> Made:
        """What `make` makes of the rows that hold on a day: once, not for each form of the day."""
        return self.once((name, on, make), lambda: make(self.rows(name, on)))

    def once(self, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What `make` makes of this policy alone and what the key names."""
        if key not in self._made:
            _make_room(self._made)
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def holding(self, name: str, on: date) -> tuple[PolicyRow, ...]:
        """The same with the rows that are switched off: what they decided, nobody knows."""
        key = (name, on)
        if key not in self._holding:
            _make_room(self._holding)
            self._holding[key] = _holding(name, self.table(name), on)
        return self._holding[key]

    def one(self, name: str, on: date, **keys: object) -> RowValues | None:
        """The row of these keys that holds; None where none does or it is switched off.

        Without keys: of a table that has one row at a time.
        """
        key = (name, on, *keys.items())
        if key not in self._ones:
            _make_room(self._ones)
            found = [row for row in self.holding(name, on) if _is_of(row, keys)]
            self._ones[key] = found[-1].values if found and not found[-1].off else None
        return self._ones[key]

    def is_off(self, name: str, on: date, **keys: object) -> bool:
        """Whether a row of these keys would hold, were it not switched off."""
        return any(row.off for row in self.holding(name, on) if _is_of(row, keys))

    def limit(
        self, name: str, on: date, region: str = "", applicant_type: str = "", size: int = 0
    ) -> PolicyRow | None:
        """The limit that holds, switched off or not (interfaces.md, "The policy file")."""
        key = (name, on, region, applicant_type, size)
        if key not in self._limits:
            _make_room(self._limits)
            wanted = dict(zip(SELECTORS, key[2:], strict=True))
            fitting = [row for row in self.holding(name, on) if _fits(row, wanted)]
            self._limits[key] = max(fitting, key=_rank) if fitting else None
        return self._limits[key]

    def income_limit(self, region: str, applicant_type: str, size: int, on: date) -> Decimal | None:
        """Yuan a person a month; None where no limit is published."""
        row = self.limit("income_limit", on, region, applicant_type, size)
        return None if row is None or row.off else row.values["per_person_monthly"]

    def floor_area_threshold(
        self, region: str, applicant_type: str, size: int, on: date
    ) -> Decimal | None:
        """m² a person; None where no threshold is in force."""
        row = self.limit("floor_area_threshold", on, region, applicant_type, size)
        return None if row is None or row.off else row.values["square_metres"]

    def clauses(self, on: date) -> Mapping[str, str]:
        """The clause that each rule rests on, for screens and papers."""
        return self.made("clause", on, _clauses)

    def words(self, name: str, on: date) -> Mapping[str, Any]:
        """A table of words; what the bureau has not said anew is as shipped."""
        key = (name, on)
        if key not in self._words:
            _make_room(self._words)
            said = overlaid(shipped_words(name), self.one(name, on) or {})
            self._words[key] = {name: said[name] for name in said if name not in ("from", "until")}
        return self._words[key]

    # -- tables -----------------------------------------------------------------------------------

    def table(self, name: str) -> tuple[PolicyRow, ...]:
        """All rows of a table, whenever they hold; KeyError if there is no such table."""
        if name not in self._read:
            raw = self.given(name)
            if raw is None:
                raise KeyError(name)
            self._read[name] = read_table(name, raw)
        return self._read[name]

    def given(self, name: str) -> object | None:
        """The table as it was written, or None."""
        return next((raw for s in self.sources if (raw := s.find(name)) is not None), None)

    @property
    def given_names(self) -> tuple[str, ...]:
        """The tables that are not those that the program ships."""
        given = (name for source in self.sources[:-1] for name in source.names())
        return tuple(dict.fromkeys(given))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All tables, by name."""
        return tuple(sorted({name for source in self.sources for name in source.names()}))

    # -- versions ---------------------------------------------------------------------------------

    @cached_property
    def version(self) -> str:
        """The version of what decides: what a case begins and stays with."""
        return self._known_as.get(Document.RULES) or version_of(self.text(Document.RULES))

    @cached_property
    def wording(self) -> str:
        """The version of what is only said."""
        return self._known_as.get(Document.WORDING) or version_of(self.text(Document.WORDING))

    def text(self, document: Document) -> str:
        """The tables of a document as the one text whose hash is its version."""
        if document not in self._texts:
            names = [name for name in self.names if document_of(name) is document]
            self._texts[document] = text_of({name: self.given(name) for name in names})
        return self._texts[document]


def load_policy(extra: Path | None = None) -> Policy:
    """The shipped policy, with the tables of `extra` in place of those of the same name.

    CounterError where `extra` cannot be read or holds what nobody could act on.
    """
    return _shipped() if extra is None else replaced(_shipped(), read_tables(extra))


def replaced(base: Policy, tables: Mapping[str, object]) -> Policy:
    """The policy with these tables instead of those of the same names."""
    return Policy((GivenTables(tables), *base.sources)) if tables else base


@cache
def _shipped() -> Policy:
    """Read once: what was found out about it, its versions too, holds for whoever asks."""
    return Policy((shipped_files(),))


def read_toml(file: Path) -> dict[str, object]:
    """A file's TOML, not looked at any further; raises POLICY_UNREADABLE."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            raise ValueError("too large")
        return parse_toml(content.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise CounterError(POLICY_UNREADABLE, file=file.name) from error


def read_tables(file: Path) -> dict[str, object]:
    """The tables of a file as it has them; CounterError where one is malformed."""
    tables = read_toml(file)
    try:
        # What cannot be written as a version's text, or read from it, is no policy.
        parse_text(text_of(tables))
        for name, raw in tables.items():
            if is_rows(name, raw):
                read_table(name, raw)
    except (ValueError, RecursionError) as error:
        raise CounterError(POLICY_UNREADABLE, file=file.name) from error
    return tables


def _clauses(rows: tuple[RowValues, ...]) -> dict[str, str]:
    return {row["rule"]: str(row["text"]) for row in rows}


def _holding(name: str, rows: Sequence[PolicyRow], on: date) -> tuple[PolicyRow, ...]:
    """The latest row of each key that has come, unless its time is over."""
    keys = TABLES[name].keys if name in TABLES else ("key",)
    latest: dict[str, PolicyRow] = {}
    for row in rows:
        if row.begins <= on:
            known_by = _known_by(row, keys)
            former = latest.get(known_by)
            if former is None or row.begins >= former.begins:
                latest[known_by] = row
    return tuple(row for row in latest.values() if row.ends is None or on <= row.ends)


def _known_by(row: PolicyRow, keys: tuple[str, ...]) -> str:
    """What a row is known by; one that does not name its table's only key stands for itself."""
    found = [row.values.get(key) for key in keys]
    return repr(row.at) if found == [None] else repr(found)


def _is_of(row: PolicyRow, keys: Mapping[str, object]) -> bool:
    return all(row.values.get(key) == value for key, value in keys.items())


def _fits(row: PolicyRow, wanted: Mapping[str, Any]) -> bool:
    return all(row.values.get(key) in (None, value) for key, value in wanted.items())


def _rank(row: PolicyRow) -> tuple[Any, ...]:
    """Rows that name region, then type, then size go before; then the latest `from`, the last."""
    return (*(row.values.get(key) is not None for key in SELECTORS), row.begins, row.at)


def _make_room(kept: dict[Any, Any]) -> None:
    if len(kept) > _REMEMBERED:
        kept.clear()
