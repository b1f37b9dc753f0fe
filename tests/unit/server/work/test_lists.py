"""The work lists at the server: the same cases as the counter's rule has, in pages, for whom."""

import asyncio
import itertools
from datetime import date

import pytest
from sqlalchemy import select, update

from central_server.people.staff import find_by_id
from central_server.policies import import_years
from central_server.store import tables
from central_server.work.columns import Mark
from central_server.work.lists import LISTINGS, Asked, counts, page
from central_server.work.relist import relist
from central_server.work.rows import Rows
from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Role
from counter_app.cases.rights import CITY, OF_PEOPLE
from counter_app.intake.work_lists import LISTS, CaseStanding
from counter_app.rules.deadlines import calendar_of
from counter_app.wire.lists import ListFilter, ListRow
from tests.databases import ONLY_SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.small_counter import document

OTHER_REGION = "620721"


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


def asked(house: House, who: Somebody, name: str, **only: str) -> Asked:
    person = house.write(lambda c: find_by_id(c, who.staff_id))
    calendar = calendar_of(house.write(house.server.policies.look))
    return Asked(name, person, today(house.clock), ListFilter(**only), calendar)


def rows(house: House, who: Somebody, name: str, limit: int = 50, **only: str) -> list[ListRow]:
    """All pages of a list."""
    one, after = asked(house, who, name, **only), ("", "")
    found: list[ListRow] = []
    while True:
        places, beyond = house.write(lambda c, at=after: page(c, one, at, limit))
        keys = [(each.stream, each.case_id) for each in places]
        shown = (house.server.policies, one.person, one.today, name)
        found += house.write(lambda c, of=keys, s=shown: Rows(c, *s).of(of))
        if beyond is None:
            return found
        after = beyond


def counted(house: House, who: Somebody) -> dict[str, int]:
    one = asked(house, who, "mine")
    found: dict[str, int] = house.write(lambda c: counts(c, one))
    return found


def numbers(house: House, who: Somebody, name: str, **only: str) -> list[str]:
    return [row.number for row in rows(house, who, name, **only)]


def on_their_way(house: House, clerk: Somebody) -> list[str]:
    """Cases at every place that a list asks for."""
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    county = house.person(Role.COUNTY, clerk.window)
    city = house.person(Role.MUNICIPAL, clerk.window, region=CITY)
    cases = []
    for index in range(7):
        case = house.receives(clerk)
        cases.append(case)
        letter = f"620702-2026-03-{index + 1:05d}"
        if index == 1:
            house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=f"{letter}-B1", until="2026-12-10")
        if index < 2:
            continue
        house.completes(clerk, case)
        house.decides(clerk, case, Kind.STREET_SET)
        told = house.decides(clerk, case, Kind.ACCEPTED, letter=f"{letter}-S1")
        if told == "register":
            continue
        assert told == "applied"
        if index > 2:
            house.decides(community, case, Kind.OPINION_GIVEN, step="community")
        if index > 3:
            house.waits_for_nobody(county, case)
            house.decides(county, case, Kind.OPINION_GIVEN, step="county")
        if index > 4:
            house.decides(city, case, Kind.FILED, letter=f"{letter}-J1")
    stop = {"act": Kind.CLOCK_STOPPED, "reason": "hearing"}
    house.decides(county, cases[2], Kind.PROPOSED, **stop)
    return cases


@ONLY_SQLITE
def test_every_list_has_the_cases_of_the_rule_that_the_counter_has(
    house: House, clerk: Somebody
) -> None:
    states = [house.state(case) for case in on_their_way(house, clerk)]
    policies = house.server.policies
    own = [
        house.write(lambda c, s=each: policies.of_case(c, s.policy, s.wording)) for each in states
    ]
    for days in (0, 9, 30):
        house.later(days=days)
        day, count = today(house.clock), counted(house, clerk)
        for name in LISTINGS:
            owed = {
                state.number
                for state, policy in zip(states, own, strict=True)
                if LISTS[name](CaseStanding(state, policy, day, clerk.staff_id))
            }
            found = rows(house, clerk, name, limit=4)
            assert {row.number for row in found} == owed, (name, day)
            assert all(row.why for row in found), name
            assert count[name] == len(owed), (name, day)
            dues = [row.due_on or "9" for row in found]
            assert dues == sorted(dues)


