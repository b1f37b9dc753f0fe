"""What acts of review need of a case: an answer or a word not to wait, a ground, a hearing."""

import pytest

from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.stages import Stage, Step
from tests.databases import SQLITE
from tests.unit.server.deciding.house import STREET, House
from tests.unit.server.deciding.test_acceptance import ready
from tests.unit.server.small_counter import document

DATABASES = (SQLITE,)
"""A PostgreSQL's clock is its own, and nothing here is asked of the store otherwise."""
NUMBER = "620702-2026-03-00001"
HOUSE = {
    "items": [
        {
            "owner": "周瑞",
            "address": "甘州区西街 1 号",
            "region": "620702",
            "use": "dwelling",
            "floor_area": "190.00",
        }
    ]
}


class Desk:
    """The people of a case in review."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.clerk = house.person(Role.CLERK, house.seat())
        here = self.clerk.window
        self.community = house.person(Role.COMMUNITY, here, street=STREET)
        self.county = house.person(Role.COUNTY, here)
        self.lead = house.person(Role.COUNTY_LEAD, here)
        self.city = house.person(Role.MUNICIPAL, here, region="620700")

    def accepted(self) -> str:
        case = ready(self.house, self.clerk)
        assert self.house.decides(self.clerk, case, Kind.ACCEPTED) == "applied"
        return case

    def at_county(self) -> str:
        case = self.accepted()
        said = self.house.decides(self.community, case, Kind.OPINION_GIVEN, step="community")
        assert said == "applied"
        return case

    def agrees(self, case: str) -> str:
        return self.house.decides(self.county, case, Kind.OPINION_GIVEN, step="county")


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


def test_the_county_waits_for_every_department_or_says_why_not(house: House, desk: Desk) -> None:
    case = desk.at_county()
    assert desk.agrees(case) == "lacking"
    nobody: dict[str, Scalar] = {"department": "veterans"}
    assert house.decides(desk.county, case, Kind.WAIVED, **nobody) == "not_waiting"
    house.waits_for_nobody(desk.county, case)
    assert desk.agrees(case) == "applied"
    assert house.state(case).step is Step.MUNICIPAL
    letter: dict[str, Scalar] = {"letter": f"{NUMBER}-V1"}
    assert house.decides(desk.city, case, Kind.FILED, **letter) == "applied"
    assert house.state(case).stage is Stage.FILED


def test_a_county_that_does_not_agree_refuses_instead(house: House, desk: Desk) -> None:
    case = desk.at_county()
    no: dict[str, Scalar] = {"step": "county", "opinion": "disagree"}
    assert house.decides(desk.county, case, Kind.OPINION_GIVEN, **no) == "refuse_instead"


def test_a_community_that_does_not_agree_ends_nothing(house: House, desk: Desk) -> None:
    case = desk.accepted()
    no: dict[str, Scalar] = {"step": "community", "opinion": "disagree"}
    assert house.decides(desk.community, case, Kind.OPINION_GIVEN, **no) == "applied"
    assert house.state(case).step is Step.COUNTY


def test_nobody_is_refused_by_what_does_not_fail(house: House, desk: Desk) -> None:
    case = desk.at_county()
    told: dict[str, Scalar] = {"clauses": "housing", "letter": f"{NUMBER}-P1"}
    assert house.decides(desk.county, case, Kind.REFUSAL_ANNOUNCED, **told) == "clause_holds"


def test_who_fails_is_told_and_heard_before_two_refuse(house: House, desk: Desk) -> None:
    form = document()
    case = house.receives(desk.clerk, {**form, "assets": {**form["assets"], "real_estate": HOUSE}})
    house.completes(desk.clerk, case)
    assert house.decides(desk.clerk, case, Kind.STREET_SET) == "applied"
    assert house.decides(desk.clerk, case, Kind.ACCEPTED) == "applied"
    assert house.decides(desk.community, case, Kind.OPINION_GIVEN, step="community") == "applied"
    pair, ground = (desk.county, desk.lead), {"clauses": "housing"}
    result: dict[str, Scalar] = {**ground, "letter": f"{NUMBER}-V1"}
    assert house.by_two(pair, case, Kind.REFUSED, **result) == "lacking"
    told: dict[str, Scalar] = {**ground, "letter": f"{NUMBER}-P1"}
    assert house.decides(desk.county, case, Kind.REFUSAL_ANNOUNCED, **told) == "applied"
    assert house.by_two(pair, case, Kind.REFUSED, **result) == "lacking"
    reply = house.words(desk.county, case, Kind.HEARING_HELD, on=house.today)
    assert house.push(desk.county.window, reply) == ["applied"]
    assert house.by_two(pair, case, Kind.REFUSED, **result) == "applied"
    assert house.state(case).stage is Stage.REFUSED


def test_who_says_nothing_for_three_working_days_after_delivery_may_be_refused(
    house: House, desk: Desk
) -> None:
    form = document()
    case = house.receives(desk.clerk, {**form, "assets": {**form["assets"], "real_estate": HOUSE}})
    house.completes(desk.clerk, case)
    house.decides(desk.clerk, case, Kind.STREET_SET)
    house.decides(desk.clerk, case, Kind.ACCEPTED)
    house.decides(desk.community, case, Kind.OPINION_GIVEN, step="community")
    told: dict[str, Scalar] = {"clauses": "housing", "letter": f"{NUMBER}-P1"}
    assert house.decides(desk.county, case, Kind.REFUSAL_ANNOUNCED, **told) == "applied"
    proof = house.words(
        desk.county, case, Kind.DELIVERED, letter=f"{NUMBER}-P1", way="in_hand", on=house.today
    )
    assert house.push(desk.county.window, proof) == ["applied"]
    pair = (desk.county, desk.lead)
    result: dict[str, Scalar] = {"clauses": "housing", "letter": f"{NUMBER}-V1"}
    house.later(days=3)
    assert house.by_two(pair, case, Kind.REFUSED, **result) == "lacking"
    house.later(days=1)
    assert house.by_two(pair, case, Kind.REFUSED, **result) == "applied"
