"""Which day an act counts by, of what its desk said and what the server saw."""

from datetime import UTC, date, datetime, timedelta

import pytest

from counter_app.basics.clock import CHINA
from counter_app.rules.legal_day import legal_day

HEARD = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
ARRIVED = datetime(2026, 12, 2, 9, 0, tzinfo=CHINA)


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 27), date(2026, 12, 2)])
def test_a_day_between_the_last_word_of_the_server_and_its_own_holds(day: date) -> None:
    assert legal_day(day, HEARD, ARRIVED) == (day, False)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 12, 3), date(2020, 1, 1)])
def test_any_other_is_doubted_and_the_servers_day_holds(day: date) -> None:
    assert legal_day(day, HEARD, ARRIVED) == (date(2026, 12, 2), True)


def test_a_desk_that_never_heard_the_server_is_believed_up_to_the_servers_day() -> None:
    assert legal_day(date(2026, 11, 2), None, ARRIVED) == (date(2026, 11, 2), False)
    assert legal_day(date(2026, 12, 3), None, ARRIVED).doubted


def test_a_delivery_may_be_written_down_later_than_it_was_but_not_before_its_letter() -> None:
    letter = date(2026, 11, 20)
    assert legal_day(date(2026, 11, 21), HEARD, ARRIVED, not_before=letter).doubted is False
    assert legal_day(date(2026, 11, 19), HEARD, ARRIVED, not_before=letter).doubted
    assert legal_day(date(2026, 12, 3), HEARD, ARRIVED, not_before=letter).doubted


def test_days_are_chinas_wherever_the_machine_stands() -> None:
    just_past = datetime(2026, 12, 1, 16, 30, tzinfo=UTC)
    assert legal_day(date(2026, 12, 2), HEARD, just_past) == (date(2026, 12, 2), False)
    just_before = just_past - timedelta(hours=1)
    assert legal_day(date(2026, 12, 2), HEARD, just_before) == (date(2026, 12, 1), True)


def test_a_server_that_was_set_back_doubts_what_it_cannot_place() -> None:
    assert legal_day(date(2026, 11, 25), ARRIVED, HEARD).doubted
