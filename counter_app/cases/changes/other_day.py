"""Lets another day hold for an act than the one that it said, wherever the case remembers it.

Must not know why: a desk's day was not to be believed, or the county has settled it.
"""

from msgspec.structs import replace

from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.change import day_after
from counter_app.cases.traces import NoticeTrace, StopTrace


def with_day(state: CaseState, act: str, day: str) -> dict[str, object]:
    """What changes where this day holds for the act."""
    changed: dict[str, object] = {
        "days": {**state.days, act: day},
        "letters": tuple(
            replace(each, delivered_on=day) if each.delivered == act else each
            for each in state.letters
        ),
        "notices": tuple(_notice(each, act, day) for each in state.notices),
        "stops": tuple(_stop(state, each, act, day) for each in state.stops),
        "opinions": tuple(
            replace(each, on=day) if each.action == act else each for each in state.opinions
        ),
    }
    if state.announced == act:
        changed["announced_on"] = day
    if state.ended_by == act:
        changed["ended_on"] = day
    return changed


def _notice(notice: NoticeTrace, act: str, day: str) -> NoticeTrace:
    if act not in notice.settled:
        return notice
    said = zip(notice.settled, notice.days, strict=True)
    return replace(notice, days=tuple(day if each == act else on for each, on in said))


def _stop(state: CaseState, stop: StopTrace, act: str, day: str) -> StopTrace:
    """A stop of its own begins the day after it was ordered, that of a return after delivery."""
    letter = state.letters_known.get(stop.letter)
    began_by = letter.delivered if letter else stop.action
    if stop.first and began_by == act:
        stop = replace(stop, first=day_after(day))
    return replace(stop, last=day) if stop.ended_by == act else stop
