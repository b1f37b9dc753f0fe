"""The clock of an accepted case as it is drawn: a cell a working day, and what is said beside it.

Must not compute a time limit: that is `rules.clock`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from counter_app.cases.case_state import CaseState
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import Timeline, reading, stops
from counter_app.rules.deadlines import Stop, WorkingDays, calendar_of
from counter_app.rules.policy import Policy

_DAY = timedelta(days=1)
_MOST = 60
"""Cells that are drawn at most: a clock that stands for long says so in words."""


class Cell(StrEnum):
    """One working day."""

    USED = "used"
    TODAY = "today"
    STOPPED = "stopped"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Clock:
    """What is shown of it."""

    cells: tuple[Cell, ...]
    used: int
    stopped: int
    left: int
    due: str
    """The last day, `12-24`; empty while the clock stands without an end."""
    days: tuple[tuple[str, str], ...]
    """Days that matter, each with what it is."""
    is_over: bool = False
    """The case has ended: nothing is left, but it may have been too late."""

    @property
    def words(self) -> str:
        """`已用 8，停 2`."""
        return f"已用 {self.used}" + (f"，停 {self.stopped}" if self.stopped else "")

    @property
    def left_words(self) -> str:
        """`剩 12`, `今日`, `超 1`; empty once the case has ended in time."""
        if self.is_over:
            return f"超 {-self.left}" if self.left < 0 else ""
        if not self.due:
            return f"停在 {self.left}"
        if self.left > 0:
            return f"剩 {self.left}"
        return "今日到期" if self.left == 0 else f"超 {-self.left}"

    @property
    def said(self) -> str:
        """Both, as a screen reader says them."""
        return "，".join(filter(None, (self.words, self.left_words)))


def clock_of(state: CaseState, policy: Policy, today: date) -> Clock | None:
    """The clock on a day; None before acceptance, or where policy gives no limit."""
    timeline = timeline_of(state)
    shown = reading(policy, timeline, today) if timeline else None
    if timeline is None or shown is None or timeline.accepted_on is None:
        return None
    calendar, standing = calendar_of(policy), stops(timeline)
    begun = timeline.accepted_on
    until = min(today, timeline.ended_on or today)
    past = list(_cells(calendar, begun, until, standing))
    is_over = state.stage.is_end
    due = shown.due.day if shown.due and not is_over else None
    open_ones = 0 if is_over else max(0, shown.total - shown.used)
    if Cell.USED in past and not is_over:
        past[len(past) - 1 - past[::-1].index(Cell.USED)] = Cell.TODAY
    cells = (*past, *(Cell.OPEN,) * open_ones)
    return Clock(
        cells[-_MOST:],
        shown.used,
        past.count(Cell.STOPPED),
        shown.left,
        _short(due) if due else "",
        (*_days(timeline, standing, shown.total, due), *_end(state, timeline.ended_on)),
        is_over,
    )


def _cells(
    calendar: WorkingDays, begun: date, until: date, standing: tuple[Stop, ...]
) -> Iterator[Cell]:
    day = begun
    while day < until:
        day += _DAY
        if calendar.is_working(day):
            stopped = any(stop.holds(day) for stop in standing)
            yield Cell.STOPPED if stopped else Cell.USED


def _days(
    timeline: Timeline, standing: tuple[Stop, ...], total: int, due: date | None
) -> Iterator[tuple[str, str]]:
    if timeline.accepted_on:
        yield _short(timeline.accepted_on), "受理，次日为第 1 日"
    for stop in standing:
        until = f"停到 {_short(stop.last)}" if stop.last else "起停止计时"
        yield _short(stop.first), until
    if due is not None:
        yield _short(due), f"第 {total} 日，到期"


def _end(state: CaseState, day: date | None) -> Iterator[tuple[str, str]]:
    if state.stage.is_end and day is not None:
        yield _short(day), state.stage.label


def _short(day: date) -> str:
    return f"{day:%m-%d}"
