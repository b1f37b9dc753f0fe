"""What may follow what, as whom, by which hall: asked of the table of kinds by both ends.

Must not look into content: what an action needs of the form is asked of the form, and whether a
case counts as accepted by lapse (视为受理) is computed by whoever has clock and calendar.
"""

from enum import StrEnum

from counter_app.cases.actions import Action, Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.kinds import KINDS, Approval, Flag, KindOfAction, May, Nature
from counter_app.cases.stages import Stage, Step


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
    May.CONCERNED_OR_SERVER: frozenset({Asker.RECEIVER, Asker.CONCERNED, Asker.SERVER}),
}
_OWN_STEPS: dict[str, frozenset[Step]] = {
    Role.COMMUNITY: frozenset({Step.COMMUNITY}),
    Role.COUNTY: frozenset({Step.COUNTY, Step.EMPLOYER}),
    Role.CLERK: frozenset({Step.EMPLOYER}),
    Role.MUNICIPAL: frozenset({Step.MUNICIPAL}),
}
"""At which steps a role decides; the employer's sealed paper is entered by clerk or county."""
_ELSEWHERE = ("wrong_role", "wrong_stage")
_TAKEN_IN = ("received", "accepted")


def why_not(
    state: CaseState | None, action: Action, asker: Asker, *, deemed: bool = False
) -> str | None:
    """None when the action may follow, else a code.

    `deemed`: the case counts as accepted by lapse. Codes: `unknown_kind`, `already_received`,
    `not_received` (also to a stranger, who is not to learn that the case is there),
    `wrong_stream`, `wrong_stage`, `wrong_role`, `stale` (the case was decided on, or its content
    changed, since the author looked), `deemed` and `not_deemed`, `returned`, `stopped`,
    `contested`, `needs_second` (another person has to approve), `same_person`, and those of
    `kinds.checks`.
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
    if action.role == Role.SYSTEM and asker is not Asker.SERVER:
        return "wrong_role"
    if action.stream != state.stream:
        return "wrong_stream"
    if kind.nature is Nature.DECISION:
        return _why_not_decide(state, action, kind, deemed=deemed)
    if kind.nature is Nature.SERVER and kind.stages and state.stage not in kind.stages:
        return "wrong_stage"
    return None


def _why_not_decide(
    state: CaseState, action: Action, kind: KindOfAction, *, deemed: bool
) -> str | None:
    """What holds a decision up, first what the person can do least about."""
    act = _act_of(action, kind)
    if act is None:
        return "unknown_kind"
    # Who approves holds another role, and stands at no step: the proposer did.
    role = None if kind.name is Kind.APPROVED else Role(action.role)
    code = (
        held_up(state, act, role, deemed=deemed)
        or _by_lapse(action, act, deemed=deemed)
        or _stale(state, action)
        or (kind.also(state, action) if kind.also else "")
        or _second_fault(state, action, kind, act)
    )
    if code:
        return code
    return "same_person" if _did_another(state, action, kind) else None


def held_up(state: CaseState, act: KindOfAction, role: Role | None, *, deemed: bool) -> str:
    """What keeps a role from an act on the case, whatever else the act would say; empty: nothing.

    Also for showing beforehand what may be done. A fact is held up by nothing but the role. `role`
    None: of whoever proposed it.
    """
    if role is not None and role not in act.roles:
        return "wrong_role"
    if act.nature is not Nature.DECISION:
        return ""
    if act.stages and state.stage not in act.stages:
        return "wrong_stage"
    if state.stage is Stage.IN_REVIEW:
        own = _OWN_STEPS.get(role, frozenset()) if act.own_step and role else None
        if (act.steps and state.step not in act.steps) or (
            own is not None and state.step not in own
        ):
            return "wrong_stage"
    return next((flag for flag in _flags(state, deemed=deemed) if flag in act.unless), "")


def has_a_say(state: CaseState, role: Role) -> bool:
    """Whether a role has anything to decide where the case is now, whatever else holds it up."""
    # What may be done at any stage, as a proposal, says nothing of where the case is.
    decisions = (e for e in KINDS.values() if e.nature is Nature.DECISION and e.stages)
    return any(held_up(state, each, role, deemed=False) not in _ELSEWHERE for each in decisions)


def _flags(state: CaseState, *, deemed: bool) -> list[Flag]:
    """What of the case may hold an act up."""
    flags = {
        Flag.RETURNED: bool(state.returned),
        Flag.STOPPED: state.is_stopped,
        Flag.CONTESTED: bool(state.contested),
        Flag.DEEMED: deemed,
    }
    return [flag for flag, holds in flags.items() if holds]


def _act_of(action: Action, kind: KindOfAction) -> KindOfAction | None:
    """What a proposal or an approval is about; itself for every other decision."""
    if kind.name not in (Kind.PROPOSED, Kind.APPROVED):
        return kind
    act = KINDS.get(str(action.facts["act"]))
    return act if act and act.approval is not Approval.NONE else None


def _by_lapse(action: Action, act: KindOfAction, *, deemed: bool) -> str:
    """Acceptance says whether it is by lapse; then the county may accept too."""
    if act.name is not Kind.ACCEPTED:
        return ""
    if action.facts.get("basis") == "deemed":
        return "" if deemed else "not_deemed"
    return "wrong_role" if action.role != Role.CLERK else "deemed" if deemed else ""


def _stale(state: CaseState, action: Action) -> str:
    """Facts between do not make a decision stale; a decision or another content does."""
    seen, content = action.facts["seen"], action.facts["content"]
    return "" if seen == state.decision and content == state.content else "stale"


def _second_fault(state: CaseState, action: Action, kind: KindOfAction, act: KindOfAction) -> str:
    """Whether one person may do this alone, and whether the second one is another."""
    if kind is act:
        return "needs_second" if needs_second(state, action, kind) else ""
    if kind.name is Kind.PROPOSED:
        if not needs_second(state, action, act):
            return "needs_no_second"
        return act.also(state, action) if act.also else ""
    waiting = state.open_proposal
    if waiting and waiting.by == action.staff_id:
        return "same_person"
    return act.also(state, action) if act.also else ""


def needs_second(state: CaseState, action: Action, act: KindOfAction) -> bool:
    """Whether another person has to approve: always, or from the second of its kind on."""
    if act.approval is not Approval.SECOND:
        return act.approval is Approval.ALWAYS
    if act.name is Kind.NOTICE_GIVEN:
        return bool(state.notices)
    before = any(letter.paper == "review_return_notice" for letter in state.letters)
    return before or bool(action.facts.get("category"))


def _did_another(state: CaseState, action: Action, kind: KindOfAction) -> bool:
    """Whether the person did what bars them from this; who proposes an act does it."""
    act = _act_of(action, kind) if kind.name is Kind.PROPOSED else kind
    step = action.facts.get("step") or state.step
    return act is not None and did_another(state, deed_of(act, step), action.staff_id)


def did_another(state: CaseState, deed: str, staff_id: str) -> bool:
    """Separation over the whole case (second-half rule 26; hole 27).

    Receiver or accepter, first, county, approver and municipal are pairwise different people.
    """
    group = _TAKEN_IN if deed in _TAKEN_IN else (deed,)
    others = (who for other, who in state.deeds.items() if other not in group)
    return bool(deed) and staff_id in others


def deed_of(kind: KindOfAction, step: Scalar) -> str:
    """What an act is for separation, of an opinion by its step; empty where it is nothing.

    Who enters an employer's sealed paper has not reviewed.
    """
    if kind.name is not Kind.OPINION_GIVEN:
        return kind.deed
    if step == Step.EMPLOYER:
        return ""
    return "first" if step == Step.COMMUNITY else str(step or "")
