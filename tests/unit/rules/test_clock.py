"""The clock of a case by hand: notice, deemed acceptance, the day of acceptance, twenty days.

All of 2026 unless said: 24 November is a Tuesday, and nothing is a holiday till the new year.
"""

from datetime import date
from typing import Any

import pytest

from counter_app.rules import clock
from counter_app.rules.calendar_file import merged
from counter_app.rules.clock import Notice, Standstill, Timeline
from counter_app.rules.deadlines import Due
from counter_app.rules.policy import replaced
from counter_app.rules.policy_sources import parse_toml
from tests.families import TABLES

RECEIVED = date(2026, 11, 24)


def november(day: int) -> date:
    return date(2026, 11, day)


def december(day: int) -> date:
    return date(2026, 12, day)


def received(*notices: Notice, **more: Any) -> Timeline:
    return Timeline(RECEIVED, notices, **more)


def accepted(**more: Any) -> Timeline:
    return Timeline(RECEIVED, accepted_on=RECEIVED, **more)


def since(timeline: Timeline, on: date) -> date | None:
    found = clock.deemed(TABLES, timeline, on)
    return found.since if found else None


# -- five working days ----------------------------------------------------------------------------


def test_a_notice_is_due_on_the_fifth_working_day() -> None:
    assert clock.notice_due(TABLES, received()) == (december(1), False)
    assert clock.notice_due(TABLES, Timeline(date(2026, 9, 28))) == (date(2026, 10, 10), False)


def test_nobody_told_anything_and_at_midnight_it_is_deemed_accepted_from_its_receipt() -> None:
    assert clock.deemed(TABLES, received(), december(1)) is None
    assert clock.deemed(TABLES, received(), december(2)) == (RECEIVED, december(1))


def test_a_notice_that_was_printed_and_never_delivered_settles_nothing() -> None:
    assert since(received(Notice(None)), december(2)) == RECEIVED


def test_a_notice_delivered_on_the_last_day_is_in_time_and_a_day_later_is_not() -> None:
    assert since(received(Notice(december(1))), december(31)) is None
    assert since(received(Notice(december(2))), december(2)) == RECEIVED


def test_a_notice_that_is_heard_of_late_counts_by_its_day_of_delivery() -> None:
    known_late = received(Notice(november(26)))
    assert since(received(), december(9)) == RECEIVED
    assert since(known_late, december(9)) is None
    assert clock.notice_due(TABLES, known_late) is None


def test_when_all_that_was_asked_for_came_five_days_run_again() -> None:
    brought = received(Notice(november(26), settled_on=december(8)))
    assert clock.notice_due(TABLES, brought) == (december(15), False)
    assert since(brought, december(15)) is None
    assert clock.deemed(TABLES, brought, december(16)) == (december(8), december(15))


def test_a_second_notice_is_waited_for_like_the_first() -> None:
    first = Notice(november(26), settled_on=december(8))
    second = Notice(december(10), category="new_from_supplement")
    assert since(received(first, second), december(31)) is None
    again = Notice(december(10), december(17), "new_from_supplement")
    assert since(received(first, again), december(25)) == december(17)
    late = Notice(december(16), category="new_from_supplement")
    assert since(received(first, late), december(31)) == december(8)


def test_a_notice_for_our_own_omission_keeps_nothing_from_being_deemed() -> None:
    first = Notice(november(26), settled_on=december(8))
    ours = Notice(december(10), category=clock.OUR_OMISSION)
    assert since(received(first, ours), december(16)) == december(8)


def test_nothing_is_deemed_of_what_was_accepted_or_has_ended() -> None:
    assert since(accepted(), december(31)) is None
    assert since(received(ended_on=december(1)), december(31)) is None
    assert clock.notice_due(TABLES, accepted()) is None


def test_deemed_accepted_the_next_day_that_counts_is_that_of_the_decision() -> None:
    assert clock.next_due(TABLES, received(), december(1)) == (december(1), False)
    assert clock.next_due(TABLES, received(), december(2)) == (december(22), False)
    assert clock.decided_by(TABLES, received(), december(1)) is None
    assert clock.decided_by(TABLES, received(), december(2)) == (december(22), False)
    assert clock.next_due(TABLES, accepted(), december(2)) == (december(22), False)
    assert clock.next_due(TABLES, received(ended_on=december(2)), december(9)) is None


def test_where_policy_gives_no_limit_nothing_is_deemed() -> None:
    row = '[[deadline]]\nkey = "decision"\nfrom = 2020-01-01\nworking_days = 20\n'
    without = replaced(TABLES, parse_toml(row))
    assert clock.notice_due(without, received()) is None
    assert clock.deemed(without, received(), december(31)) is None


# -- the day of acceptance ------------------------------------------------------------------------


def test_a_recorded_day_moves_only_earlier() -> None:
    assert clock.day_to_correct(december(3), november(27)) == november(27)
    assert clock.day_to_correct(november(27), december(3)) is None
    assert clock.day_to_correct(november(27), november(27)) is None


