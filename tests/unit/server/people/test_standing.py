"""Who may act: the matrix of roles, regions and streets, and what was done without the line."""

from datetime import timedelta
from itertools import product

import pytest

from central_server.people.staff import give_roles
from central_server.people.standing import Missing
from counter_app.basics.clock import stamp
from counter_app.cases.actions import Role
from counter_app.cases.rights import CITY, CITY_WIDE, OF_PEOPLE, HeldRole, lack_of
from tests.unit.server.people.town import CLERK, GIVEN, THERE, Town

REGIONS = ("620702", "620721", CITY)
STREETS = ("", "620702001", "620702002")
HELD = [
    HeldRole(role, region, street)
    for role, region in product(OF_PEOPLE, REGIONS)
    for street in (STREETS[1:] if role is Role.COMMUNITY else ("",))
]


def expected(held: HeldRole, role: Role, region: str, street: str) -> Missing | None:
    """Said a second time, in the words of the rules."""
    if held.role != role:
        return Missing.ROLE
    everywhere = held.region == CITY and role in CITY_WIDE
    if not everywhere and held.region != region:
        return Missing.REGION
    if role is Role.COMMUNITY and held.street != street:
        return Missing.REGION
    return None


def test_each_role_reaches_its_own_region_and_street_and_nothing_else(town: Town) -> None:
    person = town.settled("wangmin")
    cells = 0
    for held in HELD:
        town.server.writer.submit(
            lambda c, held=held: give_roles(c, person.staff_id, [held])
        ).result()
        asked = [HeldRole(*each) for each in product(OF_PEOPLE, REGIONS, STREETS)]
        for each in asked if held.region == "620702" else asked[::7]:
            right = expected(held, Role(each.role), each.region, each.street)
            assert town.lacks(person, each) == right, (held, each)
            cells += 1
    assert cells > 600


def test_of_several_roles_one_is_enough() -> None:
    held = [HeldRole("clerk", "620702"), HeldRole("clerk", "620721"), HeldRole("county", "620702")]
    assert lack_of(held, "clerk", "620721") is None
    assert lack_of(held, "county", "620721") == Missing.REGION
    assert lack_of(held, "municipal", "620702") == Missing.ROLE
    assert lack_of([], "clerk", "620702") == Missing.ROLE


def test_a_session_counts_at_its_device_alone(town: Town) -> None:
    person = town.settled("wangmin")
    assert town.lacks(person) is None
    assert town.lacks(person, device=THERE) is Missing.SESSION
    assert town.lacks(person, staff_id="01a2") is Missing.SESSION
    town.clock.advance(hours=13)
    assert town.lacks(person) is Missing.SESSION


def test_without_the_line_the_last_sign_in_before_the_cut_counts_for_a_fortnight(
    town: Town,
) -> None:
    person = town.settled("wangmin")
    signed_in = town.clock.moment
    town.clock.advance(days=20)

    def after(**time: float) -> Missing | None:
        return town.lacks(person, heard=stamp(signed_in + timedelta(**time)))

    assert after(days=13) is None
    assert after(days=15) is Missing.SESSION  # the sign-in was too long ago
    assert after(days=5) is Missing.SESSION  # the server was heard too long ago
    assert after(days=-1) is Missing.SESSION  # before the sign-in
    assert after(days=21) is Missing.SESSION  # it was not heard yet


@pytest.mark.parametrize(
    "heard", ["", "yesterday", "2026-11-24", "2026-11-24T09:00:00", "9999-12-31T23:59:59+14:00"]
)
def test_a_time_that_is_none_lets_nobody_act(town: Town, heard: str) -> None:
    person = town.settled("wangmin")
    town.clock.advance(hours=13)
    assert town.lacks(person, heard=heard) is Missing.SESSION


def test_a_password_that_was_changed_meanwhile_bears_nothing_from_then_on(town: Town) -> None:
    person = town.settled("wangmin")
    before = town.server.now()
    town.clock.advance(days=1)
    town.reset("wangmin")
    changed = town.server.now()
    town.clock.advance(days=1)
    assert town.lacks(person, heard=before) is None
    assert town.lacks(person, heard=changed) is Missing.SESSION
    town.sign_in("wangmin", GIVEN, new="Another-1", device=THERE)
    assert town.lacks(person, heard=town.server.now()) is Missing.SESSION
    assert town.lacks(person, device=THERE) is None


def test_who_is_locked_may_not_even_for_what_was_done_before(town: Town) -> None:
    person = town.settled("wangmin")
    heard = town.server.now()
    town.clock.advance(hours=1)
    town.lock("wangmin")
    assert town.lacks(person, CLERK, heard=heard) is Missing.LOCKED
