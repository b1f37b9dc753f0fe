"""A clock that runs so many times faster from a moment on, alike in every process that knows it.

For trials alone: an hour of a demonstration passes in a minute. Must not be the time of anything
that counts.
"""

from dataclasses import dataclass
from datetime import datetime

from counter_app.basics.clock import CHINA, system_clock


@dataclass(frozen=True, slots=True)
class QuickClock:
    """At `since`, by the machine's time, it was `begins`; then `times` as fast."""

    begins: datetime
    since: datetime
    times: float

    def __call__(self) -> datetime:
        """The present moment by this clock."""
        moment = self.begins + (system_clock() - self.since) * self.times
        return moment.astimezone(CHINA)

    def write(self) -> str:
        """As another process reads it."""
        return f"{self.begins.isoformat()}/{self.since.isoformat()}/{self.times:g}"


def read_quick_clock(text: str) -> QuickClock:
    """The clock that `write` has written; ValueError for every other text."""
    begins, since, times = text.split("/")
    clock = QuickClock(datetime.fromisoformat(begins), datetime.fromisoformat(since), float(times))
    if not (clock.begins.tzinfo and clock.since.tzinfo and clock.times > 0):
        raise ValueError("a quick clock needs zones and goes forward")
    return clock
