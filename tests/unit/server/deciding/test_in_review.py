"""Review at the server: where it begins and goes back to, what may be prolonged, who is who."""

import pytest

from central_server.policies import import_tables
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.stages import Step
from counter_app.rules.policy_sources import parse_toml
from tests.databases import SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.deciding.test_acceptance import ready
from tests.unit.server.small_counter import document

DATABASES = (SQLITE,)
"""A PostgreSQL's clock is its own, and nothing here is asked of the store otherwise."""
EMPLOYERS = """
[[route]]
from = 2020-01-01
first = ["community"]
[[route]]
from = 2020-01-01
applicant_type = "low_income_family"
first = ["community", "employer"]
"""
LONGER = """
[[deadline]]
key = "decision"
from = 2020-01-01
working_days = 20
[[deadline]]
key = "correction_notice"
from = 2020-01-01
working_days = 5
[[deadline]]
key = "extension"
from = 2020-01-01
working_days = 3
"""
EXTENSION: dict[str, Scalar] = {"letter": "620702-2026-03-00001-Y1"}


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


@pytest.fixture
def county(house: House, clerk: Somebody) -> tuple[Somebody, Somebody]:
    """Who proposes at the county, and who approves."""
    here = clerk.window
    return house.person(Role.COUNTY, here), house.person(Role.COUNTY_LEAD, here)


@pytest.fixture
def community(house: House, clerk: Somebody) -> Somebody:
    return house.person(Role.COMMUNITY, clerk.window, street=STREET)


def imported(house: House, toml: str) -> None:
    house.write(lambda c: import_tables(c, parse_toml(toml)))


def accepted(house: House, clerk: Somebody) -> str:
    case = ready(house, clerk)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    return case


def changed(**applicant: object) -> dict[str, object]:
    form = document()
    return {**form, "applicant": {**form["applicant"], **applicant}}


def test_the_employer_gives_the_first_opinion_only_where_the_route_says_so(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    by_employer: dict[str, Scalar] = {"street": STREET, "step": "employer"}
    assert house.decides(clerk, case, Kind.STREET_SET, **by_employer) == "not_on_route"
    imported(house, EMPLOYERS)
    case = house.receives(clerk)
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.STREET_SET, **by_employer) == "applied"
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    assert house.state(case).step is Step.EMPLOYER
    assert house.decides(clerk, case, Kind.OPINION_GIVEN, step="employer") == "applied"
    assert house.state(case).step is Step.COUNTY


def test_a_case_goes_only_to_a_street_of_its_county(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.STREET_SET, street="620722101") == "street_unknown"
    assert house.decides(clerk, case, Kind.STREET_SET, street="620702100") == "applied"


def test_where_nothing_was_chosen_the_routes_usual_one_is_first(
    house: House, clerk: Somebody
) -> None:
    imported(house, EMPLOYERS)
    assert house.state(accepted(house, clerk)).step is Step.COMMUNITY


