"""Who works at a case: taken, released, taken over, handed on; others decide nothing meanwhile."""

import pytest
from sqlalchemy import select

from central_server.people.administration import lock_staff
from central_server.store import tables
from central_server.work.claimed import claimed_at
from central_server.work.claims import Claimed, claim_case
from counter_app.basics.catalogue.decisions import (
    CLAIM_NO_REASON,
    CLAIM_NOT_HELD,
    CLAIM_NOT_THEIRS,
    CLAIM_OVER,
    CLAIM_WRONG_ROLE,
    WHY_NOT_CLAIMED,
)
from counter_app.basics.clock import today
from counter_app.basics.errors import Entry
from counter_app.cases.actions import Kind, Role
from counter_app.cases.rights import OF_PEOPLE
from counter_app.cases.stages import Step
from counter_app.wire.work import Claiming, ClaimRequest
from tests.databases import ONLY_SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody

OTHER_REGION = "620721"


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


@pytest.fixture
def case(house: House, clerk: Somebody) -> str:
    """At the community."""
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    return case


def community(house: House, clerk: Somebody) -> Somebody:
    return house.person(Role.COMMUNITY, clerk.window, street=STREET)


def claims(
    house: House, who: Somebody, case: str, act: Claiming = Claiming.TAKE, **more: str
) -> Claimed | None:
    asked = ClaimRequest(
        incarnation="", session=who.session, number=house.state(case).number, act=act, **more
    )
    policy, day, now = house.server.policies.in_force, today(house.clock), house.server.now()
    device = who.window.device.device
    found = house.write(lambda c: claim_case(c, policy, device, asked, now, day))
    assert found is None or isinstance(found, Claimed)
    return found


def told(claimed: Claimed | None) -> tuple[str, str]:
    """The code, and who holds it."""
    assert claimed
    return claimed.code, claimed.holder.staff_id if claimed.holder else ""


def sentence(claimed: Claimed | None) -> Entry:
    """What a person is told of why it was not done."""
    return WHY_NOT_CLAIMED[told(claimed)[0]]


def rows(house: House) -> int:
    return len(house.write(lambda c: c.execute(select(tables.claim.c.case_id)).all()))


def test_who_has_claimed_decides_and_nobody_else_at_a_desk(
    house: House, clerk: Somebody, case: str
) -> None:
    first, second = community(house, clerk), community(house, clerk)
    done = claims(house, first, case)
    assert told(done) == ("", first.staff_id)
    assert done
    assert done.until == "2026-12-01"
    assert told(claims(house, second, case)) == ("claimed", first.staff_id)
    opinion = {"said": {"text": "属实"}, "step": "community"}
    assert house.decides(second, case, Kind.OPINION_GIVEN, **opinion) == "claimed"
    assert house.decides(first, case, Kind.OPINION_GIVEN, **opinion) == "applied"


def test_at_the_next_step_the_claim_holds_no_more(house: House, clerk: Somebody, case: str) -> None:
    first, county = community(house, clerk), house.person(Role.COUNTY, clerk.window)
    claims(house, first, case)
    house.decides(first, case, Kind.OPINION_GIVEN, step="community")
    assert told(claims(house, county, case)) == ("", county.staff_id)
    # Departments have still to answer: that is all that keeps the county from it.
    assert house.decides(county, case, Kind.OPINION_GIVEN, step="county") == "lacking"
    assert rows(house) == 1


@ONLY_SQLITE
def test_acts_at_a_window_and_approvals_need_no_claim(
    house: House, clerk: Somebody, case: str
) -> None:
    first = community(house, clerk)
    claims(house, first, case)
    other = house.decides(
        clerk, case, Kind.LETTER_VOIDED, letter="620702-2026-03-00001-S1", reason="x"
    )
    assert other == "applied"
    house.decides(first, case, Kind.OPINION_GIVEN, step="community")
    county, lead = (
        house.person(Role.COUNTY, clerk.window),
        house.person(Role.COUNTY_LEAD, clerk.window),
    )
    claims(house, county, case)
    stop = {"act": Kind.CLOCK_STOPPED, "reason": "hearing"}
    assert house.decides(county, case, Kind.PROPOSED, **stop) == "applied"
    waiting = house.state(case).open_proposal
    assert waiting
    approve = {**stop, "proposal": waiting.action}
    assert house.decides(lead, case, Kind.APPROVED, **approve) == "applied"


@ONLY_SQLITE
def test_it_is_erased_when_it_is_released_and_lapses_by_itself(
    house: House, clerk: Somebody, case: str
) -> None:
    first, second = community(house, clerk), community(house, clerk)
    claims(house, first, case)
    assert told(claims(house, second, case, Claiming.RELEASE)) == ("claimed", first.staff_id)
    assert told(claims(house, first, case, Claiming.RELEASE)) == ("", "")
    assert rows(house) == 0
    assert sentence(claims(house, first, case, Claiming.RELEASE)) is CLAIM_NOT_HELD
    claims(house, first, case)
    house.later(days=8)
    assert told(claims(house, second, case)) == ("", second.staff_id)


