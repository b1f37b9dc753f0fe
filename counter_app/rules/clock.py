"""The clock of one case: five working days to notice, deemed acceptance, twenty to decide.

Pure functions of policy and days; what happened comes as a `Timeline`. Sources: 行政许可法 32, 42,
82 as 参照, and the bureau's own promise (附件4). Must not know an action, a server or a text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from counter_app.rules.deadlines import Due, Stop, calendar_of, due, working_days
from counter_app.rules.policy import Policy

NOTICE, DECISION, EXTENSION = "correction_notice", "decision", "extension"
"""Keys of the policy's table of time limits."""
OUR_OMISSION = "our_omission"
"""Why something is asked for that should have been asked before: it costs the applicant no day."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the applicant was asked for in writing: a 补正告知 or, once accepted, a return."""

    delivered_on: date | None
    """Told is what is delivered, not what is printed."""
    settled_on: date | None = None
    """The day on which the last of its items was there."""
    category: str = ""
    """Of a second one: why it was allowed."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """The county stopped the clock, and perhaps let it go on."""

    ordered_on: date
    resumed_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of a case that its clock depends on, all of them legal days."""

    received_on: date
    notices: tuple[Notice, ...] = ()
    accepted_on: date | None = None
    """The day of acceptance, whoever wrote it down when."""
    returns: tuple[Notice, ...] = ()
    standstills: tuple[Standstill, ...] = ()
    extension: int = 0
    """Working days by which the limit was extended."""
    ended_on: date | None = None
    """Of the decision, or of any other end."""


class Deemed(NamedTuple):
    """视为受理: since which day, and the day with which the five working days were over."""

    since: date
    lapsed_on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock of an accepted case shows on a day."""

    total: int
    """Working days that there are, the extension among them."""
    used: int
    due: Due | None
    """None while the clock stands without an end."""
    standing: Stop | None
    """The stop in which the day lies."""
    is_overdue: bool

    @property
    def left(self) -> int:
        """Working days that are left; negative once it is overdue."""
        return self.total - self.used


def notice_due(policy: Policy, timeline: Timeline) -> Due | None:
    """The last day on which a notice can be delivered, or acceptance written down, in time.

    None where nothing is owed: it is the applicant's turn, it is accepted or has ended, or policy
    gives no time limit.
    """
    if timeline.accepted_on or timeline.ended_on:
        return None
    start = _all_there_since(policy, timeline)
    return None if start is None else due(policy, NOTICE, start)


def deemed(policy: Policy, timeline: Timeline, on: date) -> Deemed | None:
    """Whether the case is to be seen as accepted on a day, and since when. Never anybody's act.

    No notice was *delivered* within five working days of receipt; or all that a notice asked for
    had come, and five working days later the case was not accepted. A notice that is heard of late
    counts by its day of delivery. One for our own omission keeps nothing from being deemed.
    """
    limit = notice_due(policy, timeline)
    start = _all_there_since(policy, timeline)
    if limit is None or start is None or on <= limit.day:
        return None
    return Deemed(start, limit.day)


def day_to_correct(recorded: date, found: date) -> date | None:
    """The day to which a recorded acceptance is to be moved: only ever an earlier one."""
    return found if found < recorded else None


def stops(timeline: Timeline) -> tuple[Stop, ...]:
    """The days on which the clock stands: from the day after, until the last day, both included.

    Within one day nothing stands. The working day after the last day counts again.
    """
    found = chain(
        (_stop(one.delivered_on, one.settled_on, one.category) for one in timeline.returns),
        (_stop(one.ordered_on, one.resumed_on, one.reason) for one in timeline.standstills),
    )
    return tuple(stop for stop in found if stop is not None)


def decision_due(policy: Policy, timeline: Timeline) -> Due | None:
    """The last day for the decision; None before acceptance, while the clock stands, or unsaid."""
    total = _total(policy, timeline)
    if timeline.accepted_on is None or total is None:
        return None
    return calendar_of(policy).due_unless_standing(timeline.accepted_on, total, stops(timeline))


def decided_by(policy: Policy, timeline: Timeline, on: date) -> Due | None:
    """The last day for the decision of a case that was accepted, or by then counts as accepted.

    None before that, while the clock stands, or where policy gives no limit.
    """
    lapse = deemed(policy, timeline, on)
    return due(policy, DECISION, lapse.since) if lapse else decision_due(policy, timeline)


def next_due(policy: Policy, timeline: Timeline, on: date) -> Due | None:
    """The day by which something has to be done as the case stands: told alike by window and page.

    Of a case that is accepted, or counts so by lapse, the day for the decision; before that the
    one for notice or acceptance. None where nothing runs.
    """
    if timeline.ended_on is not None:
        return None
    decided = timeline.accepted_on is not None or deemed(policy, timeline, on) is not None
    return decided_by(policy, timeline, on) if decided else notice_due(policy, timeline)


def reading(policy: Policy, timeline: Timeline, today: date) -> Reading | None:
    """What the clock shows; None before acceptance, or where policy gives no limit."""
    total = _total(policy, timeline)
    if timeline.accepted_on is None or total is None:
        return None
    until = min(today, timeline.ended_on or today)
    standing = stops(timeline)
    last = decision_due(policy, timeline)
    return Reading(
        total=total,
        used=calendar_of(policy).used(timeline.accepted_on, until, standing),
        due=last,
        standing=next((stop for stop in standing if stop.holds(until)), None),
        is_overdue=last is not None and until > last.day,
    )


def why_no_extension(policy: Policy, timeline: Timeline, days: int, on: date) -> str | None:
    """None where policy lets the limit of an accepted case be extended by so much, else a code.

    Codes: `too_long`, `too_late`. That it is once only the case itself knows.
    """
    if timeline.accepted_on is None:
        return "too_long"
    if days > (working_days(policy, EXTENSION, timeline.accepted_on) or 0):
        return "too_long"
    last = decision_due(policy, timeline)
    return "too_late" if last is not None and on > last.day else None


def is_earlier(told: Due, now: Due) -> bool:
    """Whether a day that was told comes earlier: a calendar arrived, somebody is to be warned."""
    return now.day < told.day


def _all_there_since(policy: Policy, timeline: Timeline) -> date | None:
    """Since when all that was asked for in time is there; None while something is awaited."""
    start = timeline.received_on
    for delivered_on, settled_on in sorted(_told(timeline), key=lambda told: told[0]):
        limit = due(policy, NOTICE, start)
        if limit is not None and delivered_on > limit.day:
            break
        if settled_on is None:
            return None
        start = max(start, settled_on)
    return start


def _told(timeline: Timeline) -> Iterator[tuple[date, date | None]]:
    for notice in timeline.notices:
        if notice.delivered_on is not None and notice.category != OUR_OMISSION:
            yield notice.delivered_on, notice.settled_on


def _total(policy: Policy, timeline: Timeline) -> int | None:
    """The limit that held on the day of acceptance, with its extension."""
    if timeline.accepted_on is None:
        return None
    days = working_days(policy, DECISION, timeline.accepted_on)
    return None if days is None else days + timeline.extension


def _stop(begun: date | None, last: date | None, reason: str) -> Stop | None:
    if begun is None or reason == OUR_OMISSION or (last is not None and last <= begun):
        return None
    return Stop(begun + _DAY, last)
