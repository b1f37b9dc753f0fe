"""Declared beside verified: agrees, differs, unknown, not asked; decisive first."""

from collections.abc import Mapping
from typing import Any

import pytest

from counter_app.cases.actions import Kind
from counter_app.needs.both_sides import are_same, said_values
from counter_app.needs.compared import Compared, Result, compared, decisions
from counter_app.needs.tasks import tasks_of
from tests.families import TABLES, TODAY, WOMAN, put
from tests.unit.needs.files import Story, form

IDENTITY, MARRIAGE = "public_security.identity", "civil_affairs.marriage"
ESTATE, FUND = "natural_resources.real_estate", "housing_fund.account"
COVERED = {"area": "620700", "as_of": "2026-11-20"}


def accepted(content: dict[str, Any] | None = None) -> Story:
    story = Story(content or form()).signs()
    return story.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="L")


def answers(
    story: Story,
    item: str,
    *records: Mapping[str, object],
    outcome: str = "found",
    coverage: dict[str, str] | None = None,
    person: int = 0,
) -> Story:
    """A department is asked and answers."""
    who, query = story.file.state.person(person), f"q{len(story.actions)}"
    story.decides(Kind.QUERY_ASKED, query=query, item=item, person=who, consent="c")
    said = {"records": list(records), "coverage": COVERED if coverage is None else coverage}
    return story.decides(
        Kind.QUERY_ANSWERED, said, query=query, outcome=outcome, channel="call", as_of="2026-11-20"
    )


def one(story: Story, item: str, fact: str = "", person: int = 0) -> Compared:
    who = story.file.state.person(person)
    found = [
        each
        for each in compared(story.file, TABLES, TODAY)
        if each.item == item and each.person == who and fact in ("", each.fact)
    ]
    return found[0]


def test_what_nobody_asked_is_not_asked_and_what_waits_is_unknown() -> None:
    story = accepted()
    assert one(story, MARRIAGE).result is Result.NOT_ASKED
    who = story.file.state.person(0)
    story.decides(Kind.QUERY_ASKED, query="q", item=MARRIAGE, person=who, consent="c")
    assert one(story, MARRIAGE).result is Result.UNKNOWN


def test_the_newest_event_of_a_marriage_decides_and_nothing_found_is_unknown() -> None:
    married = {"op_type": "IA", "op_date": "2010-05-01"}
    divorced = {"op_type": "IB", "op_date": "2020-05-01"}
    assert one(answers(accepted(), MARRIAGE, married), MARRIAGE).result is Result.AGREES
    differs = one(answers(accepted(), MARRIAGE, divorced, married), MARRIAGE)
    assert (differs.result, differs.declared, differs.verified) == (
        Result.DIFFERS, "married", "divorced",
    )  # fmt: skip
    assert differs.decisive, "a spouse among the members and a divorce: a finding moves"
    nothing = answers(accepted(), MARRIAGE, outcome="none")
    assert one(nothing, MARRIAGE).result is Result.UNKNOWN


def test_no_dwelling_found_agrees_only_where_it_is_said_what_was_looked_through() -> None:
    covered = answers(accepted(), ESTATE, outcome="none")
    assert one(covered, ESTATE).result is Result.AGREES
    nowhere = answers(accepted(), ESTATE, outcome="none", coverage={})
    assert one(nowhere, ESTATE).result is Result.UNKNOWN


def test_a_dwelling_that_was_not_declared_differs_and_is_decisive() -> None:
    flat = {"floor_area": "88.5", "co_ownership": "sole", "state": "current"}
    found = one(answers(accepted(), ESTATE, flat), ESTATE)
    assert (found.result, found.decisive) == (Result.DIFFERS, True)
    assert (found.declared, found.verified) == ("", "88.50")
    assert compared(answers(accepted(), ESTATE, flat).file, TABLES, TODAY)[0] == found


