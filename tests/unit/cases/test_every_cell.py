"""Every stage × step × kind × role cell of the second half, against the table of the specification.

The table is written down here a second time, in the words of 审核流程, so that a change of the
product's own is noticed.
"""

import itertools

import msgspec
import pytest

from counter_app.cases.actions import Kind, Role
from counter_app.cases.following import Asker, why_not
from counter_app.cases.kinds import KINDS, Approval, Nature
from counter_app.cases.replay import advance
from counter_app.cases.stages import Stage, Step
from tests.unit.cases.acts import act, cells, ready_for, situation

CL, CO, CY, LE, MU = Role.CLERK, Role.COMMUNITY, Role.COUNTY, Role.COUNTY_LEAD, Role.MUNICIPAL
R, S, A, V = Stage.RECEIVED, Stage.SUPPLEMENT, Stage.ACCEPTED, Stage.IN_REVIEW
COMMUNITY, EMPLOYER, COUNTY, MUNICIPAL = (
    (V, step) for step in (Step.COMMUNITY, Step.EMPLOYER, Step.COUNTY, Step.MUNICIPAL)
)
REVIEW = {(V, step) for step in Step}
BEFORE = {(R, None), (S, None)}
LIVE = {*BEFORE, (A, None), *REVIEW}
ALL = set(cells())

ALONE = {
    Kind.STREET_SET: {CL: BEFORE, CY: LIVE},
    Kind.NOTICE_GIVEN: {CL: BEFORE},
    Kind.ACCEPTED: {CL: BEFORE},
    Kind.CONTENT_SETTLED: {CL: LIVE},
    Kind.LETTER_VOIDED: {CL: ALL, CY: ALL},
    Kind.DIFFERENCE_SETTLED: {CO: {COMMUNITY}, CY: {COUNTY, EMPLOYER}},
    Kind.WAIVED: {CY: {COUNTY}},
    Kind.OPINION_GIVEN: {CO: {COMMUNITY}, CY: {EMPLOYER, COUNTY}, CL: {EMPLOYER}},
    Kind.RETURNED: {CO: {COMMUNITY}, CY: {EMPLOYER, COUNTY}},
    Kind.REFUSAL_ANNOUNCED: {CY: {COUNTY}},
    Kind.SENT_BACK: {MU: {MUNICIPAL}},
    Kind.FILED: {MU: {MUNICIPAL}},
    Kind.TASK_SETTLED: {CY: ALL},
}
"""What one person decides: as whom, where."""
BY_TWO = {
    Kind.NOTICE_PROLONGED: {CL: {(S, None)}},
    Kind.DECLINED: {CL: BEFORE},
    Kind.CLOCK_STOPPED: {CY: REVIEW},
    Kind.CLOCK_RESUMED: {CY: REVIEW},
    Kind.EXTENDED: {CY: REVIEW},
    Kind.REFUSED: {CY: {COUNTY}},
    Kind.ENDED: {CY: LIVE},
    Kind.REGISTER_SETTLED: {CY: LIVE},
    Kind.IDENTITY_CORRECTED: {CY: LIVE},
    Kind.DAY_CORRECTED: {CY: LIVE},
}
"""What one proposes and a lead approves: who proposes, where."""


ROLES = [role for role in Role if role is not Role.SYSTEM]
DECISIONS = [kind for kind, row in KINDS.items() if row.nature is Nature.DECISION]


def test_every_decision_stands_in_this_table() -> None:
    proposals = {Kind.PROPOSED, Kind.APPROVED, Kind.PROPOSAL_SENT_BACK}
    assert set(DECISIONS) == set(ALONE) | set(BY_TWO) | proposals
    assert {k for k, row in KINDS.items() if row.approval is Approval.ALWAYS} == set(BY_TWO)


@pytest.mark.parametrize("kind", ALONE)
def test_one_person_decides_where_and_as_whom_the_table_says(kind: Kind) -> None:
    for (stage, step), role in itertools.product(ALL, ROLES):
        now = ready_for(kind, stage, step)
        answer = why_not(now, act(now, kind, role), Asker.CONCERNED)
        where = ALONE[kind].get(role)
        if where is None:
            assert answer in ("wrong_role", "wrong_stage"), (stage, step, role)
        else:
            assert (answer is None) == ((stage, step) in where), (stage, step, role, answer)
            assert answer in (None, "wrong_stage", "wrong_role")


@pytest.mark.parametrize("kind", BY_TWO)
def test_what_takes_two_is_never_done_by_one(kind: Kind) -> None:
    for (stage, step), role in itertools.product(ALL, ROLES):
        now = ready_for(kind, stage, step)
        assert why_not(now, act(now, kind, role), Asker.CONCERNED) is not None
        proposal = act(now, Kind.PROPOSED, role, "first", **act(now, kind, role).facts, act=kind)
        answer = why_not(now, proposal, Asker.CONCERNED)
        allowed = (stage, step) in BY_TWO[kind].get(role, set())
        assert (answer is None) == allowed, (stage, step, role, answer)
        if not allowed:
            continue
        waiting = advance(now, proposal)
        facts = {**proposal.facts, "proposal": proposal.action_id}
        facts |= {"seen": waiting.decision, "content": waiting.content}
        for who, as_whom in itertools.product(("first", "second"), ROLES):
            approval = act(waiting, Kind.APPROVED, as_whom, who, **facts)
            said = why_not(waiting, approval, Asker.CONCERNED)
            if as_whom is not LE:
                assert said == "wrong_role"
            else:
                assert said == ("same_person" if who == "first" else None)


@pytest.mark.parametrize("kind", [k for k, row in KINDS.items() if row.nature is Nature.FACT])
def test_what_happened_is_taken_in_wherever_the_case_stands(kind: Kind) -> None:
    if KINDS[kind].first:
        return
    for (stage, step), role in itertools.product(ALL, ROLES):
        now = situation(stage, step)
        answer = why_not(now, act(now, kind, role), Asker.RECEIVER)
        assert answer == (None if role in KINDS[kind].roles else "wrong_role")


@pytest.mark.parametrize("kind", [k for k, row in KINDS.items() if row.nature is Nature.SERVER])
def test_what_the_server_writes_nobody_else_does(kind: Kind) -> None:
    for role, asker in itertools.product(Role, Asker):
        now = situation(Stage.ACCEPTED)
        answer = why_not(now, act(now, kind, role), asker)
        assert (answer is None) == (role is Role.SYSTEM and asker is Asker.SERVER)


@pytest.mark.parametrize("kind", DECISIONS)
def test_who_decides_has_seen_the_last_decision_and_content(kind: Kind) -> None:
    for (stage, step), role in itertools.product(ALL, ROLES):
        now = ready_for(kind, stage, step)
        made = act(now, kind, role)
        if why_not(now, made, Asker.CONCERNED) is not None:
            continue
        for moved in ({"decision": "another"}, {"content": "another"}):
            later = msgspec.structs.replace(now, **moved)
            assert why_not(later, made, Asker.CONCERNED) == "stale"
        with_fact = msgspec.structs.replace(now, actions=9, materials=("late",))
        assert why_not(with_fact, made, Asker.CONCERNED) is None
