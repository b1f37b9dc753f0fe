"""Cases in any situation and acts on them, for the tests of what may follow what."""

from collections.abc import Iterable

import msgspec

from counter_app.cases.actions import Action, Kind, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.kinds import KINDS
from counter_app.cases.replay import advance
from counter_app.cases.stages import Stage, Step
from counter_app.cases.traces import LetterTrace, NoticeTrace, StopTrace
from tests.unit.cases.test_case_state import action, state

_SAMPLES: dict[str, Scalar] = {
    "letter": "620702-2026-03-00001-B1",
    "on": "2026-11-25",
    "day": "2026-11-24",
    "basis": "ordinary",
    "reason": "other_matter",
    "street": "620702001",
    "items": 2,
    "notice": "notice",
    "until": "2026-12-10",
    "other": "other",
    "difference": "d",
    "decision": "take_verified",
    "department": "taxation",
    "opinion": "agree",
    "days": 10,
    "clauses": "housing",
    "person": "p",
    "goes_on": True,
    "act": Kind.DECLINED,
    "proposal": "proposal",
    "step": "community",
    "of": "left over",
    "way": "no_effect",
}


def situation(stage: Stage, step: Step | None = None, **changed: object) -> CaseState:
    """A case at that stage and step, as `replay` would have it."""
    return msgspec.structs.replace(state(), stage=stage, step=step, **changed)


_READY: dict[str, dict[str, object]] = {
    Kind.NOTICE_PROLONGED: {"notices": (NoticeTrace(action="notice", letter="B1"),)},
    Kind.CONTENT_SETTLED: {"proposed_contents": ("other",)},
    Kind.LETTER_VOIDED: {
        "letters": (LetterTrace(number=str(_SAMPLES["letter"]), paper="", action=""),)
    },
    Kind.CLOCK_RESUMED: {"stops": (StopTrace(action="s", reason="visit", first="2026-11-26"),)},
    Kind.REGISTER_SETTLED: {"contested": "c"},
    Kind.TASK_SETTLED: {"authors": {"left over": "locked"}, "late": ("left over",)},
    Kind.DAY_CORRECTED: {"accepted_on": "2026-11-25"},
}


def ready_for(kind: str, stage: Stage, step: Step | None = None) -> CaseState:
    """A case there in which nothing but its place can hold that kind up."""
    return situation(stage, step, **_READY.get(kind, {}))


def act(now: CaseState, kind: str, role: str, by: str = "u", **facts: Scalar) -> Action:
    """An act whose author has seen the case as it is, with facts that fit its kind."""
    row = KINDS[kind]
    known = {name: _SAMPLES[name] for name in row.needed if name in _SAMPLES}
    seen: dict[str, Scalar] = {"seen": now.decision, "content": now.content}
    if "revision" in row.facts:
        known["revision"] = now.content
    if "step" in row.facts and now.step:
        known["step"] = now.step
    made = action(kind, role=role, **{**known, **(seen if "seen" in row.facts else {}), **facts})
    name = f"{kind} {now.actions} {by}"
    return msgspec.structs.replace(made, staff_id=by, action_id=name)


def after(now: CaseState, *acts: tuple[str, str, str, dict[str, Scalar]]) -> CaseState:
    """The case after acts, each made by somebody who saw the one before."""
    for kind, role, by, facts in acts:
        now = advance(now, act(now, kind, role, by, **facts))
    return now


def cells() -> Iterable[tuple[Stage, Step | None]]:
    """Every place where a case can stand."""
    for stage in Stage:
        steps = list(Step) if stage is Stage.IN_REVIEW else [None]
        yield from ((stage, step) for step in steps)
