"""What waits for a word of the county: each once, in the ways there are for it, beside all else."""

import itertools

import pytest

from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.following import Asker, why_not
from counter_app.cases.left_over import Left, SettledBy, left_over, ways
from counter_app.cases.replay import advance
from counter_app.cases.stages import Stage
from counter_app.cases.traces import QueryTrace
from tests.unit.cases.acts import act, after, situation

CY = Role.COUNTY
ANSWER = QueryTrace(query="q", item="i", person="p", consent="c", state="answered", answer="a")
WAITING: dict[Left, CaseState] = {
    Left.ANSWER: situation(Stage.FILED, queries=(ANSWER,), late=("a",)),
    Left.FACT: situation(Stage.FILED, late=("f",)),
    Left.AUTHOR: situation(Stage.RECEIVED, authors={"f": "locked"}),
    Left.DAY: situation(Stage.FILED, doubted=("f",), days={"f": "2026-11-25"}),
    Left.TAKEN_BACK: situation(
        Stage.IN_REVIEW, accepted_by="x", taken_back=("p",), answers={"p": "w"}
    ),
}
FIT = {
    Left.ANSWER: {"no_effect", "list_told"},
    Left.FACT: {"no_effect", "seen_to", "list_told"},
    Left.AUTHOR: {"no_effect", "seen_to"},
    Left.DAY: {"no_effect", "seen_to"},
    Left.TAKEN_BACK: {"no_effect", "on_paper"},
}
ENDS = [stage for stage in Stage if stage.is_end]


def why(now: CaseState, of: str, way: str = "no_effect", **facts: Scalar) -> str | None:
    made = act(now, Kind.TASK_SETTLED, CY, "zhao", of=of, way=way, **facts)
    return why_not(now, made, Asker.CONCERNED)


@pytest.mark.parametrize(("what", "way"), list(itertools.product(Left, SettledBy)))
def test_each_is_settled_in_the_ways_that_mean_something_for_it(what: Left, way: str) -> None:
    now = WAITING[what]
    (left,) = left_over(now)
    assert left.why is what
    fit = way in FIT[what]
    assert why(now, left.of, way) == (None if fit else "nothing_to_settle")
    if fit:
        settled = after(now, (Kind.TASK_SETTLED, CY, "zhao", {"of": left.of, "way": way}))
        assert list(left_over(settled)) == []
        assert why(settled, left.of, way) == "nothing_to_settle", "once"


@pytest.mark.parametrize("stage", ENDS)
def test_only_of_a_filed_case_somebody_keeps_a_list_who_could_be_told(stage: Stage) -> None:
    assert (SettledBy.LIST_TOLD in ways(Left.FACT, stage)) == (stage is Stage.FILED)


def test_what_comes_anew_waits_anew_and_what_was_settled_stays_so() -> None:
    now = WAITING[Left.FACT]
    settled = after(now, (Kind.TASK_SETTLED, CY, "zhao", {"of": "f", "way": "no_effect"}))
    later = after(settled, (Kind.MATERIAL_TAKEN, Role.CLERK, "li", {}))
    (left,) = left_over(later)
    assert left.of == later.late[-1] != "f"
    assert later.late[0] == "f", "the record keeps that it came late"


def test_a_consent_that_is_taken_back_again_waits_again() -> None:
    now = WAITING[Left.TAKEN_BACK]
    settled = after(now, (Kind.TASK_SETTLED, CY, "zhao", {"of": "w", "way": "on_paper"}))
    given = after(settled, (Kind.CONSENT_GIVEN, Role.CLERK, "li", {"person": "p"}))
    assert list(left_over(given)) == []
    again = after(given, (Kind.CONSENT_WITHDRAWN, Role.CLERK, "li", {"person": "p"}))
    assert [each.why for each in left_over(again)] == [Left.TAKEN_BACK]


def test_who_has_left_the_household_has_nothing_to_prove() -> None:
    now = situation(
        Stage.IN_REVIEW, accepted_by="x", taken_back=("p",), answers={"p": "w"}, persons=("other",)
    )
    assert list(left_over(now)) == []


def test_it_makes_no_decision_stale_and_no_proposal_void() -> None:
    """An older counter does not know it, and goes on deciding."""
    now = WAITING[Left.AUTHOR]
    proposed = act(now, Kind.PROPOSED, Role.CLERK, "li", act=Kind.DECLINED, reason="barred")
    now = advance(now, proposed)
    settled = after(now, (Kind.TASK_SETTLED, CY, "zhao", {"of": "f", "way": "seen_to"}))
    assert settled.settled.keys() == {"f"}
    assert settled.decision == now.decision
    assert settled.open_proposal == now.open_proposal
    assert settled.deeds == now.deeds


def test_who_ends_a_case_settles_what_was_in_doubt_and_not_what_comes_in_doubt_after() -> None:
    now = situation(
        Stage.RECEIVED, authors={"f": "locked"}, doubted=("g",), days={"g": "2026-11-25"}
    )
    ended = after(now, (Kind.WITHDRAWN, Role.CLERK, "li", {}))
    assert list(left_over(ended)) == []
    server = act(ended, Kind.AUTHOR_DOUBTED, Role.SYSTEM, fact=ended.ended_by, why="locked")
    (left,) = left_over(advance(ended, server))
    assert (left.why, left.of) == (Left.AUTHOR, ended.ended_by)
    day: dict[str, Scalar] = {"fact": ended.ended_by, "day": "2026-11-24"}
    doubted = advance(ended, act(ended, Kind.DAY_DOUBTED, Role.SYSTEM, **day))
    assert [each.why for each in left_over(doubted)] == [Left.DAY]
    assert doubted.ended_on == "2026-11-24", "the server's day holds"