def test_whose_turn_it_is_not_is_neither_listed_nor_counted(house: House, clerk: Somebody) -> None:
    case, letter = house.receives(clerk), "620702-2026-03-00001-B1"
    house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=letter, until="2026-12-10")
    facts = {"letter": letter, "way": "in_hand", "on": house.today}
    assert house.push(clerk.window, house.words(clerk, case, Kind.DELIVERED, **facts)) == [
        "applied"
    ]
    count = counted(house, clerk)
    assert (count["notice_due"], count["supplement"]) == (0, 1)
    assert numbers(house, clerk, "notice_due") == []


@ONLY_SQLITE
def test_the_columns_are_what_the_state_says(house: House, clerk: Somebody) -> None:
    for case in on_their_way(house, clerk):
        state = house.state(case)
        row = house.write(
            lambda c, i=case: c.execute(select(tables.case).where(tables.case.c.case_id == i)).one()
        )
        day = today(house.clock)
        policy = house.server.policies.in_force
        due = CaseStanding(state, policy, day).due
        assert row.due_on == (due if due and not state.stage.is_end else "9")
        assert row.street == state.street
        assert row.received_by == state.received_by_id


def test_a_page_begins_behind_the_one_before(house: House, clerk: Somebody) -> None:
    for _ in range(5):
        house.receives(clerk)
    whole = numbers(house, clerk, "notice_due")
    assert len(whole) == 5
    assert [row.number for row in rows(house, clerk, "notice_due", limit=2)] == whole
    (row, *_) = rows(house, clerk, "notice_due")
    assert (row.name, row.type, row.due_on) == ("周*", "城镇中低收入住房困难家庭", "2026-12-01")


@ONLY_SQLITE
def test_who_sees_which_cases_by_role_region_and_street(house: House, clerk: Somebody) -> None:
    here = house.receives(clerk)
    house.completes(clerk, here)
    house.decides(clerk, here, Kind.STREET_SET)
    there = house.person(Role.CLERK, house.seat("05", OTHER_REGION), OTHER_REGION)
    raw = document(region=OTHER_REGION)
    receipt = there.window.counter.receive(raw)
    assert house.push(there.window, receipt) == ["applied"]
    first, second = house.state(here).number, receipt[0].text("number")
    for role, region, street in itertools.product(
        OF_PEOPLE, ("620702", OTHER_REGION, CITY), ("", STREET)
    ):
        who = house.person(role, clerk.window, region, street)
        works = role not in (Role.OPERATOR, Role.ADMINISTRATOR, Role.AUDITOR)
        everywhere = role is Role.MUNICIPAL and region == CITY
        owed = set()
        if works and (region == "620702" or everywhere) and street in ("", STREET):
            owed.add(first)
        if works and (region == OTHER_REGION or everywhere) and not street:
            owed.add(second)
        assert set(numbers(house, who, "notice_due")) == owed, (role, region, street)
        assert counted(house, who)["notice_due"] == len(owed)
    city = house.person(Role.MUNICIPAL, clerk.window, CITY)
    assert numbers(house, city, "notice_due", region=OTHER_REGION) == [second]
    assert numbers(house, city, "notice_due", street=STREET) == [first]


@ONLY_SQLITE
def test_a_calendar_that_comes_moves_the_days_of_open_cases_and_an_earlier_one_is_marked(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    flags = select(tables.case.c.flags).where(tables.case.c.case_id == case)
    asyncio.run(relist(house.server))
    year = {"year": 2026, "from": date(2026, 1, 1), "source": "试", "published_on": "2025-11-01"}
    for holidays, workdays, due, is_earlier in (
        (["11-25"], [], "2026-12-02", False),
        ([], ["11-28", "11-29"], "2026-11-29", True),
    ):
        row = {**year, "holidays": holidays, "workdays": workdays}
        house.write(lambda c, r=row: import_years(c, [r]))
        asyncio.run(relist(house.server))
        assert rows(house, clerk, "notice_due")[0].due_on == due
        marks = house.write(lambda c: c.execute(flags).scalar_one())
        assert bool(marks & Mark.EARLIER) is is_earlier


def test_rows_of_before_there_were_columns_are_filled(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    empty = {"place": "", "due_on": "9", "received_on": "", "received_by": ""}
    house.write(lambda c: c.execute(update(tables.case).values(empty)))
    house.write(lambda c: c.execute(update(tables.server).values(listed_by="")))
    assert numbers(house, clerk, "notice_due") == []
    asyncio.run(relist(house.server))
    assert numbers(house, clerk, "notice_due") == [house.state(case).number]
    assert numbers(house, clerk, "mine") == [house.state(case).number]
    assert date.fromisoformat(rows(house, clerk, "mine")[0].due_on)
