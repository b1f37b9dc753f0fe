"""The State Council's calendar as a file: `[[calendar]] year, source, published_on, holidays, …`.

Days may be written as `2027-10-01`, as TOML has them, or as `10-01`. A file may have several years
and nothing else. Merging is by year: the years that a file does not have stay as they are.
Must not know where a calendar is kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from counter_app.basics.catalogue.forms import CALENDAR_UNFIT
from counter_app.basics.errors import CounterError
from counter_app.rules.policy import read_toml

_COLUMNS = ("holidays", "workdays")
_SHORT = re.compile(r"[0-9]{2}-[0-9]{2}")
_FIRST_YEAR = 2000


def read_calendar(file: Path) -> list[dict[str, object]]:
    """The years of a file as rows of the policy's table, in order.

    Raises:
        CounterError: POLICY_UNREADABLE; CALENDAR_UNFIT with the place in the file.
    """
    tables = read_toml(file)
    rows = tables.get("calendar")
    strange = next((name for name in tables if name != "calendar"), None)
    if strange or not isinstance(rows, list) or not rows:
        raise CounterError(CALENDAR_UNFIT, file=file.name, place=strange or "calendar")
    years: dict[int, dict[str, object]] = {}
    for at, row in enumerate(rows, start=1):
        fault, made = _row(row)
        if fault or made["year"] in years:
            place = f"calendar 第 {at} 段 {fault or 'year'}"
            raise CounterError(CALENDAR_UNFIT, file=file.name, place=place)
        years[made["year"]] = made
    return [years[year] for year in sorted(years)]


def merged(calendar: object, years: Iterable[Mapping[str, object]]) -> list[object]:
    """The table with these years in place of those that it had, ordered by year."""
    before = calendar if isinstance(calendar, list) else []
    fresh = {row["year"]: row for row in years}
    kept = [row for row in before if row.get("year") not in fresh]
    return sorted([*kept, *fresh.values()], key=lambda row: int(row["year"]))


def _row(row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The column that is at fault, or nothing, and the row as it is kept."""
    year, source, published = row.get("year"), row.get("source"), _day(row.get("published_on"))
    if not isinstance(year, int) or not _FIRST_YEAR <= year < _FIRST_YEAR + 200:
        return "year", {}
    if not isinstance(source, str) or not source.strip():
        return "source", {}
    if published is None or published.year > year:
        return "published_on", {}
    lists = {name: list(_days(row.get(name), year)) for name in _COLUMNS}
    fault = next((name for name in _COLUMNS if None in lists[name]), "")
    if set(lists["holidays"]) & set(lists["workdays"]):
        fault = "workdays"
    made = {"year": year, "source": source.strip(), "published_on": published.isoformat()}
    return fault, {**made, **{name: sorted(filter(None, lists[name])) for name in _COLUMNS}}


def _days(days: object, year: int) -> Iterator[str | None]:
    """Each as `10-01`; None for one that is no day of the year."""
    for each in days if isinstance(days, list) else [None]:
        text = f"{year}-{each}" if isinstance(each, str) and _SHORT.fullmatch(each) else each
        day = _day(text)
        yield f"{day:%m-%d}" if day and day.year == year else None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
