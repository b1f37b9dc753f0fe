"""What single acts need of the state, beside stage, step and person: codes of why not.

Must not look into content.
"""

from datetime import date

from counter_app.cases.actions import Action, Role
from counter_app.cases.case_state import CaseState
from counter_app.cases.left_over import left_over, ways
from counter_app.cases.stages import Stage, Step


def street_may_change(state: CaseState, action: Action) -> str:
    """From acceptance on the county alone moves a case between streets (second-half rule 22)."""
    at_window = action.role == Role.CLERK
    begun = state.stage not in (Stage.RECEIVED, Stage.SUPPLEMENT)
    return "wrong_stage" if at_window and begun else ""


def notice_stands(state: CaseState, action: Action) -> str:
    """The notice that is prolonged is the last one, once, to a later day."""
    last = state.notices[-1] if state.notices else None
    if last is None or action.facts["notice"] != last.action:
        return "wrong_notice"
    if last.prolonged:
        return "prolonged_before"
    return "" if last.until < action.text("until") and is_day(action.text("until")) else "no_later"


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
    """An opinion is that of the step at which the case is; the county's waits for the register."""
    if action.facts["step"] != state.step:
        return "wrong_stage"
    return "contested" if state.contested and state.step is Step.COUNTY else ""


def lapsed_after_acceptance(state: CaseState, action: Action) -> str:
    """Who lets the time to supplement lapse before acceptance is declined, not ended."""
    before = state.stage in (Stage.RECEIVED, Stage.SUPPLEMENT)
    return "declined_instead" if before and action.facts["reason"] == "supplement_lapsed" else ""


def stands(state: CaseState, action: Action) -> str:
    """The clock stands by a stop of its own, not by a return."""
    named = action.facts.get("stop")
    open_ones = [stop.action for stop in state.stops if not stop.last and not stop.letter]
    return "" if open_ones and (not named or named in open_ones) else "not_stopped"


def not_extended_yet(state: CaseState, action: Action) -> str:
    """Once; by how much at most, and until when, policy says."""
    days = action.facts["days"]
    if state.extension:
        return "extended_before"
    return "" if isinstance(days, int) and days > 0 else "malformed"


def not_announced_yet(state: CaseState, _action: Action) -> str:
    """One announcement stands at a time."""
    return "announced_before" if state.announced else ""


def is_earlier(state: CaseState, action: Action) -> str:
    """A day is only moved to an earlier one; one that was doubted or questioned may be found right.

    Nobody was accepted before the receipt.
    """
    of, day = str(action.facts.get("of") or ""), action.text("day")
    if not is_day(day):
        return "malformed"
    if of:
        doubted = of in state.doubted
        return ("" if day <= state.days[of] else "later_day") if doubted else "not_doubted"
    if day < state.received_at[:10]:
        return "before_receipt"
    recorded = state.accepted_on
    return "" if day < recorded or (day == recorded and state.questions) else "later_day"


def names_the_content(state: CaseState, action: Action) -> str:
    """An identity is corrected by the content that holds: it was changed and signed before."""
    return "" if action.facts["revision"] == state.content else "wrong_revision"


def is_contested(state: CaseState, _action: Action) -> str:
    """There is something to settle."""
    return "" if state.contested else "not_contested"


def is_left_over(state: CaseState, action: Action) -> str:
    """It waits, and can be settled in that way."""
    found = [each for each in left_over(state) if each.of == action.facts["of"]]
    fit = any(action.facts["way"] in ways(each.why, state.stage) for each in found)
    return "" if fit else "nothing_to_settle"


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


def is_day(text: str) -> bool:
    """Whether the text is a day, ISO 8601."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
