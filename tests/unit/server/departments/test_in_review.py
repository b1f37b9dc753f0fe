"""What departments say while a case is looked at, and after: no opinion passes it by."""

from typing import Any

import pytest

from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.stages import Stage, Step
from counter_app.intake.sides_told import Sides
from counter_app.needs.tasks import TO_PERSON, tasks_of
from tests.databases import SQLITE
from tests.unit.server.deciding.house import STREET, Somebody
from tests.unit.server.departments.asking import ESTATE, FOUND, IDENTITY, SAME, Bureau

LARGE = {"floor_area": "190.00", "co_ownership": "sole", "state": "current"}
NUMBER = "620702-2026-03-00001"


class Desks:
    """Who looks at the one case of a bureau."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.house = bureau, bureau.house
        here = bureau.clerk.window
        self.community = self.house.person(Role.COMMUNITY, here, street=STREET)
        self.county = self.house.person(Role.COUNTY, here)
        self.lead = self.house.person(Role.COUNTY_LEAD, here)
        self.city = self.house.person(Role.MUNICIPAL, here, region="620700")
        self.case = ""

    def at_county(self, **items: Any) -> None:
        """Accepted, and the community agrees; departments know this of the applicant."""
        self.case = self.bureau.complete()
        self.bureau.knows(self.bureau.applicant(self.case), **items)
        assert self.bureau.accept(self.case) == "applied"
        assert self.opines(self.community, "community") == "applied"

    def opines(self, who: Somebody, step: str, opinion: str = "agree") -> str:
        return self.house.decides(who, self.case, Kind.OPINION_GIVEN, step=step, opinion=opinion)

    def county_agrees(self) -> str:
        return self.opines(self.county, "county")

    def differences(self) -> list[dict[str, Any]]:
        house, file = self.house, self.house.file(self.case)
        policy = house.write(
            lambda c: house.server.policies.of_case(c, file.state.policy, file.state.wording)
        )
        found: list[dict[str, Any]] = Sides(file, policy, today(house.clock)).told()["differences"]
        return found

    def decides(self, decision: str) -> str:
        (row,) = self.differences()
        facts: dict[str, Scalar] = {"difference": row["difference"], "decision": decision}
        return self.house.decides(self.county, self.case, Kind.DIFFERENCE_SETTLED, **facts)

    def files(self) -> str:
        return self.house.decides(self.city, self.case, Kind.FILED, letter=f"{NUMBER}-V1")


@pytest.fixture
def desks(bureau: Bureau) -> Desks:
    return Desks(bureau)


def owned(as_of: str = "2026-11-20", **record: str) -> dict[str, Any]:
    coverage = {"area": "620700", "as_of": as_of}
    return {
        "outcome": "found",
        "match": SAME,
        "coverage": coverage,
        "records": [{**LARGE, **record}],
    }


def test_what_came_after_it_was_looked_at_refuses_an_opinion(bureau: Bureau, desks: Desks) -> None:
    desks.at_county(natural_resources__real_estate=owned())
    before = bureau.house.decision(desks.county, desks.case, Kind.OPINION_GIVEN, step="county")
    bureau.ask()
    assert bureau.house.push(desks.county.window, before) == ["lacking"]
    assert desks.decides("take_declared") == "applied"
    assert desks.county_agrees() == "applied"
    assert desks.files() == "applied"


@pytest.mark.parametrize("decision", ["correct_declaration", "mend_at_department"])
def test_what_is_to_be_mended_is_open_until_it_is(
    bureau: Bureau, desks: Desks, decision: str
) -> None:
    desks.at_county(natural_resources__real_estate=owned())
    bureau.ask()
    assert desks.decides(decision) == "applied"
    assert desks.county_agrees() == "lacking"


def test_what_a_department_says_otherwise_later_is_decided_anew(
    bureau: Bureau, desks: Desks
) -> None:
    desks.at_county(natural_resources__real_estate=owned(floor_area="7.10"))
    bureau.ask()
    assert desks.county_agrees() == "applied", "it moves no finding"
    house, file = bureau.house, bureau.house.file(desks.case)
    by_letter = {"records": [LARGE], "coverage": {"area": "620700", "as_of": "2026-11-23"}}
    named: dict[str, Scalar] = {"item": ESTATE, "person": file.state.person(0)}
    said: dict[str, Scalar] = {"outcome": "found", "channel": "letter", "as_of": "2026-11-23"}
    entered = house.decision(
        desks.county, desks.case, Kind.ANSWER_ENTERED, by_letter, query="by hand", **named, **said
    )
    assert house.push(desks.county.window, entered) == ["applied"]
    assert desks.files() == "lacking"
    words = house.decides(desks.city, desks.case, Kind.SENT_BACK)
    assert words == "applied"
    (row,) = desks.differences()
    assert (row["verified"], row["was"]) == ("190.00", "7.10")
    assert desks.decides("take_declared") == "applied"
    assert desks.county_agrees() == "applied"
    assert desks.files() == "applied"


def test_a_death_is_a_task_and_no_difference_and_ends_by_two(bureau: Bureau, desks: Desks) -> None:
    died = {**FOUND, "records": [{"deceased": "1"}]}
    desks.at_county(**{IDENTITY: died})
    bureau.ask()
    house = bureau.house
    assert [each.kind for each in tasks_of(house.state(desks.case))] == [TO_PERSON]
    assert desks.differences() == []
    house.waits_for_nobody(desks.county, desks.case)
    assert desks.county_agrees() == "lacking"
    pair = (desks.county, desks.lead)
    assert house.by_two(pair, desks.case, Kind.CLOCK_STOPPED, reason="other") == "applied"
    ends: dict[str, Scalar] = {"reason": "death", "letter": f"{NUMBER}-Z1"}
    assert house.by_two(pair, desks.case, Kind.ENDED, **ends) == "applied"
    state = house.state(desks.case)
    assert (state.stage, tasks_of(state)) == (Stage.ENDED, ())
    assert all(stop.last for stop in state.stops)
    assert house.register() == []


def test_a_consent_that_is_withdrawn_leaves_its_answer_out(bureau: Bureau, desks: Desks) -> None:
    desks.at_county(natural_resources__real_estate=owned())
    assert bureau.withdraws(desks.case) == "applied"
    bureau.ask()
    assert bureau.asked == []
    assert [each.kind for each in tasks_of(bureau.house.state(desks.case))] == ["taken_back"]
    assert desks.differences() == []


def test_an_answer_after_the_refusal_is_not_kept_and_after_filing_is_seen(
    bureau: Bureau, desks: Desks
) -> None:
    desks.at_county(natural_resources__real_estate=owned())
    house = bureau.house
    house.waits_for_nobody(desks.county, desks.case)
    assert desks.county_agrees() == "applied"
    assert desks.files() == "applied"
    bureau.ask()
    state = house.state(desks.case)
    assert (state.stage, state.step) == (Stage.FILED, None)
    assert {each.kind for each in tasks_of(state)} == {"late_answer"}
    (row,) = desks.differences()
    assert row["decisive"]


def test_the_community_needs_no_answer_and_disagrees_without_an_end(desks: Desks) -> None:
    desks.case = desks.bureau.accepted()
    assert desks.opines(desks.community, "community", "disagree") == "applied"
    assert desks.house.state(desks.case).step is Step.COUNTY
    assert desks.county_agrees() == "lacking"


DATABASES = (SQLITE,)
"""What is asked of the store here is asked of both in `test_asking` and end to end."""
