"""Judges one pushed action against what the server knows, and takes it in or says why not.

Changes the `Situation` in memory only; storing is `push`. Codes are those of the wire's docstring.
Must not read the store, nor an action's content: what is wrong with an action by itself the look at
it says.
"""

from dataclasses import dataclass, field

from central_server.deciding.days import day_instead
from central_server.fitness import NUMBERED, claim_fault
from central_server.looks import Look
from central_server.situation import Case, Situation, Stored
from central_server.store.rows import SYSTEM
from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.following import Asker, why_not
from counter_app.cases.kinds import KINDS, MOST_ACTIONS, Nature
from counter_app.cases.numbers import LARGEST_JUMP, CaseNumber
from counter_app.cases.replay import advance
from counter_app.cases.times import Trust
from counter_app.wire.enrolment import DESK
from counter_app.wire.messages import Verdict

_FOR_GOOD = frozenset({"broken_chain", "other_content"})
"""What judging the same action anew cannot change."""
_NOT_YET = "restoring"
"""Why a decision was not even judged: it may come again."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of an action; `keep` where its place in the chain is new or its answer is."""

    verdict: Verdict
    code: str = ""
    keep: bool = True
    taken: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "taken", self.verdict is not Verdict.REFUSED)


_APPLIED = Judgement(Verdict.APPLIED)
_DOUBTED = Judgement(Verdict.APPLIED, "clock")
_DAY_DOUBTED = Judgement(Verdict.APPLIED, "day_doubted")
_NO_NUMBER = Judgement(Verdict.CONFLICT, "number_taken")


def apply_action(situation: Situation, look: Look) -> Judgement:
    """Judge the action; what it changes is in the situation afterwards."""
    action = look.action
    chain = situation.chains[action.device, action.incarnation]
    if action.window != chain.window:
        return _passed_over("not_yours" if look.whole else "broken_hash")
    if action.sequence <= chain.sequence:
        return _again(situation, look)
    if action.sequence != chain.sequence + 1:
        return _passed_over("broken_chain")
    hash_ = action.hash if look.whole else situation.hash_told_by_next(action)
    if not hash_:
        return _passed_over("broken_hash")
    code = "" if look.sound else "broken_hash"
    if not code and action.previous != chain.hash:
        code = "broken_chain"
    chain.sequence, chain.hash = action.sequence, hash_
    return _decide(situation, look, code, hash_)


def _passed_over(code: str) -> Judgement:
    """An answer that is not kept: as far as the chain goes, the action has not come."""
    return Judgement(Verdict.REFUSED, code, keep=False)


def _again(situation: Situation, look: Look) -> Judgement:
    """An action whose place was answered before: the stored answer, or a refusal judged anew."""
    action = look.action
    stored = situation.stored.get(action.key)
    if not stored and action.key in situation.free:
        # It was refused, or had no seal, where those around it were handed back.
        return (
            _decide(situation, look, "", action.hash) if look.sound else _passed_over("broken_hash")
        )
    if not stored or stored.hash != action.hash:
        return _passed_over("other_content" if look.whole else "broken_hash")
    if stored.taken:
        return Judgement(Verdict.REPEATED, stored.problem, keep=False)
    if stored.problem in _FOR_GOOD or (stored.problem != _NOT_YET and _was_decided(action)):
        return _passed_over(stored.problem)
    judgement = _decide(situation, look, "" if look.sound else "broken_hash", stored.hash)
    if judgement.taken:
        situation.mended.append(action.key)
    return judgement


def _was_decided(action: Action) -> bool:
    """A refused decision stays refused: trying again is a new act of a person."""
    kind = KINDS.get(action.kind)
    return kind is not None and kind.nature is Nature.DECISION


def _decide(situation: Situation, look: Look, code: str, hash_: str) -> Judgement:
    """`hash_`: what is kept of the action at its place of the chain."""
    action = look.action
    if not code and action.action_id in situation.given_up and _was_decided(action):
        code = "refused_before"
    judgement = Judgement(Verdict.REFUSED, code) if code else _take(situation, look)
    situation.stored[action.key] = Stored(hash_, judgement.taken, judgement.code)
    if judgement.taken:
        situation.ids.add(action.action_id)
    return judgement


