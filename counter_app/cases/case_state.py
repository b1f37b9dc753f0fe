"""The current case, computed from its actions: `advance` is the only place that knows how.

Holds references to content (the id of the action that brought it), never content itself, so that
erasing content rows leaves nothing behind here. Must not decide whether an action is allowed:
that is `following`.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from counter_app.cases.actions import Action, Kind


class Stage(StrEnum):
    """Business status of a case; how far it has been delivered is never mixed into it."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    IN_REVIEW = "in_review"
    FILED = "filed"
    CORRECTION = "correction"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word of the screens and papers."""
        return _LABELS[self]


_LABELS = {
    Stage.RECEIVED: "已收件",
    Stage.ACCEPTED: "已受理",
    Stage.IN_REVIEW: "审核中",
    Stage.FILED: "已备案（轮候）",
    Stage.CORRECTION: "补正",
    Stage.DECLINED: "不予受理",
    Stage.REFUSED: "审核不通过",
    Stage.WITHDRAWN: "已撤回",
}


class PaperTrace(msgspec.Struct, frozen=True):
    """One printing of a paper: sent, and perhaps seen by a person."""

    sent: str
    """Action id of the PaperSent."""
    paper: str
    sha256: str
    confirmed: bool = False


class CaseState(msgspec.Struct, frozen=True, kw_only=True):
    """The one stored copy of computed state. The tuples hold action ids, in order."""

    case_id: str
    stream: str
    stage: Stage
    number: str
    short_code: str
    token: str
    policy: str
    window: str
    received_at: str
    received_by: str
    content: str
    """Id of the action whose content is the form that holds."""
    commitment: str = ""
    authorizations: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    deferrals: tuple[str, ...] = ()
    former_numbers: tuple[str, ...] = ()
    receipt_owed: bool = False
    """The number changed after a receipt was given: a new one is to be handed out."""
    papers: tuple[PaperTrace, ...] = ()
    actions: int = 1


def advance(state: CaseState | None, action: Action) -> CaseState:
    """The case after the action. Unknown kinds count but change nothing else.

    Raises:
        ValueError: a first action that is not CaseReceived, or a second CaseReceived.
    """
    if state is None:
        return _received(action)
    if action.kind == Kind.CASE_RECEIVED:
        raise ValueError("a case is received once")
    change = _CHANGES.get(action.kind)
    changed = change(state, action) if change else {}
    return msgspec.structs.replace(state, actions=state.actions + 1, **changed)


def replay(actions: Iterable[Action]) -> CaseState:
    """The case rebuilt from all its actions in the order in which they arrived.

    The receipt counts as the first wherever it stands. Raises ValueError without any action.
    """
    state = None
    for action in sorted(actions, key=lambda each: each.kind != Kind.CASE_RECEIVED):
        state = advance(state, action)
    if state is None:
        raise ValueError("a case has at least one action")
    return state


def _received(action: Action) -> CaseState:
    if action.kind != Kind.CASE_RECEIVED:
        raise ValueError("a case begins with its receipt")
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
    )


def _sent(state: CaseState, action: Action) -> dict[str, object]:
    trace = PaperTrace(action.action_id, action.text("paper"), action.text("sha256"))
    settled = trace.paper == "receipt" and action.facts.get("receipt_number") == state.number
    return {
        "papers": (*state.papers, trace),
        "receipt_owed": state.receipt_owed and not settled,
    }


def _confirmed(state: CaseState, action: Action) -> dict[str, object]:
    sent = action.facts.get("sent")
    return {
        "papers": tuple(
            msgspec.structs.replace(trace, confirmed=True) if trace.sent == sent else trace
            for trace in state.papers
        )
    }


def _renumbered(state: CaseState, action: Action) -> dict[str, object]:
    return {
        "number": action.text("number"),
        "former_numbers": (*state.former_numbers, state.number),
        "receipt_owed": True,
    }


_Change = Callable[[CaseState, Action], dict[str, object]]
_CHANGES: dict[str, _Change] = {
    Kind.FORM_SIGNED: lambda state, action: {"commitment": action.action_id},
    Kind.CONSENT_GIVEN: lambda state, action: {
        "authorizations": (*state.authorizations, action.action_id)
    },
    Kind.MATERIAL_TAKEN: lambda state, action: {"materials": (*state.materials, action.action_id)},
    Kind.DEFERRAL_PROMISED: lambda state, action: {
        "deferrals": (*state.deferrals, action.action_id)
    },
    Kind.PAPER_SENT: _sent,
    Kind.PAPER_CONFIRMED: _confirmed,
    Kind.RENUMBERED: _renumbered,
}
