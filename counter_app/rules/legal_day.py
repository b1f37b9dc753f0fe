"""Which day an act counts by: what its desk said, unless no clock that is right could say it.

A desk's day is believed between the last that it heard of the server and the server's own day on
arrival; else the act is taken, its day doubted, and the server's holds until the county settles it.
All days are China's. Must not know what follows from a day.
"""

from datetime import date, datetime
from typing import NamedTuple

from counter_app.basics.clock import CHINA


class LegalDay(NamedTuple):
    """The day that holds, and whether another was said that could not be believed."""

    day: date
    doubted: bool


def legal_day(
    on: date, heard: datetime | None, server_at: datetime, *, not_before: date | None = None
) -> LegalDay:
    """The day by which an act counts.

    Args:
        on: the day that the act says.
        heard: the server's time that its desk had last heard; None where it never had.
        server_at: when the server took it in.
        not_before: the letter's day, of a delivery: it may be written down later than it happened,
            so what the desk had heard meanwhile does not bound it.
    """
    arrived = _day(server_at)
    earliest = not_before or (None if heard is None else _day(heard))
    believed = on <= arrived and (earliest is None or earliest <= on)
    return LegalDay(on, doubted=False) if believed else LegalDay(arrived, doubted=True)


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()
