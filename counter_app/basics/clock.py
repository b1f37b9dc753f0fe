"""The one source of "now", so that a test can set the time. Must not know what the time is for."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

Clock = Callable[[], datetime]
"""Gives the present moment, aware of its zone."""

CHINA = timezone(timedelta(hours=8), "CST")
"""One zone for the whole country, without summer time; needs no zone database on Windows."""


def system_clock() -> datetime:
    """The machine's time, in China's zone."""
    return datetime.now(CHINA)


def today(clock: Clock) -> date:
    """The calendar day in China, whatever zone the machine is set to."""
    return clock().astimezone(CHINA).date()


def stamp(moment: datetime) -> str:
    """A time as it is stored and sent: ISO 8601 in China's zone, to the millisecond."""
    return moment.astimezone(CHINA).isoformat(timespec="milliseconds")
