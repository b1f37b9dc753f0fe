"""The working-day clock against the State Council's calendar."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from counter_app.rules.deadlines import Stop, WorkingDays
from tests.families import TABLES

DAYS = WorkingDays(TABLES)


def test_the_shipped_calendar_is_the_published_one() -> None:
    day = date(2004, 1, 1)
    while day.year < 2027:
        assert DAYS.is_working(day) is chinese_calendar.is_workday(day), day
        day += timedelta(1)


def test_the_next_working_day_is_day_one() -> None:
    assert DAYS.due(date(2026, 11, 24), 1).day == date(2026, 11, 25)
    assert DAYS.due(date(2026, 11, 27), 1).day == date(2026, 11, 30)
    assert DAYS.due(date(2026, 11, 24), 20) == (date(2026, 12, 22), False)


def test_make_up_days_are_worked_and_holidays_are_not() -> None:
    assert DAYS.is_working(date(2026, 10, 10))
    assert not DAYS.is_working(date(2026, 10, 1))
    assert DAYS.due(date(2026, 9, 30), 1).day == date(2026, 10, 8)


def test_a_year_that_is_not_published_is_provisional() -> None:
    due = DAYS.due(date(2026, 12, 4), 20)
    assert due.provisional
    assert not DAYS.due(date(2026, 12, 3), 20).provisional
    assert not DAYS.is_published(2027)
    assert not DAYS.is_working(date(2027, 1, 2))


def test_the_clock_stands_while_it_is_stopped() -> None:
    plain = DAYS.due(date(2026, 11, 24), 5).day
    stop = Stop(date(2026, 11, 26), date(2026, 11, 30))
    assert plain == date(2026, 12, 1)
    assert DAYS.due(date(2026, 11, 24), 5, [stop]).day == date(2026, 12, 4)
    with pytest.raises(ValueError, match="stands"):
        DAYS.due(date(2026, 11, 24), 5, [Stop(date(2026, 11, 26), None)])


def test_days_used_so_far() -> None:
    assert DAYS.used(date(2026, 11, 24), date(2026, 11, 24)) == 0
    assert DAYS.used(date(2026, 11, 24), date(2026, 12, 1)) == 5
    stop = Stop(date(2026, 11, 26), None)
    assert DAYS.used(date(2026, 11, 24), date(2026, 12, 1), [stop]) == 1
