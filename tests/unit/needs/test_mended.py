"""Whether all that a return asked for is there."""

from typing import Any

import pytest

from counter_app.cases.actions import Kind
from counter_app.needs.compared import compared
from counter_app.needs.mended import last_piece
from tests.families import TABLES, TODAY, WOMAN, put
from tests.unit.needs.files import Story, form
from tests.unit.needs.test_compared import ESTATE, accepted, answers

LARGE = {"floor_area": "88.5", "co_ownership": "sole", "state": "current"}


def returned(*remarks: dict[str, Any]) -> Story:
    """Reviewed, with a house that was not declared, and returned for these remarks."""
    story = answers(accepted().takes("income_proof", WOMAN), ESTATE, LARGE)
    content = story.file.state.content
    said = {"remarks": [{"words": "x", **each} for each in remarks]}
    return story.decides(Kind.RETURNED, said, letter="X1", items=len(remarks), content=content)


def last(story: Story) -> str:
    found = last_piece(story.file, TABLES, TODAY)
    return found.action_id if found else ""


def difference(story: Story) -> str:
    (first, *_) = compared(story.file, TABLES, TODAY)
    return first.difference


def test_nothing_is_mended_before_something_came() -> None:
    assert last(returned({"field": "applicant.employer"})) == ""


def test_another_content_meets_a_field_once_it_is_signed() -> None:
    story = returned({"field": "applicant.employer"})
    story.revises(put(form(), "applicant.employer", "张掖市滨河保洁服务有限责任公司"))
    assert last(story) == ""
    story.signs()
    assert last(story) == story.actions[-1].action_id


@pytest.mark.parametrize("person", [True, False])
def test_a_paper_is_met_by_that_paper_alone(person: bool) -> None:
    who = returned().file.state.person(0)
    named = {"person": who} if person else {}
    story = returned({"material": "real_estate", **named})
    story.takes("income_proof", WOMAN, person=who)
    assert last(story) == ""
    story.takes("real_estate", WOMAN, person=who)
    assert last(story) == story.actions[-1].action_id


def test_a_paper_of_somebody_else_meets_nothing() -> None:
    story = returned({"material": "real_estate", "person": returned().file.state.person(0)})
    story.takes("real_estate", WOMAN, person=story.file.state.person(1))
    assert last(story) == ""


def test_what_was_to_be_mended_at_a_department_is_when_it_says_so() -> None:
    name = difference(returned())
    story = returned({"difference": name})
    story.does(Kind.CONTACT_CHANGED, replaces="x")
    assert last(story) == ""
    who = story.file.state.person(0)
    story.decides(
        Kind.ANSWER_ENTERED,
        {"records": [], "coverage": {"area": "620700", "as_of": "2026-11-24"}},
        query="by hand",
        item=ESTATE,
        person=who,
        outcome="none",
        channel="letter",
        as_of="2026-11-24",
    )
    assert last(story) == story.actions[-1].action_id


def test_words_alone_are_met_by_whatever_comes_and_a_promise_by_its_paper() -> None:
    story = returned({})
    story.takes("real_estate", WOMAN)
    assert last(story) == story.actions[-1].action_id


def test_what_a_notice_would_ask_for_is_asked_for_here_too() -> None:
    story = answers(accepted(), ESTATE, LARGE)  # the proof of income is not there
    said = {"remarks": [{"words": "x"}]}
    story.decides(Kind.RETURNED, said, letter="X1", items=1, content=story.file.state.content)
    story.takes("real_estate", WOMAN)
    assert last(story) == ""
    story.takes("income_proof", WOMAN)
    assert last(story) == story.actions[-1].action_id


def test_nothing_is_mended_where_nothing_waits() -> None:
    assert last_piece(accepted().file, TABLES, TODAY) is None


def test_whoever_knows_that_more_comes_keeps_it_open() -> None:
    story = returned({})
    waits = story.file.state.returned
    story.takes("real_estate", WOMAN, settles=waits, last=False)
    assert last(story) == ""
    story.takes("marriage", WOMAN, settles=waits)
    assert last(story) == story.actions[-1].action_id
