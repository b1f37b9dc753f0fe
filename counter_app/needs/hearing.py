"""Whether an applicant was heard before a refusal, or let the time pass (陈述申辩).

How long is policy, as the announcement prints it; where it says nothing nobody has to be heard.
The days run from the delivery of what was announced. Must not decide.
"""

from collections.abc import Mapping
from datetime import date

from counter_app.cases.case_state import CaseState
from counter_app.needs.timeline import read_day
from counter_app.rules.deadlines import Due, calendar_of
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import Policy


def is_over(state: CaseState, policy: Policy, on: date) -> bool:
    """Whether it may be decided now, as far as hearing goes."""
    if not _days(policy, on):
        return True
    last = hearing_due(state, policy, on)
    return bool(state.announced and state.heard) or (last is not None and last.day < on)


def hearing_due(state: CaseState, policy: Policy, on: date) -> Due | None:
    """The last day of the time to reply; None while the announcement is not delivered."""
    delivered = [
        read_day(each.delivered_on)
        for each in state.letters
        if each.action == state.announced and each.delivered and not each.void
    ]
    first = delivered[-1] if delivered else None
    return calendar_of(policy).due(first, _days(policy, on)) if first else None


def _days(policy: Policy, on: date) -> int:
    said = policy.words("letters", on).get(Letter.REFUSAL_ANNOUNCEMENT)
    days = said.get("days") if isinstance(said, Mapping) else None
    return days if isinstance(days, int) else 0
