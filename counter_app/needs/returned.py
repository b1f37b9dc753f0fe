"""Until when what a return asks for is to be brought: as its letter says, told alike everywhere.

Must not stop a clock.
"""

from datetime import date, timedelta

from counter_app.cases.case_state import CaseState
from counter_app.needs.timeline import read_day
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.policy import Policy

RETURN_NOTICE = "review_return_notice"


def return_until(state: CaseState, newest: Policy) -> date | None:
    """The last day of the return that waits; None where none does, or nothing can be told.

    Reckoned from the day on which it was decided, by the wording of that day; a letter in a void
    one's place gives no other day.
    """
    first = [each for each in state.letters if each.paper == RETURN_NOTICE and not each.replaces]
    on = read_day(first[-1].day) if first and state.returned else None
    return until_from(on, newest) if on else None


def until_from(on: date, newest: Policy) -> date:
    """The last day of a return that was decided on a day; never a rest day."""
    days = int(newest.words("letters", on)[RETURN_NOTICE]["days"])
    return calendar_of(newest).reached(on + timedelta(days=days))
