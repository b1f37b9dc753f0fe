"""What may follow what, as whom, by which hall: asked of the table of kinds by both ends.

Must not look into content: what an action needs of the form is asked of the form.
"""

from enum import StrEnum

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.kinds import KINDS, KindOfAction, May, Nature


class Asker(StrEnum):
    """Who brings the action, as seen from the case."""

    RECEIVER = "receiver"
    """The counter that owns the chain of the receipt."""
    CONCERNED = "concerned"
    """Another of the hall that received or of the hall of the case's region."""
    STRANGER = "stranger"
    SERVER = "server"


_MAY: dict[May, frozenset[Asker]] = {
    May.RECEIVER: frozenset({Asker.RECEIVER}),
    May.CONCERNED: frozenset({Asker.RECEIVER, Asker.CONCERNED}),
    May.SERVER: frozenset({Asker.SERVER}),
}


def why_not(state: CaseState | None, action: Action, asker: Asker) -> str | None:
    """None when the action may follow, else a code.

    Codes: `unknown_kind`, `already_received`, `not_received` (also to a stranger, who is not to
    learn that the case is there), `wrong_stream`, `wrong_stage`, `wrong_role`.
    """
    kind = KINDS.get(action.kind)
    if kind is None:
        return "unknown_kind"
    if action.role not in kind.roles:
        return "wrong_role"
    if kind.first:
        return "already_received" if state else None
    if state is None or asker not in _MAY[kind.may]:
        return "not_received"
    if action.stream != state.stream:
        return "wrong_stream"
    return None if _is_open(kind, state) else "wrong_stage"


def _is_open(kind: KindOfAction, state: CaseState) -> bool:
    """Facts come in always: what happened at a window must not vanish from the record."""
    if kind.nature is Nature.FACT:
        return True
    return not kind.stages or state.stage in kind.stages
