"""What is decided before review, and what it makes of a case."""

from msgspec.structs import replace

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.at_the_window import revised
from counter_app.cases.changes.change import end, legal_day, with_letter
from counter_app.cases.stages import Stage
from counter_app.cases.traces import LetterTrace, NoticeTrace


def street_set(state: CaseState, action: Action) -> dict[str, object]:
    """Whose community reviews, and perhaps that the employer gives the first opinion."""
    route = str(action.facts.get("step") or "")
    return {"street": action.text("street"), "route": route or state.route}


def notice_given(state: CaseState, action: Action) -> dict[str, object]:
    """Given; the five working days are settled by its delivery."""
    facts = action.facts
    notice = NoticeTrace(
        action=action.action_id,
        letter=action.text("letter"),
        category=str(facts.get("category") or ""),
        until=str(facts.get("until") or ""),
        items=int(facts.get("items") or 0),
    )
    return {
        "stage": Stage.SUPPLEMENT,
        "notices": (*state.notices, notice),
        **with_letter(state, action, "correction_notice"),
    }


def notice_prolonged(state: CaseState, action: Action) -> dict[str, object]:
    """More time to bring what is missing."""
    until, of = action.text("until"), action.facts["notice"]
    return {
        "notices": tuple(
            replace(notice, until=until, prolonged=True) if notice.action == of else notice
            for notice in state.notices
        )
    }


def accepted(state: CaseState, action: Action) -> dict[str, object]:
    """From this day the twenty working days run."""
    return {
        "stage": Stage.ACCEPTED,
        "accepted_on": action.text("day"),
        "accepted_basis": action.text("basis"),
        "accepted_by": action.action_id,
        **with_letter(state, action, "acceptance_notice"),
    }


def declined(state: CaseState, action: Action) -> dict[str, object]:
    """The end before acceptance."""
    reason = action.text("reason")
    return end(state, action, Stage.DECLINED, reason, legal_day(action), "decline_notice")


def content_settled(state: CaseState, action: Action) -> dict[str, object]:
    """A person took fields of two contents; what comes out is signed anew."""
    other = action.facts["other"]
    left = tuple(each for each in state.proposed_contents if each != other)
    return {**revised(state, action), "proposed_contents": left}


def letter_voided(state: CaseState, action: Action) -> dict[str, object]:
    """Void: its number is never used again; another may come in its place, of the same act."""
    number, reason = action.text("letter"), action.text("reason")
    instead = str(action.facts.get("instead") or "")
    former = state.letters_known.get(number)
    if former is None:
        return {}
    letters = tuple(
        replace(letter, void=reason) if letter.number == number else letter
        for letter in state.letters
    )
    if not instead or instead in state.letters_known:
        return {"letters": letters}
    fresh = LetterTrace(
        number=instead,
        paper=former.paper,
        action=former.action,
        day=legal_day(action),
        replaces=former.number,
    )
    changed: dict[str, object] = {"letters": (*letters, fresh)}
    if not former.delivered:
        changed |= _named_anew(state, number, instead)
    return changed


def _named_anew(state: CaseState, number: str, instead: str) -> dict[str, object]:
    """What hung on the delivery of a letter that never reached anybody hangs on the other's.

    Of one that was delivered the day stands: what it told was told.
    """
    return {
        "notices": tuple(
            replace(each, letter=instead) if each.letter == number else each
            for each in state.notices
        ),
        "stops": tuple(
            replace(each, letter=instead) if each.letter == number else each for each in state.stops
        ),
    }