def test_what_is_decisive_comes_first_whoever_it_is_of() -> None:
    small, large = ({"floor_area": area, "state": "current"} for area in ("7.1", "88.5"))
    story = answers(answers(accepted(), ESTATE, small), ESTATE, large, person=1)
    first, second = compared(story.file, TABLES, TODAY)[:2]
    assert (first.verified, first.decisive) == ("88.50", True)
    assert (second.verified, second.decisive) == ("7.10", False)


@pytest.mark.parametrize("outcome", ["to_person", "identity_mismatch", "ambiguous"])
def test_a_death_and_somebody_else_are_a_task_and_never_a_row_to_decide(outcome: str) -> None:
    died = {"deceased": "1", "sex": "male"}
    story = answers(accepted(), IDENTITY, died, outcome=outcome)
    found = [each for each in compared(story.file, TABLES, TODAY) if each.item == IDENTITY]
    assert Result.DIFFERS not in {each.result for each in found}
    assert "deceased" not in {each.fact for each in found}
    assert outcome in {each.outcome for each in story.file.state.queries}
    assert [each.item for each in tasks_of(story.file.state)] == [IDENTITY]


def test_area_agrees_to_a_hundredth_and_what_was_sold_does_not_count() -> None:
    items = [
        {
            "owner": "周玉兰",
            "address": "南街",
            "region": "620702",
            "use": "dwelling",
            "floor_area": "50.00",
            "share": "1/2",
        }
    ]
    owned = put(form(), "assets.real_estate", {"none": False, "items": items})
    half = {"floor_area": "50.02", "co_ownership": "shares", "share": "1/2"}
    sold = {"floor_area": "90", "co_ownership": "sole", "state": "history"}
    assert one(answers(accepted(owned), ESTATE, half, sold), ESTATE).result is Result.AGREES


def test_what_is_owned_together_without_a_share_goes_to_a_person() -> None:
    together = {"floor_area": "88.5", "co_ownership": "joint"}
    found = one(answers(accepted(), ESTATE, together), ESTATE)
    assert (found.result, found.verified) == (Result.UNKNOWN, "")
    sold = {**together, "state": "history"}
    assert one(answers(accepted(), ESTATE, sold), ESTATE).result is Result.AGREES


@pytest.mark.parametrize(
    ("amount", "result"),
    [("3000.00", Result.AGREES), ("3500.00", Result.AGREES), ("3600.00", Result.DIFFERS)],
)
def test_money_differs_only_above_the_declared_and_beyond_the_tolerance(
    amount: str, result: Result
) -> None:
    story = answers(accepted(), "taxation.income", {"month": "2026-10", "amount": amount})
    assert one(story, "taxation.income").result is result


def test_texts_are_the_same_whatever_their_width_and_spaces() -> None:
    unit = {"unit": "张掖市滨河 保洁服务有限公司", "state": "paying"}
    story = answers(accepted(), "human_resources.insurance", unit)
    assert one(story, "human_resources.insurance").result is Result.AGREES


def test_sex_and_birth_are_held_against_the_form_and_the_number() -> None:
    assert WOMAN[6:14] == "19840315"
    same = {"sex": "female", "birth_date": "1984-03-15"}
    story = answers(accepted(), IDENTITY, same)
    assert one(story, IDENTITY, "sex").result is Result.AGREES
    assert one(story, IDENTITY, "birth_date").result is Result.AGREES
    other = answers(accepted(), IDENTITY, {"sex": "male"})
    assert one(other, IDENTITY, "sex").result is Result.DIFFERS


@pytest.mark.parametrize("outcome", ["identity_mismatch", "ambiguous", "not_covered", "to_person"])
def test_what_is_no_answer_to_the_question_is_unknown(outcome: str) -> None:
    story = answers(accepted(), MARRIAGE, outcome=outcome)
    assert one(story, MARRIAGE).result is Result.UNKNOWN


