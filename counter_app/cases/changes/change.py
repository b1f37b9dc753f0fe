"""What the changes share: ends, letters, what settles a notice or a return.

Must not decide whether an act is allowed.
"""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage
from counter_app.cases.traces import LetterTrace, NoticeTrace, StopTrace

Change = Callable[[CaseState, Action], dict[str, object]]


def no_change(_state: CaseState, _action: Action) -> dict[str, object]:
    """It counts, and nothing else."""
    return {}


def legal_day(action: Action) -> str:
    """The day that an act names as its own, else that of the desk's clock."""
    return str(action.facts.get("on") or "") or action.at[:10]


def day_after(day: str) -> str:
    """The next day of the calendar; the same text where it is no day."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return day


def words_of(action: Action) -> str:
    """The action whose content has the words of an act: of an approved one the proposal."""
    return str(action.facts.get("proposal") or "") or action.action_id


def with_letter(state: CaseState, action: Action, paper: str) -> dict[str, object]:
    """The letter that tells the act; none where the act names none."""
    number = str(action.facts.get("letter") or "")
    if not number:
        return {}
    letter = LetterTrace(number=number, paper=paper, action=words_of(action), day=legal_day(action))
    return {"letters": (*state.letters, letter)}


def end(
    state: CaseState, action: Action, stage: Stage, reason: str, on: str, paper: str = ""
) -> dict[str, object]:
    """The case has come to an end; nothing of it stands or waits any more.

    Whoever ended it knew which acts and days were in doubt: they are settled by that.
    """
    doubts = dict.fromkeys((*state.authors, *state.doubted), action.action_id)
    stops = tuple(_ended(stop, action, on) for stop in state.stops)
    return {
        "stage": stage,
        "step": None,
        "ended_on": on,
        "ended_by": action.action_id,
        "ending": reason,
        "returned": "",
        "stops": stops,
        **({"settled": {**doubts, **state.settled}} if doubts else {}),
        **(with_letter(state, action, paper) if paper else {}),
    }


def settled(state: CaseState, action: Action) -> dict[str, object]:
    """What a fact settles of the notice or return that it names."""
    asked = action.facts.get("settles")
    if not asked:
        return {}
    on = legal_day(action)
    if asked == state.returned:
        return mended(state, action, on) if action.facts.get("last") else {}
    return {
        "notices": tuple(
            _settled(notice, action, on) if notice.action == asked else notice
            for notice in state.notices
        )
    }


def _settled(notice: NoticeTrace, fact: Action, on: str) -> NoticeTrace:
    return replace(
        notice,
        settled=(*notice.settled, fact.action_id),
        days=(*notice.days, on),
        complete=notice.complete or bool(fact.facts.get("last")),
    )


def mended(state: CaseState, fact: Action, on: str) -> dict[str, object]:
    """All remarks of a return are settled: the clock goes on, the last day not counted."""
    stops = tuple(
        _ended(stop, fact, on) if stop.action == state.returned else stop for stop in state.stops
    )
    return {"returned": "", "stops": stops}


def _ended(stop: StopTrace, by: Action, on: str) -> StopTrace:
    return replace(stop, last=on, ended_by=by.action_id) if not stop.last else stop
