"""What single acts need of the state, beside stage, step and person: codes of why not.

Must not look into content.
"""

from counter_app.cases.actions import Action, Role
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage

MOST_EXTENSION = 10
"""Working days (行政许可法 42 参照)."""


def street_may_change(state: CaseState, action: Action) -> str:
    """From acceptance on the county alone moves a case between streets (second-half rule 22)."""
    at_window = action.role == Role.CLERK
    begun = state.stage not in (Stage.RECEIVED, Stage.SUPPLEMENT)
    return "wrong_stage" if at_window and begun else ""


def notice_stands(state: CaseState, action: Action) -> str:
    """The notice that is prolonged is the last one."""
    last = state.notices[-1].action if state.notices else ""
    return "" if action.facts["notice"] == last else "wrong_notice"


def was_proposed(state: CaseState, action: Action) -> str:
    """The other content waits to be chosen from."""
    return "" if action.facts["other"] in state.proposed_contents else "nothing_to_settle"


def letter_stands(state: CaseState, action: Action) -> str:
    """The letter is known and not void, and what comes in its place bears a number of its own."""
    known = state.letters_known
    letter = known.get(action.text("letter"))
    fresh = action.facts.get("instead") not in known
    return "" if letter and not letter.void and fresh else "letter_unknown"


def at_that_step(state: CaseState, action: Action) -> str:
    """An opinion is that of the step at which the case is."""
    return "" if action.facts["step"] == state.step else "wrong_stage"


def stands(state: CaseState, action: Action) -> str:
    """The clock stands by a stop of its own, not by a return."""
    named = action.facts.get("stop")
    open_ones = [stop.action for stop in state.stops if not stop.last and not stop.letter]
    return "" if open_ones and (not named or named in open_ones) else "not_stopped"


def not_extended_yet(state: CaseState, action: Action) -> str:
    """Once, and by no more than ten working days."""
    days = action.facts["days"]
    if state.extension:
        return "extended_before"
    fit = isinstance(days, int) and 0 < days <= MOST_EXTENSION
    return "" if fit else "malformed"


def not_announced_yet(state: CaseState, _action: Action) -> str:
    """One announcement stands at a time."""
    return "announced_before" if state.announced else ""


def is_earlier(state: CaseState, action: Action) -> str:
    """A day of acceptance is only moved to an earlier one."""
    return "" if str(action.facts["day"]) < state.accepted_on else "later_day"


def is_contested(state: CaseState, _action: Action) -> str:
    """There is something to settle."""
    return "" if state.contested else "not_contested"


def nothing_else_is_proposed(state: CaseState, _action: Action) -> str:
    """One proposal at a time."""
    return "proposal_open" if state.open_proposal else ""


def proposal_is_open(state: CaseState, action: Action) -> str:
    """It is the proposal that waits, and what is approved is its act."""
    waiting = state.open_proposal
    if waiting is None or waiting.action != action.facts["proposal"]:
        return "proposal_void"
    act = action.facts.get("act", waiting.act)
    return "" if act == waiting.act else "proposal_void"
