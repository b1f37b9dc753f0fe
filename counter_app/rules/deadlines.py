"""The working-day clock: the State Council's calendar with its make-up days, from policy.

The next working day after the start is day 1. A year whose calendar is not published is computed
from weekends and what depends on it is 暂定. Must not know why a clock runs or stands.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from counter_app.rules.policy import Policy, RowValues

_DAY = timedelta(days=1)
_UNPUBLISHED: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


class Due(NamedTuple):
    """The last day of a time limit; `provisional`: 暂定, a year on the way is not published."""

    day: date
    provisional: bool


class Stop(NamedTuple):
    """Days on which the clock stands, both included; without an end it still stands."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the clock stands on the day."""
        return self.first <= day and (self.last is None or day <= self.last)


class WorkingDays:
    """Which days are worked."""

    def __init__(self, years: Iterable[RowValues]) -> None:
        """The rows of the calendar's table."""
        self._years: dict[int, tuple[frozenset[str], frozenset[str]]] = {
            row["year"]: (frozenset(row["holidays"]), frozenset(row["workdays"])) for row in years
        }
        self._without_stop: dict[tuple[date, int], Due] = {}
        """What most terms are: few days on which one began, and fewer lengths."""

    def is_published(self, year: int) -> bool:
        """Whether the year's calendar is known."""
        return year in self._years

    def is_working(self, day: date) -> bool:
        """Whether the day is worked, by the calendar or, unpublished, by the weekend."""
        holidays, workdays = self._years.get(day.year, _UNPUBLISHED)
        key = f"{day.month:02}-{day.day:02}"  # asked of each day on the way to another
        if day.weekday() >= 5:
            return key in workdays
        return key not in holidays

    def reached(self, day: date) -> date:
        """The day itself; of a rest day the next working day (民事诉讼法第八十五条, 参照)."""
        while not self.is_working(day):
            day += _DAY
        return day

    def due(self, start: date, days: int, stops: Iterable[Stop] = ()) -> Due:
        """The `days`-th working day after `start`, not counting days on which the clock stands.

        ValueError while a stop without an end lies before it.
        """
        standing = tuple(stops)
        if standing:
            return self._reckoned(start, days, standing)
        key = (start, days)
        if key not in self._without_stop:
            self._without_stop[key] = self._reckoned(start, days, standing)
        return self._without_stop[key]

    def _reckoned(self, start: date, days: int, standing: tuple[Stop, ...]) -> Due:
        counted, day, last = 0, start, date.max
        provisional = False
        while counted < days:
            if day == last:
                raise ValueError("beyond the calendar")
            day += _DAY
            provisional = provisional or not self.is_published(day.year)
            if any(stop.last is None and stop.first <= day for stop in standing):
                raise ValueError("the clock stands")
            if self.is_working(day) and not _stands(day, standing):
                counted += 1
        return Due(day, provisional)

    def due_unless_standing(self, start: date, days: int, stops: Iterable[Stop] = ()) -> Due | None:
        """The same; None while a stop without an end lies before it."""
        try:
            return self.due(start, days, stops)
        except ValueError:
            return None

    def used(self, start: date, today: date, stops: Iterable[Stop] = ()) -> int:
        """How many working days have passed since `start`, `today` included."""
        standing = tuple(stops)
        return sum(
            1 for day in _days(start, today) if self.is_working(day) and not _stands(day, standing)
        )


def calendar_of(policy: Policy) -> WorkingDays:
    """Every year that is known, whenever its row begins: a term runs on into the next."""
    return policy.made("calendar", date.max, WorkingDays)


def working_days(policy: Policy, name: str, on: date) -> int | None:
    """How many working days the time limit of this name gives; None where policy does not say."""
    row = policy.one("deadline", on, key=name)
    return None if row is None else int(row["working_days"])


def due(policy: Policy, name: str, start: date, stops: Iterable[Stop] = ()) -> Due | None:
    """The last day of the time limit that held on its first day."""
    days = working_days(policy, name, start)
    return None if days is None else calendar_of(policy).due(start, days, stops)


def _stands(day: date, stops: tuple[Stop, ...]) -> bool:
    return any(stop.holds(day) for stop in stops)


def _days(after: date, until: date) -> Iterator[date]:
    day = after
    while day < until:
        day += _DAY
        yield day