@ONLY_SQLITE
def test_taking_over_needs_a_reason_and_handing_on_a_lead(
    house: House, clerk: Somebody, case: str
) -> None:
    first, second = community(house, clerk), community(house, clerk)
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    claims(house, first, case)
    over = Claiming.TAKE_OVER
    assert sentence(claims(house, second, case, over)) is CLAIM_NO_REASON
    assert told(claims(house, second, case, over, reason="甲病假"))[1] == second.staff_id
    hand = Claiming.REASSIGN
    assert sentence(claims(house, second, case, hand, to=first.login)) is CLAIM_WRONG_ROLE
    assert sentence(claims(house, lead, case, hand, to="nobody")) is CLAIM_NOT_THEIRS
    assert told(claims(house, lead, case, hand, to=clerk.login))[0] == "not_theirs"
    assert told(claims(house, lead, case, hand, to=first.login)) == ("", first.staff_id)
    assert told(claims(house, lead, case, Claiming.RELEASE)) == ("", "")
    entries = (tables.audit.c.staff_id, tables.audit.c.detail)
    found = house.write(lambda c: c.execute(select(*entries)).all())
    assert any(who == second.staff_id and "甲病假" in detail for who, detail in found)
    assert any(who == lead.staff_id and first.staff_id in detail for who, detail in found)


@ONLY_SQLITE
@pytest.mark.parametrize("step", [Step.COMMUNITY, Step.COUNTY])
def test_who_may_claim_by_role_region_and_street(
    house: House, clerk: Somebody, case: str, step: Step
) -> None:
    if step is Step.COUNTY:
        house.decides(community(house, clerk), case, Kind.OPINION_GIVEN, step="community")
    assert house.state(case).step is step
    # The county decides of stops, extensions and the register wherever the case is.
    works = {Role.COMMUNITY, Role.COUNTY} if step is Step.COMMUNITY else {Role.COUNTY}
    for role in OF_PEOPLE:
        for region, street in (("620702", ""), ("620702", "620702002"), (OTHER_REGION, "")):
            who = house.person(role, clerk.window, region, street)
            done = claims(house, who, case)
            if role in works and region == "620702" and not street:
                assert told(done) == ("", who.staff_id), role
                claims(house, who, case, Claiming.RELEASE)
            else:
                assert done is None or told(done)[0] == "wrong_role", (role, region, street)
                assert region == "620702" or done is None, (role, region)


@ONLY_SQLITE
def test_what_has_ended_is_nobodys_work(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.WITHDRAWN) == "applied"
    county = house.person(Role.COUNTY, clerk.window)
    assert sentence(claims(house, county, case)) is CLAIM_OVER


@ONLY_SQLITE
def test_after_an_end_only_what_is_left_is_handed_on_and_only_to_the_county(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.STREET_SET, street=STREET) == "applied"
    assert house.decides(clerk, case, Kind.WITHDRAWN) == "applied"
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    county, street = house.person(Role.COUNTY, clerk.window), community(house, clerk)
    hand = Claiming.REASSIGN
    assert told(claims(house, lead, case, hand, to=county.login)) == ("not_theirs", "")
    assert house.push(clerk.window, house.paper(clerk, case)) == ["applied"]
    assert told(claims(house, lead, case, hand, to=street.login)) == ("not_theirs", "")
    assert told(claims(house, lead, case, hand, to=county.login)) == ("", county.staff_id)


@ONLY_SQLITE
@pytest.mark.parametrize("gone", ["handed on", "lapsed", "released", "locked"])
def test_what_lies_at_a_desk_goes_with_the_claim_and_comes_to_whom_it_was_handed(
    house: House, clerk: Somebody, case: str, gone: str
) -> None:
    first = community(house, clerk)
    second = house.person(Role.COMMUNITY, house.seat("11"), street=STREET)
    lead = house.person(Role.COUNTY_LEAD, clerk.window)

    def lies(who: Somebody) -> bool:
        day = today(house.clock)
        return bool(house.write(lambda c: claimed_at(c, who.window.device, day)))

    claims(house, first, case)
    assert (lies(first), lies(second)) == (True, False)
    if gone == "handed on":
        claims(house, lead, case, Claiming.REASSIGN, to=second.login)
        assert (lies(first), lies(second)) == (False, False)
        assert told(claims(house, first, case)) == ("claimed", second.staff_id)
    elif gone == "lapsed":
        house.later(days=8)
    elif gone == "released":
        claims(house, lead, case, Claiming.RELEASE)
    else:
        house.write(lambda c: lock_staff(c, first.login, "调离", house.server.now()))
        assert not lies(first)
        assert told(claims(house, second, case)) == ("claimed", first.staff_id)
        claims(house, second, case, Claiming.TAKE_OVER, reason="已调离")
    assert not lies(first)
    assert told(claims(house, second, case)) == ("", second.staff_id)
    assert (lies(first), lies(second)) == (False, True)