# -- twenty working days --------------------------------------------------------------------------


def test_twenty_working_days_from_the_day_after_acceptance() -> None:
    assert clock.decision_due(TABLES, accepted()) == (december(22), False)
    assert clock.decision_due(TABLES, received()) is None
    shown = clock.reading(TABLES, accepted(), RECEIVED)
    assert shown is not None
    assert (shown.used, shown.left, shown.is_overdue) == (0, 20, False)


def test_it_is_overdue_from_the_day_after_and_stays_as_it_was_when_it_ended() -> None:
    last = clock.reading(TABLES, accepted(), december(22))
    after = clock.reading(TABLES, accepted(), december(23))
    ended = clock.reading(TABLES, accepted(ended_on=december(22)), december(31))
    assert last
    assert after
    assert ended
    assert (last.left, last.is_overdue) == (0, False)
    assert (after.left, after.is_overdue) == (-1, True)
    assert (ended.left, ended.is_overdue) == (0, False)


def test_a_return_stops_from_the_day_after_delivery_to_the_last_items_day() -> None:
    """Delivered on Thursday, all there on Monday: Friday and Monday do not count."""
    back = accepted(returns=(Notice(november(26), november(30)),))
    assert clock.decision_due(TABLES, back) == (december(24), False)
    shown = clock.reading(TABLES, back, december(1))
    assert shown is not None
    assert shown.used == 3  # 25 and 26 November, 1 December


def test_what_is_brought_on_the_day_of_delivery_stops_nothing() -> None:
    back = accepted(returns=(Notice(november(26), november(26)),))
    assert clock.decision_due(TABLES, back) == (december(22), False)


@pytest.mark.parametrize(
    "back",
    [Notice(None), Notice(november(26), november(30), clock.OUR_OMISSION)],
    ids=["never delivered", "our own omission"],
)
def test_a_return_that_stops_nothing(back: Notice) -> None:
    assert clock.decision_due(TABLES, accepted(returns=(back,))) == (december(22), False)


def test_while_it_is_awaited_the_clock_stands_and_nothing_is_overdue() -> None:
    back = accepted(returns=(Notice(november(26)),))
    shown = clock.reading(TABLES, back, date(2027, 3, 1))
    assert clock.decision_due(TABLES, back) is None
    assert shown is not None
    assert (shown.used, shown.due, shown.is_overdue) == (2, None, False)
    assert shown.standing is not None
    assert shown.standing.first == november(27)


def test_the_county_stops_from_the_next_day_and_resumes_with_the_next_working_day() -> None:
    """Stopped on Wednesday, resumed on Friday: Thursday and Friday stand, Monday counts."""
    stood = accepted(standstills=(Standstill(november(25), november(27)),))
    assert clock.decision_due(TABLES, stood) == (december(24), False)
    omitted = Standstill(november(25), november(27), clock.OUR_OMISSION)
    assert clock.decision_due(TABLES, accepted(standstills=(omitted,))) == (december(22), False)


def test_stops_that_overlap_count_once() -> None:
    back = Notice(november(26), december(1))
    stood = Standstill(november(27), december(2))
    both = accepted(returns=(back,), standstills=(stood,))
    one = accepted(returns=(Notice(november(26), december(2)),))
    assert clock.decision_due(TABLES, both) == clock.decision_due(TABLES, one)


# -- extension ------------------------------------------------------------------------------------


def test_an_extension_moves_the_due_day_by_its_working_days() -> None:
    longer = clock.reading(TABLES, accepted(extension=5), RECEIVED)
    assert longer is not None
    assert (longer.total, longer.due) == (25, Due(december(29), provisional=False))


@pytest.mark.parametrize(
    ("timeline", "days", "on", "why"),
    [
        (accepted(), 10, december(22), None),
        (accepted(), 10, december(23), "too_late"),
        (accepted(), 11, december(1), "too_long"),
        (received(), 5, december(1), "too_long"),
        (accepted(returns=(Notice(november(26)),)), 5, december(30), None),
    ],
)
def test_when_it_may_be_extended(timeline: Timeline, days: int, on: date, why: str | None) -> None:
    assert clock.why_no_extension(TABLES, timeline, days, on) == why


# -- a year that is not published -----------------------------------------------------------------


def test_a_calendar_that_arrives_may_bring_the_due_day_earlier() -> None:
    """Saturday and Sunday after New Year become working days."""
    late = Timeline(december(8), accepted_on=december(8))
    told = clock.decision_due(TABLES, late)
    assert told == (date(2027, 1, 5), True)
    year = {"year": 2027, "holidays": [], "workdays": ["01-02", "01-03"]}
    calendar = merged(TABLES.given("calendar"), [year])
    now = clock.decision_due(replaced(TABLES, {"calendar": calendar}), late)
    assert now == (date(2027, 1, 3), False)
    assert clock.is_earlier(told, now)
    assert not clock.is_earlier(now, told)
