"""Times as desks write them: which are times at all, and which no clock that is right could give.

A desk's time is a claim. What cannot be a time is refused; what is far from the server's own is
taken, marked, and counted from the server's time instead. Must not know what follows from a day.
"""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_LONGEST = 40
_SHAPE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
_FIRST_YEAR = 1990
"""What lies before is no time of a desk; the bureau's computers are younger."""
_FURTHEST = timedelta(days=400)
_BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
"""Before the first line of this program nobody received anything with it."""
_AHEAD = timedelta(days=1)


class Trust(StrEnum):
    """What a desk's time is worth."""

    RIGHT = "right"
    DOUBTED = "doubted"
    """Not before 1990 and not 400 days ahead, but no clock that is right gives it."""
    NONE = "none"


def read_time(text: str) -> datetime | None:
    """The moment that an ISO 8601 text with zone names; None for everything else."""
    if len(text) > _LONGEST or not _SHAPE.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


class Trusts(dict[str, Trust]):
    """What times are worth at one moment: a batch has few, and each is asked of many times."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now = now

    def __missing__(self, text: str) -> Trust:
        self[text] = trust = trust_of(text, self._now)
        return trust


def trust_of(text: str, now: datetime) -> Trust:
    """What the time is worth at `now`, the server's own."""
    moment = read_time(text)
    # Years are compared first: what lies at the edge of the calendar cannot be moved to a zone.
    if moment is None or not _FIRST_YEAR <= moment.year <= now.year + 2:
        return Trust.NONE
    if moment > now + _FURTHEST:
        return Trust.NONE
    if moment < _BEGINNING or moment > now + _AHEAD:
        return Trust.DOUBTED
    return Trust.RIGHT
