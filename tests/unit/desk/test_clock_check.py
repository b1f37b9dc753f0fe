"""A wrong clock is asked about before it gives a number and a date, and told after contact."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter_app.basics.catalogue import store as trouble
from counter_app.basics.clock import CHINA, system_clock
from counter_app.basics.errors import CounterError, Entry
from counter_app.basics.resources import resource
from counter_app.bootstrap import Counter
from counter_app.commands.status_command import _sentences
from counter_app.desk.clock_check import ASKED, KNOWN_SINCE, confirm_clock
from counter_app.desk.status import status
from tests.conftest import SettableClock
from tests.engine import counter_at, receive_one
from tests.unit.server.running_server import RunningServer


def _asked(counter: Counter, order: int = 0) -> Entry | None:
    """What stands in the way of a receipt; None where one was begun."""
    try:
        receive_one(counter, order)
    except CounterError as error:
        return error.entry if error.title and error.advice else None
    return None


def test_a_receipt_is_not_begun_before_the_program_can_have_been(tmp_path: Path) -> None:
    with counter_at(tmp_path, SettableClock(datetime(2000, 1, 1, 9, tzinfo=CHINA))) as counter:
        assert _asked(counter) is trouble.CLOCK_IMPOSSIBLE
        confirm_clock(counter.desk)
        assert _asked(counter) is trouble.CLOCK_IMPOSSIBLE
        assert status(counter.desk).cases == 0


def test_what_policy_cannot_know_is_asked_and_a_word_holds_for_the_day(tmp_path: Path) -> None:
    clock = SettableClock(datetime(2025, 5, 1, 9, tzinfo=CHINA))
    with counter_at(tmp_path, clock) as counter:
        assert _asked(counter) is trouble.CLOCK_EARLY
        confirm_clock(counter.desk)
        assert _asked(counter) is None
        clock.advance(days=1)
        assert _asked(counter, 1) is trouble.CLOCK_EARLY
        clock.moment = datetime(2026, 11, 24, 9, tzinfo=CHINA)
        assert _asked(counter, 1) is None


def test_the_program_knows_since_when_its_tables_are() -> None:
    tables = resource("policy").glob("*.toml")
    known = {day for file in tables for day in re.findall(r"from = (\S+)", file.read_text("utf-8"))}
    assert KNOWN_SINCE.isoformat() in known


@pytest.mark.parametrize(
    ("off", "told", "entry"),
    [
        (timedelta(minutes=2), "", None),
        (timedelta(minutes=20), "快 20 分钟", None),
        (timedelta(hours=3, minutes=5), "快 3 小时 5 分钟", trouble.CLOCK_DIFFERS),
        (timedelta(days=-3), "慢 3 天", trouble.CLOCK_DIFFERS),
        (timedelta(days=30), "快 30 天", trouble.CLOCK_AHEAD),
    ],
)
def test_after_contact_the_difference_is_told_and_asked(
    tmp_path: Path, off: timedelta, told: str, entry: Entry | None
) -> None:
    server = RunningServer(tmp_path / "server")
    string = server.add_window("03", "620702", "--url", server.address)
    with counter_at(tmp_path / "counter", lambda: system_clock() + off, string) as counter:
        assert status(counter.desk).clock == ""
        assert counter.sync_once().problem is None
        said = status(counter.desk).clock
        assert told in said
        assert bool(said) is bool(told)
        assert any(told in line for line in _sentences(status(counter.desk)))
        assert _asked(counter) is entry
        if entry in ASKED:
            confirm_clock(counter.desk)
            assert _asked(counter) is None
    server.close()


def test_a_clock_that_was_put_right_is_believed_before_the_next_contact(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "server")
    string = server.add_window("03", "620702", "--url", server.address)
    clock = SettableClock(system_clock() + timedelta(days=2))
    with counter_at(tmp_path / "counter", clock, string) as counter:
        counter.sync_once()
        assert _asked(counter) is trouble.CLOCK_AHEAD
        clock.moment = system_clock()
        assert _asked(counter) is None
        counter.sync_once()
        clock.advance(days=-2)
        assert _asked(counter, 1) in ASKED
        clock.advance(days=42)
        assert _asked(counter, 1) is trouble.CLOCK_UNSURE
    server.close()
