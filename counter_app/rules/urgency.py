"""How urgent a case is by the working days that are left: the signs of a list, rank by length.

Must not know a clock: days come from `rules.clock`.
"""

from datetime import date
from enum import StrEnum

from counter_app.rules.deadlines import WorkingDays

_WEEK, _NEAR, _LAST = 5, 3, 1


class Urgency(StrEnum):
    """From what is merely near to what is over."""

    NONE = ""
    WEEK = "week"
    """Five working days at most."""
    NEAR = "near"
    """Three at most."""
    LAST = "last"
    """Tomorrow or today."""
    OVER = "over"


_WITHIN = {Urgency.WEEK: _WEEK, Urgency.NEAR: _NEAR, Urgency.LAST: _LAST}


def urgency_of(days_left: int | None) -> Urgency:
    """Of so many working days; nothing where none run."""
    if days_left is None:
        return Urgency.NONE
    if days_left < 0:
        return Urgency.OVER
    found = (each for each, days in reversed(_WITHIN.items()) if days_left <= days)
    return next(found, Urgency.NONE)


def due_until(urgency: Urgency, calendar: WorkingDays, today: date) -> date:
    """The last due day of a case that is at least so urgent; of one that is over it lies before."""
    return calendar.due(today, _WITHIN.get(urgency, 0)).day


def days_until(calendar: WorkingDays, today: date, due: date) -> int:
    """Working days that are left, 0 on the day itself, negative once it is over."""
    return calendar.used(today, due) if today <= due else -calendar.used(due, today)
