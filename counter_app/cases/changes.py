"""What each kind of action makes of a case. Must not decide whether it is allowed."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from counter_app.cases.actions import Action
from counter_app.cases.case_state import FIRST_MATTER, VERSION, CaseState, PaperTrace
from counter_app.cases.stages import Stage

Change = Callable[[CaseState, Action], dict[str, object]]


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
    )


def no_change(_state: CaseState, _action: Action) -> dict[str, object]:
    """It counts, and nothing else."""
    return {}


def form_signed(_state: CaseState, action: Action) -> dict[str, object]:
    """The last signature holds."""
    return {"commitment": action.action_id}


def consent_given(state: CaseState, action: Action) -> dict[str, object]:
    """Consents are kept in order; the last of a person holds."""
    return {"authorizations": (*state.authorizations, action.action_id)}


def material_taken(state: CaseState, action: Action) -> dict[str, object]:
    """One more material."""
    return {"materials": (*state.materials, action.action_id)}


def deferral_promised(state: CaseState, action: Action) -> dict[str, object]:
    """One more promise."""
    return {"deferrals": (*state.deferrals, action.action_id)}


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
