"""The current case, computed from its actions. What is allowed is decided by `following`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes import received
from counter_app.cases.kinds import KINDS


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
    changed = kind.change(state, action) if kind else {}
    return msgspec.structs.replace(state, actions=state.actions + 1, **changed)


def replay(actions: Iterable[Action]) -> CaseState:
    """The case rebuilt from all its actions in the order in which they arrived.

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
