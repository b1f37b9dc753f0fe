"""The days of a case as its clock reads them, from its state.

Days that nobody can read count as not there. Must not compute a time limit: that is `rules.clock`.
"""

from datetime import date

from counter_app.cases.case_state import CaseState
from counter_app.cases.traces import NoticeTrace, StopTrace
from counter_app.rules.clock import Deemed, Notice, Standstill, Timeline, deemed
from counter_app.rules.policy import Policy


def timeline_of(state: CaseState, received_on: date | None = None) -> Timeline | None:
    """What the clock needs of a case; None where its day of receipt is none.

    `received_on`: the day that holds, where it is not the desk's own.
    """
    received = received_on or read_day(state.received_at)
    if received is None:
        return None
    return Timeline(
        received_on=received,
        notices=tuple(_notice(state, each) for each in state.notices),
        accepted_on=read_day(state.accepted_on),
        returns=tuple(_return(state, each) for each in state.stops if each.letter),
        standstills=tuple(
            stand for each in state.stops if not each.letter and (stand := _standstill(each))
        ),
        extension=state.extension,
        ended_on=read_day(state.ended_on),
    )


def deemed_on(
    state: CaseState, policy: Policy, on: date, received_on: date | None = None
) -> Deemed | None:
    """Whether the case counts as accepted by lapse on a day; never anybody's act."""
    timeline = timeline_of(state, received_on)
    return deemed(policy, timeline, on) if timeline else None


def read_day(text: str) -> date | None:
    """The day that an ISO text begins with; None where it begins with none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _notice(state: CaseState, notice: NoticeTrace) -> Notice:
    settled = read_day(notice.settled_on) if notice.complete else None
    return Notice(_delivered_on(state, notice.letter), settled, notice.category)


def _return(state: CaseState, stop: StopTrace) -> Notice:
    return Notice(_delivered_on(state, stop.letter), read_day(stop.last))


def _delivered_on(state: CaseState, number: str) -> date | None:
    letter = state.letters_known.get(number)
    return read_day(letter.delivered_on) if letter else None


def _standstill(stop: StopTrace) -> Standstill | None:
    """A stop is kept by its first day, which is the one after it was ordered."""
    first = read_day(stop.first)
    if first is None:
        return None
    return Standstill(date.fromordinal(first.toordinal() - 1), read_day(stop.last), stop.reason)
