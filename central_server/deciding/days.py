"""Whether the legal day that an act says is to be believed, when it comes in (second-half rule 4).

A day lies between the last that its desk had heard of the server and the server's own; a delivery
may be written down later than it was, but not before its letter. Must not refuse anything.
"""

from datetime import date, datetime

from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.times import read_time
from counter_app.needs.timeline import read_day
from counter_app.rules.legal_day import legal_day


def day_instead(state: CaseState, action: Action, now: datetime) -> str:
    """The day that holds for the act instead of the one that it says; empty where that holds.

    `state`: the case with the act; what came after an end and counts nowhere has no day.
    """
    said = action.facts.get("on")
    if not said or action.action_id in state.late:
        return ""
    on = read_day(str(said))
    if on is None:
        return now.astimezone(CHINA).date().isoformat()
    heard = read_time(str(action.facts.get("heard") or ""))
    found = legal_day(on, heard, now, not_before=_of_letter(state, action))
    return found.day.isoformat() if found.doubted else ""


def _of_letter(state: CaseState, action: Action) -> date | None:
    """The day of the letter that was delivered; None of every other act."""
    if action.kind != Kind.DELIVERED:
        return None
    letter = state.letters_known.get(str(action.facts.get("letter")))
    return read_day(letter.day) if letter else None
