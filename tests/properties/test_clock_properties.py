"""Whatever stops come in whatever order, the clock stays a clock."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counter_app.rules import clock
from counter_app.rules.clock import Notice, Standstill, Timeline
from counter_app.rules.deadlines import Stop, calendar_of
from tests.families import TABLES

START = date(2025, 12, 20)
DAYS = calendar_of(TABLES)
days = st.integers(0, 120).map(lambda n: START + timedelta(n))
spans = st.lists(st.tuples(days, days).map(sorted), max_size=5)


def timeline(spans: list[list[date]]) -> Timeline:
    returns = tuple(Notice(a, b) for a, b in spans[::2])
    stands = tuple(Standstill(a, b) for a, b in spans[1::2])
    return Timeline(START, accepted_on=START, returns=returns, standstills=stands)


@given(spans, st.tuples(days, days).map(sorted))
def test_another_stop_never_brings_the_due_day_nearer(
    spans: list[list[date]], more: list[date]
) -> None:
    before = clock.decision_due(TABLES, timeline(spans))
    after = clock.decision_due(TABLES, timeline([*spans, more]))
    assert before
    assert after
    assert after.day >= before.day


@given(spans)
def test_days_that_stand_twice_count_once(spans: list[list[date]]) -> None:
    """One stop a day, for each day on which any stands, is the same."""
    whole = clock.stops(timeline(spans))
    days = {
        s.first + timedelta(n)
        for s in whole
        for n in range(((s.last or s.first) - s.first).days + 1)
    }
    single = [Stop(day, day) for day in days]
    assert DAYS.due(START, 20, whole) == DAYS.due(START, 20, single)


@given(spans)
def test_on_the_due_day_exactly_all_days_are_used(spans: list[list[date]]) -> None:
    line = timeline(spans)
    due = clock.decision_due(TABLES, line)
    assert due
    on_it, before = (clock.reading(TABLES, line, day) for day in (due.day, due.day - timedelta(1)))
    assert on_it
    assert before
    assert (on_it.left, before.left) == (0, 1)
    assert not on_it.is_overdue


@given(spans, days)
def test_whatever_the_order_of_the_stops(spans: list[list[date]], today: date) -> None:
    line = timeline(spans)
    turned = Timeline(
        START, accepted_on=START, returns=line.returns[::-1], standstills=line.standstills[::-1]
    )
    assert clock.decision_due(TABLES, line) == clock.decision_due(TABLES, turned)


@given(days, st.lists(st.tuples(st.none() | days, st.none() | days), max_size=3), days)
def test_once_deemed_it_stays_deemed_since_the_same_day(
    received: date, notices: list[tuple[date | None, date | None]], on: date
) -> None:
    line = Timeline(received, tuple(Notice(*each) for each in notices))
    found = clock.deemed(TABLES, line, on)
    if found:
        assert clock.deemed(TABLES, line, on + timedelta(30)) == found
        assert received <= found.since <= found.lapsed_on < on