def test_what_an_opinion_rests_on_takes_the_case_back_and_nothing_else_does(
    house: House, clerk: Somebody, community: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = accepted(house, clerk)
    opinion = {"step": "community"}
    assert house.decides(community, case, Kind.OPINION_GIVEN, **opinion) == "applied"
    assert house.revises(clerk, case, changed(native_place="甘肃兰州")) == "applied"
    assert house.state(case).step is Step.COUNTY
    assert house.revises(clerk, case, changed(employer="张掖市另一厂")) == "applied"
    state = house.state(case)
    assert (state.step, state.opinion_of(Step.COMMUNITY)) == (Step.COMMUNITY, None)
    assert house.kinds(case)[-2:] == [Kind.FORM_REVISED, Kind.STEP_REOPENED]
    assert house.decides(county[0], case, Kind.OPINION_GIVEN, step="county") == "wrong_stage"
    assert house.decides(community, case, Kind.OPINION_GIVEN, **opinion) == "lacking"
    assert set(house.push(clerk.window, *house.signatures(clerk, case))) == {"applied"}
    assert house.decides(community, case, Kind.OPINION_GIVEN, **opinion) == "applied"
    assert house.state(case).step is Step.COUNTY


def test_a_change_that_only_the_county_looked_at_goes_back_to_the_county(
    house: House, clerk: Somebody, community: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = accepted(house, clerk)
    assert house.decides(community, case, Kind.OPINION_GIVEN, step="community") == "applied"
    house.waits_for_nobody(county[0], case)
    assert house.decides(county[0], case, Kind.OPINION_GIVEN, step="county") == "applied"
    form = document()
    vehicles = {"items": [{"owner": "周瑞", "plate": "甘G12345", "purpose": "personal"}]}
    other = {**form, "assets": {**form["assets"], "vehicles": vehicles}}
    assert house.revises(clerk, case, other) == "applied"
    state = house.state(case)
    assert state.step is Step.COUNTY
    assert state.opinion_of(Step.COMMUNITY) is not None
    assert state.opinion_of(Step.COUNTY) is None


def test_two_changes_at_once_wait_for_a_person_and_a_new_signature(
    house: House, clerk: Somebody
) -> None:
    case = ready(house, clerk)
    base, colleague = house.state(case).content, house.person(Role.CLERK, house.seat("04"))
    assert house.revises(clerk, case, changed(employer="张掖市另一厂")) == "applied"
    assert house.revises(colleague, case, changed(native_place="甘肃兰州"), base=base) == "applied"
    (other,) = house.state(case).proposed_contents
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "lacking"
    both = changed(employer="张掖市另一厂", native_place="甘肃兰州")
    assert house.settles(clerk, case, both, base) == "nothing_to_settle"
    assert house.settles(clerk, case, both, other) == "applied"
    assert house.decides(clerk, case, Kind.ACCEPTED) == "lacking"
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"


def test_a_change_before_anybody_has_said_anything_reopens_nothing(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    assert house.revises(clerk, case, changed(employer="张掖市另一厂")) == "applied"
    assert Kind.STEP_REOPENED not in house.kinds(case)


def test_a_corrected_identity_is_held_beside_the_wrong_one(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = accepted(house, clerk)
    wrong = house.register()
    assert house.revises(clerk, case, changed(id_number="620702198803120034")) == "applied"
    assert house.register() == wrong, "until two persons have said who it is"
    state = house.state(case)
    facts: dict[str, Scalar] = {"person": state.person(0), "revision": state.content}
    other = {**facts, "revision": state.decision}
    assert house.by_two(county, case, Kind.IDENTITY_CORRECTED, **other) == "wrong_revision"
    assert house.by_two(county, case, Kind.IDENTITY_CORRECTED, **facts) == "applied"
    held = house.register()
    assert len(held) == 2
    assert set(wrong) < set(held)
    twin = ready_as(house, clerk, "620702198803120034")
    assert house.decides(clerk, twin, Kind.ACCEPTED) == "register"
    assert house.decides(clerk, case, Kind.WITHDRAWN) == "applied"
    assert house.register() == []


def ready_as(house: House, clerk: Somebody, id_number: str) -> str:
    """A case of that person which lacks nothing."""
    case = house.receives(clerk, changed(id_number=id_number))
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.STREET_SET) == "applied"
    return case


def test_a_corrected_identity_that_another_case_holds_is_contested(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = accepted(house, clerk)
    other = ready_as(house, clerk, "620702198803120034")
    assert house.decides(clerk, other, Kind.ACCEPTED) == "applied"
    assert house.revises(clerk, case, changed(id_number="620702198803120034")) == "applied"
    state = house.state(case)
    facts: dict[str, Scalar] = {"person": state.person(0), "revision": state.content}
    assert house.by_two(county, case, Kind.IDENTITY_CORRECTED, **facts) == "applied"
    assert house.state(case).contested


def test_what_one_batch_shows_twice_is_contested_once(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = accepted(house, clerk)
    other = ready_as(house, clerk, "620702198803120034")
    assert house.decides(clerk, other, Kind.ACCEPTED) == "applied"
    assert house.revises(clerk, case, changed(id_number="620702198803120034")) == "applied"
    state = house.state(case)
    facts: dict[str, Scalar] = {"act": Kind.IDENTITY_CORRECTED, "person": state.person(0)}
    facts |= {"revision": state.content}
    for _ in range(2):
        proposed = house.decision(county[0], case, Kind.PROPOSED, **facts)
        house.unsent.append(proposed)
        named: dict[str, Scalar] = {**facts, "proposal": proposed[0].action_id}
        house.unsent.append(house.decision(county[1], case, Kind.APPROVED, **named))
    assert set(house.push(clerk.window, *house.unsent)) == {"applied"}
    house.unsent.clear()
    assert house.kinds(case).count(Kind.CONTESTED) == 1


def test_an_extension_is_approved_by_the_due_day_and_no_longer_than_policy_lets_it(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    imported(house, LONGER)
    case, other = accepted(house, clerk), ready_as(house, clerk, "620702198803120034")
    assert house.decides(clerk, other, Kind.ACCEPTED) == "applied"

    def extended(which: str, days: int) -> str:
        return house.by_two(county, which, Kind.EXTENDED, days=days, **EXTENSION)

    house.later(days=28)  # 22 December, the twentieth working day
    assert extended(case, 4) == "too_long"
    assert extended(case, 3) == "applied"
    assert extended(case, 3) == "extended_before"
    propose: dict[str, Scalar] = {"act": Kind.EXTENDED, "days": 3, **EXTENSION}
    assert house.decides(county[0], other, Kind.PROPOSED, **propose) == "applied"
    waiting = house.state(other).open_proposal
    assert waiting
    house.later(days=1)
    approve = {**propose, "proposal": waiting.action}
    assert house.decides(county[1], other, Kind.APPROVED, **approve) == "too_late"
    assert house.state(other).extension == 0
