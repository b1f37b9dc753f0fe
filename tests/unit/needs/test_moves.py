"""What taking a verified fact would move, as it is read before somebody decides."""

import copy

import pytest

from counter_app.needs.compared import compared
from counter_app.needs.moves import moves
from counter_app.needs.taken import taken
from tests.families import TABLES, TODAY, put
from tests.unit.needs.files import Story, form
from tests.unit.needs.test_compared import ESTATE, IDENTITY, MARRIAGE, accepted, answers

FLAT = {"co_ownership": "sole", "state": "current"}


def sentence(story: Story) -> str:
    (first, *_) = compared(story.file, TABLES, TODAY)
    return moves(story.file, TABLES, TODAY, first)


def flat(area: str) -> dict[str, str]:
    return {**FLAT, "floor_area": area}


def test_a_figure_that_stays_on_its_side_says_so() -> None:
    assert (
        sentence(answers(accepted(), ESTATE, flat("7.1"))) == "人均自有 0.00 → 3.55 m²，仍低于 16"
    )


def test_a_figure_that_changes_its_side_says_what_becomes_of_the_condition() -> None:
    said = sentence(answers(accepted(), ESTATE, flat("88.5")))
    assert said == "人均自有 0.00 → 44.25 m²，不低于 16（符合 → 不符合）"


def test_what_has_no_figure_is_told_in_both_sentences() -> None:
    story = answers(accepted(), MARRIAGE, {"op_type": "IB", "op_date": "2020-05-01"})
    assert sentence(story).startswith("家庭：家庭 2 人，关系清楚 → 婚姻状况为离异但成员中有配偶")


def test_what_moves_nothing_is_said_to() -> None:
    assert sentence(answers(accepted(), IDENTITY, {"sex": "male"})) == "受理条件和材料都不变"


def test_what_was_taken_already_is_the_ground_of_the_next() -> None:
    story = answers(accepted(), ESTATE, flat("7.1"))
    (first, *_) = compared(story.file, TABLES, TODAY)
    who = story.file.state.person(1)
    story.decides("DifferenceSettled", difference=first.difference, decision="take_verified")
    answers(story, ESTATE, flat("10"), person=1)
    found = [each for each in compared(story.file, TABLES, TODAY) if each.item == ESTATE]
    said = {each.person: moves(story.file, TABLES, TODAY, each) for each in found}
    assert said.pop(who).startswith("人均自有 3.55 → 8.55 m²")
    assert [each[:16] for each in said.values()] == ["人均自有 0.00 → 3.55"]


def test_a_dwelling_that_was_declared_too_large_moves_the_other_way() -> None:
    item = {"owner": "周玉兰", "address": "南街", "region": "620702", "use": "dwelling"}
    owned = {"none": False, "items": [{**item, "floor_area": "50.00"}]}
    story = accepted(put(form(), "assets.real_estate", owned))
    said = sentence(answers(story, ESTATE, flat("20")))
    assert said == "人均自有 25.00 → 10.00 m²，低于 16（不符合 → 符合）"


@pytest.mark.parametrize(
    ("position", "path", "values"),
    [
        (0, "assets.real_estate.floor_area", ("10",)),
        (0, "person.monthly_income", ("9000",)),
        (1, "person.monthly_income", ("9000",)),
        (0, "details.marital_status", ("divorced",)),
        (0, "region", ("620721",)),
        (0, "person.sex", ()),
    ],
)
def test_a_form_in_which_something_is_taken_is_another_one(
    position: int, path: str, values: tuple[str, ...]
) -> None:
    document = form()
    before = copy.deepcopy(document)
    changed = taken(document, (position, path, values))
    assert document == before
    assert (changed != before) == (bool(values) and path != "region")
