"""Whatever departments say in whatever order: nobody's word passes an open difference by."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app.cases.actions import Kind
from counter_app.needs.compared import Compared, Result, compared, decisions
from counter_app.needs.in_review import open_differences
from tests.families import TABLES, TODAY
from tests.unit.needs.files import Story
from tests.unit.needs.test_compared import ESTATE, accepted, answers

AREAS = st.sampled_from(["", "7.10", "88.50", "190.00"])
"""None, a small one, two that are too large."""
DAYS = st.integers(1, 25).map(lambda day: f"2026-11-{day:02d}")
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), AREAS, DAYS),
        st.tuples(st.just("decide"), st.sampled_from(["take_declared", "take_verified"])),
    ),
    max_size=8,
)


def says(story: Story, area: str, day: str) -> None:
    coverage = {"area": "620700", "as_of": day}
    record = {"floor_area": area, "co_ownership": "sole", "state": "current"}
    records = [record] if area else []
    answers(story, ESTATE, *records, outcome="found" if area else "none", coverage=coverage)


def estate(story: Story) -> Compared:
    who = story.file.state.person(0)
    found = compared(story.file, TABLES, TODAY)
    (one,) = [each for each in found if (each.item, each.person) == (ESTATE, who)]
    return one


def decide(story: Story, decision: str) -> None:
    story.decides(
        Kind.DIFFERENCE_SETTLED,
        difference=estate(story).difference,
        decision=decision,
        content=story.file.state.content,
    )


@given(EVENTS)
def test_a_decision_is_of_what_leads_and_nothing_else(events: list[Any]) -> None:
    story, led, seen = accepted(), ("", ""), None
    for event in events:
        if event[0] == "answer":
            _, area, day = event
            says(story, area, day)
            if day >= led[0]:
                led = (day, area)
        else:
            decide(story, event[1])
            seen = led[1]
    one, decided = estate(story), decisions(story.file, TABLES, TODAY)
    assert one.verified == led[1]
    assert (one.difference in decided) == (seen is not None and seen == led[1])
    is_open = one.difference in {
        each.difference for each in open_differences(story.file, TABLES, TODAY)
    }
    assert is_open == (one.decisive and one.difference not in decided)
    assert one.decisive <= (one.result is Result.DIFFERS)


@given(EVENTS, AREAS)
def test_what_is_older_than_what_leads_changes_nothing(events: list[Any], area: str) -> None:
    story = accepted()
    says(story, "88.50", "2026-11-26")
    for event in events:
        if event[0] == "decide":
            decide(story, event[1])
    before, decided = estate(story), decisions(story.file, TABLES, TODAY)
    says(story, area, "2026-01-01")
    after = estate(story)
    assert after._replace(was="") == before._replace(was="")
    assert decisions(story.file, TABLES, TODAY) == decided
