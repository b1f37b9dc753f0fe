"""A clock that runs fast is the same in every process that was told of it."""

from datetime import datetime, timedelta

import pytest

from counter_app.basics.clock import CHINA, system_clock
from counter_app.basics.quick_time import QuickClock, read_quick_clock

NINE = datetime(2026, 11, 27, 9, tzinfo=CHINA)


def test_a_minute_of_the_machine_is_many_of_the_clock() -> None:
    clock = QuickClock(NINE, system_clock() - timedelta(minutes=1), 40)
    assert timedelta(minutes=40) <= clock() - NINE < timedelta(minutes=80)
    assert clock().tzinfo is CHINA


def test_another_process_reads_the_same_clock() -> None:
    clock = QuickClock(NINE, system_clock(), 2.5)
    assert read_quick_clock(clock.write()) == clock


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-27T09:00:00+08:00",
        "2026-11-27T09:00:00/2026-11-27T09:00:00+08:00/40",
        "2026-11-27T09:00:00+08:00/2026-11-27T09:00:00+08:00/-1",
        "2026-11-27T09:00:00+08:00/2026-11-27T09:00:00+08:00/fast",
    ],
)
def test_what_no_clock_wrote_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_quick_clock(text)
