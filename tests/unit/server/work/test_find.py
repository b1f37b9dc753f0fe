"""The search for one case: what is found for whom, how it is recorded, and when it is enough."""

import json

import msgspec
import pytest
from sqlalchemy import delete, select, update

from central_server.people.bounds import SEARCHES
from central_server.store import tables
from central_server.work.find import find, make_findable
from counter_app.cases.actions import Kind, Role
from counter_app.cases.rights import CITY
from counter_app.wire.lists import MOST_FOUND, FindRequest
from tests.databases import ONLY_SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.small_counter import document

OTHER_REGION = "620721"
NAME, TAIL = "周瑞", "0018"


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


def found(house: House, who: Somebody, **sought: str) -> list[str] | None:
    key, now = house.server.lore.register_key, house.server.now()
    while house.write(lambda c: make_findable(c, key)):
        pass
    asked = FindRequest(incarnation="", session=who.session, reason="来电查询", **sought)
    device = who.window.device.device
    done = house.write(lambda c: find(c, key, device, asked, now))
    return [case for _, case in done.cases] if done else None


def elsewhere_of(number: int) -> dict[str, object]:
    """A content of the other county, none like another."""
    return document(region=OTHER_REGION, applied_on=f"2026-10-{number % 28 + 1:02}")


def record(house: House, who: Somebody) -> list[tuple[str, dict[str, object]]]:
    query = select(tables.audit.c.did, tables.audit.c.detail).order_by(tables.audit.c.position)
    rows = house.write(
        lambda c: c.execute(query.where(tables.audit.c.staff_id == who.staff_id)).all()
    )
    return [(did, json.loads(detail)) for did, detail in rows]


def test_a_case_is_found_by_what_is_whole_and_each_search_is_recorded(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    number = house.state(case).number
    for sought in ({"name": NAME}, {"name": " 周 瑞"}, {"number": number}, {"tail": TAIL}):
        assert found(house, clerk, **sought) == [case], sought
    for sought in ({"name": "周"}, {"number": "620702-2026-03-09999"}, {"tail": "0019"}):
        assert found(house, clerk, **sought) == [], sought
    said = record(house, clerk)
    assert {did for did, _ in said} == {"searched"}
    assert said[0][1] == {"by": "name", "hits": 1, "reason": "来电查询"}
    assert said[-1][1] == {"by": "tail", "hits": 0, "reason": "来电查询"}


@ONLY_SQLITE
def test_nobody_finds_what_is_not_theirs_to_see(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    for role, region, street, sees in (
        (Role.COUNTY, "620702", "", True),
        (Role.COUNTY, OTHER_REGION, "", False),
        (Role.COMMUNITY, "620702", STREET, True),
        (Role.COMMUNITY, "620702", "620702002", False),
        (Role.AUDITOR, "620702", "", False),
    ):
        who = house.person(role, clerk.window, region, street)
        for sought in ({"name": NAME}, {"number": house.state(case).number}, {"tail": TAIL}):
            assert found(house, who, **sought) == ([case] if sees else []), (role, region, street)


@ONLY_SQLITE
def test_newer_cases_of_another_county_do_not_hide_what_is_theirs(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    elsewhere = house.person(Role.CLERK, house.seat("05", OTHER_REGION), OTHER_REGION)
    house.later(days=1)
    others = [house.receives(elsewhere, elsewhere_of(n)) for n in range(MOST_FOUND + 1)]
    assert found(house, clerk, name=NAME) == [case]
    assert found(house, elsewhere, name=NAME) == sorted(others)[:MOST_FOUND]
    city = house.person(Role.MUNICIPAL, clerk.window, CITY)
    assert found(house, city, name=NAME) == sorted(others)[:MOST_FOUND]


@ONLY_SQLITE
def test_a_name_that_was_put_right_is_found_by_the_right_one(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert found(house, clerk, name=NAME) == [case]
    form = document()
    form["applicant"]["name"] = "周睿"
    assert house.revises(clerk, case, form) == "applied"
    assert found(house, clerk, name=NAME) == []
    assert found(house, clerk, name="周睿") == [case]


@ONLY_SQLITE
def test_a_case_whose_state_an_older_program_left_is_found_by_its_form(
    house: House, clerk: Somebody
) -> None:
    """Made findable before `rebuild` has come to it."""
    case = house.receives(clerk)
    old = msgspec.structs.replace(house.state(case), version=0, content="")
    left = {"state": msgspec.json.encode(old), "findable": 0}
    house.write(lambda c: c.execute(update(tables.case).values(left)))
    assert found(house, clerk, name=NAME) == [case]


@ONLY_SQLITE
def test_so_many_searches_are_enough(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    for _ in range(SEARCHES):
        assert found(house, clerk, tail=TAIL) == [case]
    assert found(house, clerk, tail=TAIL) is None
    assert record(house, clerk)[-1][0] == "denied"
    house.later(minutes=16)
    assert found(house, clerk, tail=TAIL) == [case]


@ONLY_SQLITE
def test_what_cases_are_found_by_names_nobody(house: House, clerk: Somebody) -> None:
    house.receives(clerk)
    found(house, clerk, name=NAME)
    rows = house.write(lambda c: c.execute(select(tables.case_found_by)).all())
    assert len(rows) == 2
    assert NAME not in str(rows)
    assert all(len(row.hmac) == 64 for row in rows)


def test_a_case_whose_form_is_gone_is_found_by_its_number_alone(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    number = house.state(case).number
    house.write(lambda c: c.execute(delete(tables.content)))
    assert found(house, clerk, name=NAME) == []
    assert found(house, clerk, number=number) == [case]
