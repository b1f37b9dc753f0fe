"""Declared beside verified as `case` tells it: what differs, counts, each department."""

from typing import Any

import pytest

from counter_app.cases.actions import Kind
from counter_app.intake.history_words import HistoryWords
from counter_app.intake.sides_told import Sides
from tests.families import TABLES, TODAY
from tests.unit.needs.files import Story
from tests.unit.needs.test_compared import COVERED, ESTATE, MARRIAGE, accepted, answers

FLAT = {"floor_area": "7.1", "co_ownership": "sole", "state": "current"}
INSURANCE = "human_resources.insurance"


def sides(story: Story, **troubles: str) -> dict[str, Any]:
    return Sides(story.file, TABLES, TODAY, troubles).told()


def department(told: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (each for each in told["departments"] if each["department"] == name)
    return {str(key): value for key, value in found.items() if key != "department"}


def asks(story: Story, item: str, person: int = 0) -> Story:
    who = story.file.state.person(person)
    return story.decides(
        Kind.QUERY_ASKED, query=f"q{len(story.actions)}", item=item, person=who, consent="c"
    )


def test_what_differs_stands_first_with_what_it_moves() -> None:
    told = sides(answers(accepted(), ESTATE, FLAT))
    (row,) = told["differences"]
    assert (row["declared"], row["verified"], row["decisive"]) == ("", "7.10", False)
    assert row["moves"] == "人均自有 0.00 → 3.55 m²，仍低于 16"
    assert (row["decision"], row["result"], row["was"]) == (None, "differs", None)
    assert all(each["result"] != "differs" for each in told["other_facts"])


def test_nothing_is_taken_before_anything_was_asked() -> None:
    findings = Sides(accepted().file, TABLES, TODAY).findings()
    assert (findings["declared"]["housing"], findings["taken"]) == ("pass", None)


def test_findings_stand_twice_once_a_person_took_what_was_verified() -> None:
    large = {**FLAT, "floor_area": "88.5"}
    story = answers(accepted(), ESTATE, large)
    (row,) = sides(story)["differences"]
    story.decides(Kind.DIFFERENCE_SETTLED, difference=row["difference"], decision="take_verified")
    found = Sides(story.file, TABLES, TODAY).findings()
    assert (found["declared"]["housing"], found["taken"]["housing"]) == ("pass", "fail")
    (after,) = sides(story)["differences"]
    assert (after["decision"], after["result"]) == ("take_verified", "differs")


def test_what_was_decided_of_another_content_is_to_be_decided_anew() -> None:
    story = answers(accepted(), ESTATE, FLAT)
    (row,) = sides(story)["differences"]
    story.decides(Kind.DIFFERENCE_SETTLED, difference=row["difference"], decision="take_declared")
    story.revises({**story.content, "remarks": "x"})
    (after,) = sides(story)["differences"]
    assert after["decision"] is None


def test_counts_are_told_of_all_and_of_each_person() -> None:
    told = sides(answers(accepted(), ESTATE, FLAT))["compared"]
    assert told["differs"] == 1
    assert sum(each["differs"] for each in told["persons"]) == 1
    for result in ("agrees", "differs", "unknown", "not_asked"):
        assert told[result] == sum(each[result] for each in told["persons"])


def test_nine_departments_always_in_their_order() -> None:
    names = [each["department"] for each in sides(accepted())["departments"]]
    assert names == [
        "public_security", "civil_affairs", "education", "human_resources", "natural_resources",
        "housing", "taxation", "housing_fund", "market_regulation",
    ]  # fmt: skip


def test_a_department_is_as_grave_as_its_gravest_item() -> None:
    story = accepted()
    asks(story, ESTATE, 0)
    waiting = department(sides(story), "natural_resources")
    assert (waiting["state"], waiting["answered"]) == ("waiting", 0)
    assert waiting["since"] == story.actions[-1].at
    for person in (0, 1):
        answers(story, ESTATE, outcome="none", person=person)
    agrees = department(sides(story), "natural_resources")
    assert (agrees["state"], agrees["answered"], agrees["asked"]) == ("agrees", 2, 2)
    answers(story, ESTATE, FLAT, coverage={**COVERED, "as_of": "2026-11-23"})
    assert department(sides(story), "natural_resources")["state"] == "differs"


def test_who_is_out_of_reach_is_told_since_when() -> None:
    story = asks(accepted(), MARRIAGE)
    told = sides(story, civil_affairs="2026-11-24T10:05:00.000+08:00")
    found = department(told, "civil_affairs")
    assert (found["state"], found["since"][11:16]) == ("unreachable", "10:05")


def test_what_failed_is_not_answered() -> None:
    story = asks(accepted(), MARRIAGE)
    query = str(story.actions[-1].facts["query"])
    story.decides(Kind.QUERY_FAILED, query=query, error="not_permitted")
    found = department(sides(story), "civil_affairs")
    assert (found["state"], found["answered"]) == ("unreachable", 0)


def test_an_answer_without_coverage_is_no_agreement() -> None:
    story = accepted()
    for person in (0, 1):
        answers(story, MARRIAGE, outcome="none", coverage={}, person=person)
    (row,) = [e for e in sides(story)["departments"] if e["department"] == "civil_affairs"]
    assert row["state"] in ("unknown", "waiting")
    assert row["answered"] >= 1


def test_a_department_that_is_not_waited_for_says_so() -> None:
    story = accepted().decides(Kind.WAIVED, department="civil_affairs")
    assert department(sides(story), "civil_affairs")["waived"] is True


def test_nothing_is_told_of_answers_that_are_not_here() -> None:
    story = answers(accepted(), ESTATE, FLAT)
    story.contents = {
        name: raw for name, raw in story.contents.items() if not name.startswith("QueryAnswered")
    }
    told = sides(story)
    assert told["differences"] == []
    assert {each["result"] for each in told["other_facts"]} == {"unknown", "not_asked"}


@pytest.mark.parametrize("state", ["cancelled", "discarded"])
def test_what_is_not_wanted_any_more_is_asked_anew_or_not_told(state: str) -> None:
    story = asks(accepted(), INSURANCE)
    query = str(story.actions[-1].facts["query"])
    kind = {"cancelled": Kind.QUERY_CANCELLED, "discarded": Kind.QUERY_DISCARDED}[state]
    story.decides(kind, query=query)
    found = department(sides(story), "human_resources")
    assert found["answered"] == 0


def test_what_was_to_be_mended_says_when_its_department_was_asked_anew_and_will_be() -> None:
    story = answers(accepted(), ESTATE, {**FLAT, "floor_area": "88.5"})
    (row,) = sides(story)["differences"]
    assert "asked_anew" not in row
    decided = {"difference": row["difference"], "decision": "mend_at_department"}
    story.decides(Kind.DIFFERENCE_SETTLED, {}, **decided)
    (row,) = sides(story)["differences"]
    assert row["asked_anew"] == []
    asks(story, ESTATE)
    (row,) = sides(story)["differences"]
    assert [each["state"] for each in row["asked_anew"]] == ["asked"]
    said = HistoryWords(story.file, TABLES, TODAY).say(story.actions[-1])
    assert said == "更正后重新向自然资源查询（周玉兰）"


def test_beside_a_difference_stands_how_it_was_looked_up_and_what_else_was_said() -> None:
    shared = {**FLAT, "floor_area": "14.2", "co_ownership": "joint", "share": "1/2",
              "location": "高台县南华镇", "certificate_no": "甘（2019）高台县第 1 号"}  # fmt: skip
    story = answers(accepted(), ESTATE, shared)
    (row,) = sides(story)["differences"]
    assert row["more"] == ["14.20 m²，份额 1/2，高台县南华镇，共同共有"]
    assert (row["at"], row["channel"]) == (story.actions[-1].at, "call")
    assert (row["outcome"], row["area"], row["as_of"]) == ("found", "620700", "2026-11-20")


def test_what_agrees_tells_nothing_more_and_what_waits_when_it_was_asked() -> None:
    story = answers(accepted(), ESTATE, outcome="none")
    asks(story, MARRIAGE)
    rows = {(e["item"], e["person"]): e for e in sides(story)["other_facts"]}
    person = story.file.state.person(0)
    assert rows[ESTATE, person]["more"] == []
    assert rows[MARRIAGE, person]["at"] == story.actions[-1].at


def test_nobody_is_named_in_what_else_a_record_says() -> None:
    married = {"op_type": "IB", "op_date": "2020-05-01", "office": "甘州区民政局",
               "spouse_name": "赵建国", "spouse_number": "620702197001010011"}  # fmt: skip
    (row,) = sides(answers(accepted(), MARRIAGE, married))["differences"][:1]
    assert all("赵建国" not in each and "6207" not in each for each in row["more"])
    assert "甘州区民政局" in row["more"][0]


def test_what_a_condition_says_as_taken_is_told_in_words() -> None:
    large = {**FLAT, "floor_area": "88.5"}
    story = answers(accepted(), ESTATE, large)
    (row,) = sides(story)["differences"]
    story.decides(Kind.DIFFERENCE_SETTLED, difference=row["difference"], decision="take_verified")
    assert "44.25" in Sides(story.file, TABLES, TODAY).findings()["said"]["housing"]
