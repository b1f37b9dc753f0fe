"""What the server writes by itself, and what it makes of a case."""

from msgspec.structs import replace

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.change import Change as Change
from counter_app.cases.changes.change import mended
from counter_app.cases.changes.other_day import with_day
from counter_app.cases.changes.reviewed import voided_from
from counter_app.cases.stages import Stage, Step
from counter_app.cases.traces import QueryTrace, Question


def review_opened(state: CaseState, action: Action) -> dict[str, object]:
    """The first step of the route; only an accepted case has one."""
    if state.stage is not Stage.ACCEPTED:
        return {}
    return {"stage": Stage.IN_REVIEW, "step": Step(action.text("step"))}


def step_reopened(state: CaseState, action: Action) -> dict[str, object]:
    """What an opinion rests on was changed: back to that step, later opinions void."""
    if state.stage is not Stage.IN_REVIEW:
        return {}
    step = Step(action.text("step"))
    return {"step": step, "opinions": voided_from(state, step)}


def return_settled(state: CaseState, action: Action) -> dict[str, object]:
    """All that was asked for in a return is there: the clock goes on, the last day not counted."""
    if not state.returned or action.facts["return"] != state.returned:
        return {}
    return mended(state, action, action.text("on"))


def query_asked(state: CaseState, action: Action) -> dict[str, object]:
    """A question has left."""
    asked = QueryTrace(
        query=action.text("query"),
        item=action.text("item"),
        person=action.text("person"),
        consent=action.text("consent"),
        said=state.actions,
    )
    return {"queries": (*state.queries, asked)}


def query_answered(state: CaseState, action: Action) -> dict[str, object]:
    """An answer came; what it says lies in the content. After the end it is the county's to see."""
    changed = _query(
        state,
        action,
        state="answered",
        outcome=action.text("outcome"),
        coverage=str(action.facts.get("as_of") or ""),
        answer=action.action_id,
        said=state.actions,
    )
    return {**changed, "late": (*state.late, action.action_id)} if state.stage.is_end else changed


def query_failed(state: CaseState, action: Action) -> dict[str, object]:
    """No answer can be had this way."""
    return _query(state, action, state="failed", outcome=action.text("error"))


def query_cancelled(state: CaseState, action: Action) -> dict[str, object]:
    """It is not waited for any more."""
    return _query(state, action, state="cancelled")


def query_discarded(state: CaseState, action: Action) -> dict[str, object]:
    """An answer that must not be used; that it came is kept."""
    return _query(state, action, state="discarded", outcome="", coverage="", answer="")


def contested(_state: CaseState, action: Action) -> dict[str, object]:
    """The register knows another live case of the household: the county settles it."""
    return {"contested": action.action_id}


def letter_kept(state: CaseState, action: Action) -> dict[str, object]:
    """The server has set the letter and given it its 文号."""
    facts = action.facts
    return {
        "letters": tuple(
            replace(
                letter,
                official=str(facts.get("official") or "") or letter.official,
                sha256=str(facts.get("sha256") or "") or letter.sha256,
            )
            if letter.number == facts["letter"]
            else letter
            for letter in state.letters
        )
    }


def day_doubted(state: CaseState, action: Action) -> dict[str, object]:
    """No clock that is right gives the day that an act said: the server's holds meanwhile."""
    act = action.text("fact")
    return {**with_day(state, act, action.text("day")), "doubted": (*state.doubted, act)}


def author_doubted(state: CaseState, action: Action) -> dict[str, object]:
    """Whoever did it might not have then: what happened at a window is kept all the same."""
    return {"authors": {**state.authors, action.text("fact"): action.text("why")}}


def decision_questioned(state: CaseState, action: Action) -> dict[str, object]:
    """A fact came late that the decision might have heeded."""
    question = Question(
        action=action.action_id, decision=action.text("decision"), fact=action.text("fact")
    )
    return {"questions": (*state.questions, question)}


def _query(before: CaseState, action: Action, **changed: str | int) -> dict[str, object]:
    return {
        "queries": tuple(
            replace(one, **changed) if one.query == action.facts["query"] else one
            for one in before.queries
        )
    }
