"""Every call of a person × role × region × street: one rule of sight, said here a second time.

Another region's or street's case answers like one that there is not, whatever is asked of it; only
an operator sees to departments. Which lists are whose, `test_lists` says.
"""

import itertools
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from central_server.departments.overview import Operator, let_in
from central_server.people.administration import lock_staff
from central_server.store import tables
from central_server.work.claims import claim_case
from central_server.work.colleagues import Colleagues, colleagues
from central_server.work.letter import take_letter
from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Role
from counter_app.cases.audit import Did
from counter_app.cases.rights import CITY, OF_PEOPLE, HeldRole
from counter_app.wire.work import Claiming, ClaimRequest, ColleaguesRequest, LetterRequest
from tests.databases import SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.deciding.test_acceptance import ready
from tests.unit.server.work.test_case import asked as asks_for
from tests.unit.server.work.test_find import found

DATABASES = (SQLITE,)
HERE, OTHER_REGION, OTHER_STREET = "620702", "620721", "620702002"
NOBODYS = "620702-2026-03-09999"


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


@pytest.fixture
def case(house: House, clerk: Somebody) -> str:
    """At the community of its street, with a letter."""
    case = ready(house, clerk)
    accepted = {"day": house.today, "basis": "ordinary"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **accepted) == "applied"
    return case


def cells() -> Iterator[HeldRole]:
    for role, region in itertools.product(OF_PEOPLE, (HERE, OTHER_REGION, CITY)):
        for street in ("", STREET, OTHER_STREET):
            yield HeldRole(role, region, street)


def sees(held: HeldRole) -> bool:
    """Whether the case is theirs: by the words of the rules, not by the program's own."""
    if held.role == Role.CLERK:
        return held.region == HERE
    if held.role in (Role.COMMUNITY, Role.COUNTY, Role.COUNTY_LEAD):
        return held.region == HERE and held.street != OTHER_STREET
    return (
        held.role == Role.MUNICIPAL and held.region in (HERE, CITY) and held.street != OTHER_STREET
    )


def letter(house: House, who: Somebody, number: str) -> bool:
    said = LetterRequest(incarnation="", session=who.session, number=number)
    device, now, server = who.window.device.device, house.server.now(), house.server
    return house.write(lambda c: take_letter(c, server, device, said, now)) is not None


def claim(house: House, who: Somebody, number: str) -> bool:
    """Whether the case is there for them, be it theirs to claim or not."""
    act, device = Claiming.TAKE, who.window.device.device
    said = ClaimRequest(incarnation="", session=who.session, number=number, act=act)
    now, day, policy = house.server.now(), today(house.clock), house.server.policies.in_force
    return house.write(lambda c: claim_case(c, policy, device, said, now, day)) is not None


def hands(house: House, who: Somebody, number: str) -> bool:
    """Whether the case is there for them, may they hand it on or not."""
    return told_to(house, who, number) is not None


def told_to(house: House, who: Somebody, number: str) -> Colleagues | None:
    said, device = asks_colleagues(who, number), who.window.device.device
    found = house.write(lambda c: colleagues(c, device, said, house.server.now()))
    assert found is None or isinstance(found, Colleagues)
    return found


def asks_colleagues(who: Somebody, number: str) -> ColleaguesRequest:
    return ColleaguesRequest(incarnation="", session=who.session, number=number)


CALLS: dict[str, Callable[[House, Somebody, str], bool]] = {
    "case": lambda house, who, number: asks_for(house, who, number) is not None,
    "find": lambda house, who, number: bool(found(house, who, number=number)),
    "letter": letter,
    "claim": claim,
    "colleagues": hands,
}


@pytest.mark.parametrize("call", CALLS)
def test_each_call_shows_a_case_to_whom_it_concerns_and_to_nobody_else(
    house: House, clerk: Somebody, case: str, call: str
) -> None:
    number = house.state(case).number
    for held in cells():
        who = house.person(held.role, clerk.window, held.region, held.street)
        assert CALLS[call](house, who, number) is sees(held), held
        assert CALLS[call](house, who, NOBODYS) is False, held


def test_a_lead_alone_is_told_who_may_take_a_case_and_of_the_own_region_alone(
    house: House, clerk: Somebody, case: str
) -> None:
    """At the community of its street: that community, and the county, which decides of stops."""
    number, staff = house.state(case).number, {}
    for held in cells():
        staff[held] = house.person(held.role, clerk.window, held.region, held.street)
    locked = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    house.write(lambda c: lock_staff(c, locked.login, "调离", house.server.now()))
    takes = {
        who.login
        for held, who in staff.items()
        if held.role in (Role.COMMUNITY, Role.COUNTY)
        and held.region == HERE
        and held.street != OTHER_STREET
    }
    for held, who in staff.items():
        told = told_to(house, who, number)
        leads = held.role == Role.COUNTY_LEAD and sees(held)
        assert (told is not None) is sees(held), held
        if told is not None:
            assert told.code == ("" if leads else "wrong_role"), held
            assert {each.login for each in told.people} == (takes if leads else set()), held


def test_each_look_at_who_may_take_it_is_on_the_record(
    house: House, clerk: Somebody, case: str
) -> None:
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    county = house.person(Role.COUNTY, clerk.window)
    number = house.state(case).number
    for who in (lead, county):
        told_to(house, who, number)
    entries = (tables.audit.c.staff_id, tables.audit.c.did, tables.audit.c.detail)
    rows = house.write(lambda c: c.execute(select(*entries)).all())
    looks = [(row.staff_id, row.did) for row in rows if '"colleagues"' in row.detail]
    assert looks == [(lead.staff_id, Did.VIEWED), (county.staff_id, Did.DENIED)]
    assert all(county.login not in row.detail for row in rows)


def test_departments_are_an_operators_and_nobody_elses(house: House, clerk: Somebody) -> None:
    for held in cells():
        who = house.person(held.role, clerk.window, held.region, held.street)
        operator = Operator(who.session, clerk.window.device.device, house.clock())
        seen = house.write(lambda c, o=operator: let_in(c, o, "look"))
        assert seen is (held.role == Role.OPERATOR), held