def test_of_two_answers_the_later_day_leads_and_the_other_is_said() -> None:
    story = answers(accepted(), MARRIAGE, {"op_type": "IB", "op_date": "2020-05-01"})
    earlier = {**COVERED, "as_of": "2026-01-01"}
    answers(story, MARRIAGE, {"op_type": "IA", "op_date": "2010-05-01"}, coverage=earlier)
    found = one(story, MARRIAGE)
    assert (found.verified, found.was) == ("divorced", "married")


def test_a_difference_has_the_same_id_each_time_it_is_compared() -> None:
    story = answers(accepted(), MARRIAGE, {"op_type": "IB", "op_date": "2020-05-01"})
    assert one(story, MARRIAGE).difference == one(story, MARRIAGE).difference
    others = {each.difference for each in compared(story.file, TABLES, TODAY)}
    assert len(others) == len(compared(story.file, TABLES, TODAY))


def test_comparing_changes_nothing_of_the_case() -> None:
    story = answers(accepted(), ESTATE, {"floor_area": "88.5", "co_ownership": "sole"})
    before = str(story.file.document)
    file = story.file
    compared(file, TABLES, TODAY)
    assert str(file.document) == before


def decided(story: Story) -> dict[str, str]:
    return dict(decisions(story.file, TABLES, TODAY))


def taken(story: Story) -> Story:
    """What differs first is taken as it was declared."""
    (first, *_) = compared(story.file, TABLES, TODAY)
    return story.decides(
        Kind.DIFFERENCE_SETTLED,
        difference=first.difference,
        decision="take_declared",
        content=story.file.state.content,
    )


LATER = {**COVERED, "as_of": "2026-11-23"}


def test_a_decision_holds_until_the_department_says_something_else() -> None:
    flat = {"floor_area": "88.5", "co_ownership": "sole", "state": "current"}
    story = taken(answers(accepted(), ESTATE, flat))
    assert list(decided(story).values()) == ["take_declared"]
    answers(story, ESTATE, flat, coverage=LATER)
    assert list(decided(story).values()) == ["take_declared"], "it says the same once more"
    answers(story, ESTATE, {**flat, "floor_area": "190"}, coverage=LATER)
    assert decided(story) == {}
    assert one(story, ESTATE).was == "88.50"


def test_what_was_decided_of_no_answer_is_decided_anew_with_one() -> None:
    story = answers(accepted(), MARRIAGE, outcome="none", coverage={})
    name = one(story, MARRIAGE).difference
    content = story.file.state.content
    story.decides(
        Kind.DIFFERENCE_SETTLED, difference=name, decision="take_declared", content=content
    )
    assert decided(story) == {name: "take_declared"}
    answers(story, MARRIAGE, {"op_type": "IB", "op_date": "2020-05-01"}, coverage=LATER)
    assert decided(story) == {}


def test_an_older_answer_that_comes_later_changes_nothing() -> None:
    story = taken(answers(accepted(), MARRIAGE, {"op_type": "IB", "op_date": "2020-05-01"}))
    earlier = {**COVERED, "as_of": "2026-01-01"}
    answers(story, MARRIAGE, {"op_type": "IA", "op_date": "2010-05-01"}, coverage=earlier)
    assert list(decided(story).values()) == ["take_declared"]


@pytest.mark.parametrize(
    "share",
    ["1e30", "NaN", "-Infinity", "1e-999999999", "-1/2", "3/2", "1/1e-20", "1e-20/3", "50", "全部"],
)
def test_a_share_that_is_no_part_of_a_whole_is_the_whole(share: str) -> None:
    record = {"floor_area": "50.02", "co_ownership": "shares", "share": share}
    assert said_values([record], "floor_area", "sum_area") in (("50.02",), ("0.00",))


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "1e999999999", "-1e-999999999", "x"])
@pytest.mark.parametrize("rule", ["money", "sum_money", "sum_area"])
def test_what_cannot_be_reckoned_with_stops_no_comparison(rule: str, number: str) -> None:
    """A declared content is whatever a window sealed."""
    assert are_same(rule, [number], ["0.00"])
    assert not are_same(rule, [number], ["1.00"])
