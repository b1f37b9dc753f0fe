"""What is done at a window, and what it makes of a case. Must not decide whether it is allowed."""

from datetime import datetime

import msgspec

from counter_app.cases.actions import Action, Role
from counter_app.cases.case_state import FIRST_MATTER, VERSION, CaseState
from counter_app.cases.changes.change import end, legal_day, settled
from counter_app.cases.stages import Stage
from counter_app.cases.traces import PaperTrace


def received(action: Action) -> CaseState:
    """The case that a receipt begins; ValueError where its time is none."""
    if datetime.fromisoformat(action.at).tzinfo is None:
        raise ValueError("a time without zone")
    facts = action.facts
    return CaseState(
        case_id=action.case_id,
        stream=action.stream,
        stage=Stage.RECEIVED,
        number=action.text("number"),
        short_code=action.text("short_code"),
        token=action.text("token"),
        policy=action.text("policy"),
        window=action.window,
        received_at=action.at,
        received_by=action.staff_name,
        content=action.action_id,
        version=VERSION,
        matter=str(facts.get("matter") or FIRST_MATTER),
        wording=str(facts.get("wording") or ""),
        persons=tuple(str(facts.get("persons") or "").split()),
        device=action.device,
        incarnation=action.incarnation,
        received_by_id=action.staff_id,
        # The window's own account is nobody who could not review what it took in.
        deeds={"received": action.staff_id} if action.role == Role.CLERK else {},
    )


def form_signed(state: CaseState, action: Action) -> dict[str, object]:
    """The last signature holds."""
    return {"commitment": action.action_id, **settled(state, action)}


def consent_given(state: CaseState, action: Action) -> dict[str, object]:
    """Consents are kept in order; of a person the last one alone."""
    person = str(action.facts.get("person") or "")
    former = state.answers.get(person)
    others = state.authorizations
    if former is not None:
        others = tuple(each for each in others if each != former)
    changed = {"authorizations": (*others, action.action_id), **settled(state, action)}
    if person:
        changed["answers"] = {**state.answers, person: action.action_id}
    if person in state.taken_back:
        changed["taken_back"] = tuple(each for each in state.taken_back if each != person)
    return changed


def consent_withdrawn(state: CaseState, action: Action) -> dict[str, object]:
    """The last word of the person, as a consent is."""
    changed, person = consent_given(state, action), action.text("person")
    taken_back = changed.get("taken_back", state.taken_back)
    assert isinstance(taken_back, tuple)
    return {**changed, "taken_back": (*taken_back, person)}


def material_taken(state: CaseState, action: Action) -> dict[str, object]:
    """One more material."""
    return {"materials": (*state.materials, action.action_id), **settled(state, action)}


def deferral_promised(state: CaseState, action: Action) -> dict[str, object]:
    """One more promise."""
    return {"deferrals": (*state.deferrals, action.action_id), **settled(state, action)}


def paper_sent(state: CaseState, action: Action) -> dict[str, object]:
    """A receipt with the number that holds settles a receipt that was owed."""
    facts = action.facts
    trace = PaperTrace(
        action.action_id,
        action.text("paper"),
        action.text("sha256"),
        copy=str(facts.get("copy") or ""),
        layout=str(facts.get("layout") or ""),
    )
    settled = trace.paper == "receipt" and facts.get("receipt_number") == state.number
    return {
        "papers": (*state.papers, trace),
        "receipt_owed": state.receipt_owed and not settled,
    }


def paper_confirmed(state: CaseState, action: Action) -> dict[str, object]:
    """A person saw that printing."""
    sent = action.facts.get("sent")
    return {
        "papers": tuple(
            msgspec.structs.replace(trace, confirmed=True) if trace.sent == sent else trace
            for trace in state.papers
        )
    }


def renumbered(state: CaseState, action: Action) -> dict[str, object]:
    """The fresh number holds, the old one stays known, a receipt is owed."""
    return {
        "number": action.text("number"),
        "former_numbers": (*state.former_numbers, state.number),
        "receipt_owed": True,
    }


def form_revised(state: CaseState, action: Action) -> dict[str, object]:
    """The new content holds where it was made from the one that held; else a person chooses."""
    if action.facts["base"] != state.content:
        return {"proposed_contents": (*state.proposed_contents, action.action_id)}
    return {**revised(state, action), **settled(state, action)}


def revised(state: CaseState, action: Action) -> dict[str, object]:
    """Another content holds from now on; whoever signed signs again."""
    persons = tuple(str(action.facts.get("persons") or "").split())
    return {
        "content": action.action_id,
        "revision": state.revision + 1,
        "persons": persons or state.persons,
    }


def material_returned(state: CaseState, action: Action) -> dict[str, object]:
    """What went back is no longer there."""
    taken = action.facts["taken"]
    return {"materials": tuple(each for each in state.materials if each != taken)}


def contact_changed(_state: CaseState, action: Action) -> dict[str, object]:
    """The last telephone holds."""
    return {"contact": action.action_id}


def electronic_delivery_agreed(_state: CaseState, action: Action) -> dict[str, object]:
    """From now on the page may deliver."""
    return {"agreed_electronic": action.action_id}


def withdrawn(state: CaseState, action: Action) -> dict[str, object]:
    """The applicant's own end, before a decision."""
    return end(state, action, Stage.WITHDRAWN, "withdrawn", legal_day(action))