def _take(situation: Situation, look: Look) -> Judgement:
    action = look.action
    key = (action.stream, action.case_id)
    case = situation.cases.get(key) if situation.place_of(action) == action.stream else None
    fault = _fault(situation, case, look)
    if fault:
        if case and situation.decider:
            situation.decider.saw(action, fault, case.state)
        return Judgement(Verdict.REFUSED, fault)
    if case:
        case.state = advance(case.state, action)
    else:
        case = Case(advance(None, action), situation.device_of(action).region, numbered=True)
        situation.begin(key, case)
    situation.changed.add(key)
    day = day_instead(case.state, action, situation.time)
    if situation.decider:
        situation.decider.saw(action, "", case.state, day)
    judgement = _number(situation, case, look)
    if judgement is not _APPLIED:
        return judgement
    if situation.trusts[action.at] is not Trust.RIGHT:
        return _DOUBTED
    return _DAY_DOUBTED if day else _APPLIED


def _fault(situation: Situation, case: Case | None, look: Look) -> str | None:
    action = look.action
    if action.kind not in KINDS:
        return "unknown_kind"
    if situation.restoring and KINDS[action.kind].nature is Nature.DECISION:
        return _NOT_YET
    state, asker = (case.state if case else None), _standing(situation, case)
    return (
        look.shape
        or _claim(situation, look)
        or _not_following(situation, state, action, asker)
        or _full(state, asker)
        or _id_fault(situation, action)
        or _jump(situation, look.number)
        or look.matter
    )


def _claim(situation: Situation, look: Look) -> str:
    action = look.action
    # What this server has done it has done, whatever its clock says beside the database's.
    if situation.trusts[action.at] is Trust.NONE and situation.asker.role != SYSTEM:
        return "malformed"
    if action.kind not in NUMBERED:
        return ""
    device = situation.device_of(action)
    return claim_fault(action, look.number, look.token, device, situation.time)


def _not_following(
    situation: Situation, state: CaseState | None, action: Action, asker: Asker
) -> str | None:
    if KINDS[action.kind].nature is not Nature.DECISION:
        return why_not(state, action, asker)
    return situation.decider.fault(state, action, asker) if situation.decider else "no_session"


def _standing(situation: Situation, case: Case | None) -> Asker:
    if case is None:
        return Asker.SERVER if situation.asker.role == SYSTEM else Asker.RECEIVER
    if case.asker is None:
        case.asker = _standing_to(situation, case)
    return case.asker


def _standing_to(situation: Situation, case: Case) -> Asker:
    """What the asker is to the case: pull gives it to those whom it concerns."""
    asker, state = situation.asker, case.state
    if asker.role == SYSTEM:
        return Asker.SERVER
    if situation.owner_of(state.device, state.incarnation) == asker.device:
        return Asker.RECEIVER
    # Somebody of any region may sit at a desk: who it is decides, as it does everywhere.
    concerned = asker.role == DESK or asker.region in (case.hall, state.stream)
    return Asker.CONCERNED if concerned else Asker.STRANGER


def _full(state: CaseState | None, asker: Asker) -> str:
    most = MOST_ACTIONS if asker in (Asker.RECEIVER, Asker.SERVER) else MOST_ACTIONS // 2
    return "case_full" if state and state.actions >= most else ""


def _id_fault(situation: Situation, action: Action) -> str:
    """Ids of actions and cases, and tokens, are unique over all streams."""
    if action.action_id in situation.ids:
        return "other_content"
    if action.kind != Kind.CASE_RECEIVED:
        return ""
    elsewhere = situation.place_of(action) != action.stream
    return "other_content" if elsewhere or action.text("token") in situation.tokens else ""


def _jump(situation: Situation, number: CaseNumber | None) -> str:
    """A number that is far above all that are known would use up its window's numbers."""
    if number is None:
        return ""
    highest = situation.highest.get((number.county, number.window, number.year), 0)
    return "number_too_far" if number.running > highest + LARGEST_JUMP else ""


def _number(situation: Situation, case: Case, look: Look) -> Judgement:
    """The first that comes keeps a number; a later case is taken in without one of its own."""
    if look.number is None:
        return _APPLIED
    case.numbered = situation.give(look.number, (look.action.stream, look.action.case_id))
    return _APPLIED if case.numbered else _NO_NUMBER
