"""The working-day clock against the State Council's calendar."""

from bisect import bisect_right
from datetime import date, timedelta

import chinese_calendar
import pytest

from counter_app.rules.deadlines import Stop, calendar_of
from counter_app.rules.policy import load_policy
from tests.families import TABLES

DAYS = calendar_of(TABLES)


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


@pytest.mark.parametrize("days", [1, 5, 10, 15, 20])
def test_every_day_of_three_years_by_another_calendar(days: int) -> None:
    """Counted by the published calendar of somebody else; what runs into 2027 is 暂定."""
    worked = [
        day
        for day in chinese_calendar.get_dates(date(2024, 1, 1), date(2026, 12, 31))
        if chinese_calendar.is_workday(day)
    ]
    start = date(2024, 1, 1)
    while start.year < 2027:
        after = bisect_right(worked, start)
        if after + days <= len(worked):
            assert DAYS.due(start, days) == (worked[after + days - 1], False), start
        else:
            assert DAYS.due(start, days).provisional, start
        start += timedelta(1)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_years_calendar_names_its_document(year: int) -> None:
    row = load_policy().one("calendar", date.max, year=year)
    assert row
    assert f"关于{year}年部分节假日安排的通知" in row["source"]
    assert "国办发明电〔" in row["source"]
    assert row["published_on"].year == year - 1


def test_what_would_end_on_a_rest_day_ends_on_the_next_working_day() -> None:
    assert DAYS.reached(date(2026, 12, 11)) == date(2026, 12, 11)
    assert DAYS.reached(date(2026, 12, 13)) == date(2026, 12, 14)
    assert DAYS.reached(date(2026, 10, 1)) == date(2026, 10, 8)
    assert DAYS.reached(date(2026, 10, 10)) == date(2026, 10, 10), "a made-up working Saturday"
