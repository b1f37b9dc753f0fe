"""The one table of what may follow what, and by whom. Counter and server both ask it.

Must not look into content: what an action needs of the form is asked of the form.
"""

from dataclasses import dataclass

from counter_app.cases.actions import Action, Kind, Role
from counter_app.cases.case_state import CaseState, Stage

_LIVE = frozenset({Stage.RECEIVED, Stage.CORRECTION, Stage.ACCEPTED, Stage.IN_REVIEW, Stage.FILED})
_OPEN = frozenset({Stage.RECEIVED, Stage.CORRECTION})
_EVERY = frozenset(Stage)
_DESK = frozenset({Role.CLERK, Role.WINDOW})


@dataclass(frozen=True, slots=True)
class Rule:
    """In which stages an action may happen (empty: only as the first) and as whom."""

    stages: frozenset[Stage]
    roles: frozenset[Role]


RULES: dict[str, Rule] = {
    Kind.CASE_RECEIVED: Rule(frozenset(), _DESK),
    Kind.FORM_SIGNED: Rule(_OPEN, _DESK),
    Kind.CONSENT_GIVEN: Rule(_LIVE, _DESK),
    Kind.MATERIAL_TAKEN: Rule(_LIVE, _DESK),
    Kind.DEFERRAL_PROMISED: Rule(_OPEN, _DESK),
    Kind.PAPER_SENT: Rule(_EVERY, _DESK),
    Kind.PAPER_CONFIRMED: Rule(_EVERY, _DESK),
    Kind.RENUMBERED: Rule(_EVERY, frozenset({Role.WINDOW})),
}


def why_not(state: CaseState | None, action: Action) -> str | None:
    """None when the action may follow, else a code.

    Codes: `unknown_kind`, `already_received`, `not_received`, `wrong_stream`, `wrong_stage`,
    `wrong_role`.
    """
    rule = RULES.get(action.kind)
    if rule is None:
        return "unknown_kind"
    if action.role not in rule.roles:
        return "wrong_role"
    if not rule.stages:
        return "already_received" if state else None
    if state is None:
        return "not_received"
    if action.stream != state.stream:
        return "wrong_stream"
    return None if state.stage in rule.stages else "wrong_stage"
