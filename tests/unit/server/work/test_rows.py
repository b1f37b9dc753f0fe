"""What a row of a list tells beside its place, and what a filter leaves of a list."""

import pytest

from central_server.people.staff import find_by_id
from central_server.work.claims import claim_case
from central_server.work.lists import Asked, counts, page
from central_server.work.rows import Rows
from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Role
from counter_app.rules.deadlines import calendar_of
from counter_app.wire.lists import ListFilter, ListRow
from counter_app.wire.work import Claiming, ClaimRequest
from tests.unit.server.deciding.house import STREET, House, Somebody


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


def asked(house: House, who: Somebody, name: str, **only: str) -> Asked:
    person = house.write(lambda c: find_by_id(c, who.staff_id))
    calendar = calendar_of(house.write(house.server.policies.look))
    return Asked(name, person, today(house.clock), ListFilter(**only), calendar)


def rows(house: House, who: Somebody, name: str = "in_review", **only: str) -> list[ListRow]:
    one = asked(house, who, name, **only)
    places, _ = house.write(lambda c: page(c, one, ("", ""), 50))
    keys = [(each.stream, each.case_id) for each in places]
    shown = (house.server.policies, one.person, one.today, name)
    found: list[ListRow] = house.write(lambda c: Rows(c, *shown).of(keys))
    return found


def count(house: House, who: Somebody, name: str) -> int:
    one = asked(house, who, "mine")
    return int(house.write(lambda c: counts(c, one))[name])


def claims(house: House, who: Somebody, case: str) -> None:
    asked = ClaimRequest(
        incarnation="",
        session=who.session,
        number=house.state(case).number,
        act=Claiming.TAKE,
    )
    policy, day, now = house.server.policies.in_force, today(house.clock), house.server.now()
    device = who.window.device.device
    done = house.write(lambda c: claim_case(c, policy, device, asked, now, day))
    assert done
    assert not done.code


def test_a_row_says_how_many_days_are_left_and_how_urgent_that_is(
    house: House, clerk: Somebody, case: str
) -> None:
    county = house.person(Role.COUNTY, clerk.window)
    (row,) = rows(house, county)
    assert (row.days_left, row.urgency, row.street, row.why) == (20, "", STREET, "街道社区审核")
    for days, left, urgency in (
        (22, 4, "week"),
        (1, 3, "near"),
        (1, 2, "near"),
        (3, 1, "last"),
        (1, 0, "last"),
        (1, -1, "over"),
    ):
        house.later(days=days)
        (row,) = rows(house, county)
        assert (row.days_left, row.urgency) == (left, urgency), row.due_on
        assert bool(rows(house, county, urgency="near")) is (left <= 3)
        assert bool(rows(house, county, urgency="over")) is (left < 0)
        assert bool(rows(house, county, "due_soon")) is (0 <= left <= 3)
        assert count(house, county, "due_soon") == int(0 <= left <= 3)


def test_a_list_is_narrowed_by_step_type_and_who_has_claimed(
    house: House, clerk: Somebody, case: str
) -> None:
    first, county = (
        house.person(Role.COMMUNITY, clerk.window, street=STREET),
        house.person(Role.COUNTY, clerk.window),
    )
    assert rows(house, county, step="community")
    assert not rows(house, county, step="county")
    assert rows(house, county, type="low_income_family")
    assert not rows(house, county, type="new_graduate")
    assert rows(house, county, claimed="nobody")
    assert not rows(house, first, claimed="mine")
    claims(house, first, case)
    assert not rows(house, county, claimed="nobody")
    assert not rows(house, county, claimed="mine")
    assert [count(house, who, "claimed") for who in (first, county)] == [1, 0]
    (row,) = rows(house, first, claimed="mine")
    assert (row.claimed_by_me, row.claimed_by, row.claimed_until) == (True, "某人", "2026-12-01")
    (row,) = rows(house, first, "claimed")
    assert row.why == "我领办的"
    (row,) = rows(house, county)
    assert not row.claimed_by_me
    house.decides(first, case, Kind.OPINION_GIVEN, step="community")
    assert not rows(house, first, "claimed")
    assert rows(house, county, claimed="nobody")
