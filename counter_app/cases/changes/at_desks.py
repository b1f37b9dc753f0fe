"""Facts of any desk: deliveries, answers by letter, hearings, the hand-over."""

from msgspec.structs import replace

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.change import day_after, legal_day
from counter_app.cases.traces import HandOver, QueryTrace


def delivered(state: CaseState, action: Action) -> dict[str, object]:
    """A letter has reached its person; a return stops the clock from the day after.

    The first delivery of a letter counts: a second one makes no right and no term begin anew.
    """
    number, on = action.facts["letter"], legal_day(action)
    letter = state.letters_known.get(str(number))
    if letter is None or letter.delivered:
        return {}
    known = replace(
        letter, delivered=action.action_id, delivered_on=on, way=str(action.facts["way"])
    )
    changed: dict[str, object] = {
        "letters": tuple(known if each.number == number else each for each in state.letters)
    }
    if any(stop.letter == number and not stop.first for stop in state.stops):
        changed["stops"] = tuple(
            replace(stop, first=day_after(on)) if stop.letter == number and not stop.first else stop
            for stop in state.stops
        )
    return changed


def answer_entered(state: CaseState, action: Action) -> dict[str, object]:
    """What a department answered by letter or file, entered by a person.

    It stands beside an electronic answer, never over it.
    """
    facts = action.facts
    answer = QueryTrace(
        query=action.text("query"),
        item=action.text("item"),
        person=action.text("person"),
        consent="",
        state="answered",
        outcome=action.text("outcome"),
        coverage=str(facts.get("as_of") or ""),
        answer=action.action_id,
        said=state.actions,
    )
    return {"queries": (*state.queries, answer)}


def hearing_held(_state: CaseState, action: Action) -> dict[str, object]:
    """The applicant's reply to an announced refusal."""
    return {"heard": action.action_id}


def handed_over(_state: CaseState, action: Action) -> dict[str, object]:
    """Copied into the other system; its number is still to come."""
    return {"hand_over": HandOver(state="sent", action=action.action_id)}


def hand_over_confirmed(_state: CaseState, action: Action) -> dict[str, object]:
    """The other system's number came back."""
    number = action.text("external_number")
    return {
        "hand_over": HandOver(state="confirmed", external_number=number, action=action.action_id)
    }
