"""The current case, computed from its actions. What is allowed is decided by `following`.

In which order they count their owner says: that in which the server took them in, then what was
done here and is not there yet. Must not ask the actions for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.at_the_window import received
from counter_app.cases.changes.proposed import without_open
from counter_app.cases.kinds import KINDS, KindOfAction, Nature
from counter_app.cases.stages import LIVE


def advance(state: CaseState | None, action: Action) -> CaseState:
    """The case after the action. Unknown kinds count but change nothing else.

    Raises:
        ValueError: a first action that is not a receipt, or a second receipt.
        KeyError: a fact that the kind cannot do without is not there.
    """
    kind = KINDS.get(action.kind)
    if state is None:
        if not kind or not kind.first:
            raise ValueError("a case begins with its receipt")
        return received(action)
    if kind and kind.first:
        raise ValueError("a case is received once")
    changed = _changed(state, action, kind) if kind else {}
    return msgspec.structs.replace(state, actions=state.actions + 1, **changed)


def _changed(state: CaseState, action: Action, kind: KindOfAction) -> dict[str, Any]:
    """What the action makes of the case, with what follows from its nature."""
    if kind.nature is Nature.FACT:
        if state.stage not in LIVE and not kind.after_end:
            return {"late": (*state.late, action.action_id)}
        done = kind.change(state, action)
        return _moved_on(state, done) if "content" in done else done
    changed: dict[str, Any] = kind.change(state, action)
    if kind.nature is Nature.SERVER or kind.beside:
        return changed
    changed["decision"] = action.action_id
    if kind.name is Kind.APPROVED:
        changed = _approved(state, action, changed)
    if kind.deed:
        deeds: dict[str, str] = changed.get("deeds", state.deeds)
        changed["deeds"] = {**deeds, kind.deed: action.staff_id}
    waits = kind.name in (Kind.PROPOSED, Kind.PROPOSAL_SENT_BACK)
    return changed if waits else _moved_on(state, changed)


def _approved(state: CaseState, action: Action, changed: dict[str, Any]) -> dict[str, Any]:
    """An approval is the act that was proposed; what the act is for separation, its proposer did.

    An act of a later program counts as approved and changes nothing else, as it would by itself.
    """
    act = KINDS.get(str(action.facts["act"]))
    if act is None:
        return changed
    waiting = state.open_proposal
    deeds = {**state.deeds, act.deed: waiting.by} if act.deed and waiting else state.deeds
    return {"deeds": deeds, **act.change(state, action), **changed}


def _moved_on(state: CaseState, changed: dict[str, Any]) -> dict[str, Any]:
    """A decision or another content makes void what was proposed before (second-half rule 11)."""
    if state.proposals:
        changed["proposals"] = without_open(changed.get("proposals", state.proposals))
    return changed


def replay(actions: Iterable[Action]) -> CaseState:
    """The case rebuilt from all its actions in the order that is given.

    The receipt counts as the first wherever it stands. Raises ValueError without any action.
    """
    state = None
    for action in sorted(actions, key=_after_the_receipt):
        state = advance(state, action)
    if state is None:
        raise ValueError("a case has at least one action")
    return state


@dataclass(slots=True)
class Replay:
    """A case that goes on although single actions of it cannot be applied.

    What an older or a hostile program wrote must not stop the rest: it is put apart with the kind
    of its fault, never with its text.
    """

    state: CaseState | None = None
    apart: dict[str, str] = field(default_factory=dict)
    """Action id → why it cannot be applied."""

    def take(self, action: Action) -> None:
        """Apply the action, or put it apart."""
        try:
            self.state = advance(self.state, action)
        except (ValueError, TypeError, LookupError, ArithmeticError) as error:
            self.apart[action.action_id] = type(error).__name__


def replay_apart(actions: Iterable[Action], state: CaseState | None = None) -> Replay:
    """`replay`, on from a state perhaps, with what cannot be applied put apart."""
    replayed = Replay(state)
    for action in sorted(actions, key=_after_the_receipt):
        replayed.take(action)
    return replayed


def _after_the_receipt(action: Action) -> bool:
    kind = KINDS.get(action.kind)
    return not (kind and kind.first)
