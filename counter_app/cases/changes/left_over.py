"""What settling what was left over makes of a case."""

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState


def task_settled(state: CaseState, action: Action) -> dict[str, object]:
    """It waits no more; what comes anew is another one."""
    return {"settled": {**state.settled, action.text("of"): action.action_id}}
