"""Proposals: what waits for a second person, and what became of it."""

from msgspec.structs import replace

from counter_app.cases.actions import Action, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.traces import Outcome, ProposalTrace


def proposed(state: CaseState, action: Action) -> dict[str, object]:
    """It waits; the case stays as it is."""
    waiting = ProposalTrace(
        action=action.action_id, act=action.text("act"), by=action.staff_id, at=action.at
    )
    return {"proposals": (*state.proposals, waiting)}


def approved(state: CaseState, action: Action) -> dict[str, object]:
    """Approved; what the act makes of the case is added by `replay`."""
    return {"proposals": with_outcome(state, action.facts["proposal"], Outcome.APPROVED)}


def proposal_sent_back(state: CaseState, action: Action) -> dict[str, object]:
    """Not approved, with words for the first person."""
    return {"proposals": with_outcome(state, action.facts["proposal"], Outcome.SENT_BACK)}


def with_outcome(state: CaseState, name: Scalar, outcome: Outcome) -> tuple[ProposalTrace, ...]:
    """The proposals, one of them with its outcome."""
    return tuple(
        replace(one, outcome=outcome) if one.action == name else one for one in state.proposals
    )


def without_open(proposals: tuple[ProposalTrace, ...]) -> tuple[ProposalTrace, ...]:
    """The proposals once the case has moved on: what still waited is void."""
    return tuple(
        replace(one, outcome=Outcome.VOID) if one.outcome is Outcome.OPEN else one
        for one in proposals
    )
