"""What came after the end, and what was done by whom it might not: listed until it is settled."""

import asyncio

import pytest
from sqlalchemy import update

from central_server.people.administration import lock_staff
from central_server.rebuild import rebuild_states
from central_server.store import tables
from central_server.work.claimed import claimed_at
from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Role
from counter_app.intake.case_told import Teller
from counter_app.rules.policy import load_policy
from tests.databases import ONLY_SQLITE
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.work.test_claims import claims, told
from tests.unit.server.work.test_every_call import HERE, STREET, cells
from tests.unit.server.work.test_lists import counted, numbers

LETTER = "620702-2026-03-00001-D1"
CELLS = list(cells())


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


@pytest.fixture
def county(house: House, clerk: Somebody) -> Somebody:
    return house.person(Role.COUNTY, clerk.window)


@pytest.fixture
def ended(house: House, clerk: Somebody) -> str:
    """Withdrawn, and a paper that came after that."""
    case = house.receives(clerk)
    gone = house.fact(clerk, case, Kind.WITHDRAWN, {}, on=house.today)
    assert house.push(clerk.window, gone, house.paper(clerk, case)) == ["applied"] * 2
    return case


def settles(house: House, who: Somebody, case: str, of: str, way: str = "seen_to") -> str:
    said = {"reason": "已退还申请人，请其重新申请"}
    return house.decides(who, case, Kind.TASK_SETTLED, said=said, of=of, way=way)


def history(house: House, case: str) -> list[str]:
    told_ = Teller(house.file(case), load_policy(), today(house.clock)).told()
    return [each["words"] for each in told_["history"]]


def test_what_came_after_the_end_is_listed_until_the_county_says_what_became_of_it(
    house: House, clerk: Somebody, county: Somebody, ended: str
) -> None:
    number = house.state(ended).number
    (late,) = house.state(ended).late
    assert numbers(house, county, "late") == [number]
    assert settles(house, county, ended, late, "list_told") == "nothing_to_settle"
    assert settles(house, clerk, ended, late) == "wrong_role"
    assert settles(house, county, ended, late) == "applied"
    assert (numbers(house, county, "late"), counted(house, county)["late"]) == ([], 0)
    assert "：已另行办理，已退还申请人，请其重新申请" in history(house, ended)[-1]
    assert settles(house, county, ended, late) == "nothing_to_settle"
    assert house.push(clerk.window, house.paper(clerk, ended)) == ["applied"]
    assert numbers(house, county, "late") == [number], "what comes anew"


def test_it_does_not_come_back_when_states_are_made_anew(
    house: House, county: Somebody, ended: str
) -> None:
    (late,) = house.state(ended).late
    assert settles(house, county, ended, late) == "applied"
    stale = {"state_version": 0}
    house.write(lambda c: c.execute(update(tables.server).values(stale)))
    old = house.state(ended)
    asyncio.run(rebuild_states(house.server))
    assert house.state(ended) == old
    assert numbers(house, county, "late") == []


def test_an_act_of_whom_it_might_not_be_is_settled_by_another(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    first, second = (house.person(Role.COUNTY, clerk.window) for _ in range(2))
    done = house.words(first, case, Kind.CONTACT_CHANGED)
    house.write(lambda c: lock_staff(c, first.login, "调离", house.server.now()))
    assert house.push(clerk.window, done) == ["applied"]
    house.write(lambda c: c.execute(update(tables.staff).values(locked_at=None)))
    house.later()
    of = done[0].action_id
    assert numbers(house, second, "authors") == [house.state(case).number]
    assert settles(house, first, case, of) == "same_person"
    assert settles(house, second, case, of, "no_effect") == "applied"
    assert numbers(house, second, "authors") == []
    told_ = Teller(house.file(case), load_policy(), today(house.clock)).told()
    assert (told_["authors"], told_["tasks"], told_["flags"]) == ([], [], [])


@ONLY_SQLITE
@pytest.mark.parametrize("ends", [False, True])
def test_only_the_county_of_the_case_settles_whatever_role_region_and_street(
    house: House, clerk: Somebody, ends: bool
) -> None:
    case = house.receives(clerk)
    house.decides(clerk, case, Kind.STREET_SET, street=STREET)
    if ends:
        house.push(clerk.window, house.fact(clerk, case, Kind.WITHDRAWN, {}, on=house.today))
    other = house.person(Role.CLERK, clerk.window)
    house.write(lambda c: lock_staff(c, other.login, "调离", house.server.now()))
    papers = [house.paper(other, case) for _ in CELLS]
    assert house.push(clerk.window, *papers) == ["applied"] * len(CELLS)
    for held, (paper, _) in zip(CELLS, papers, strict=True):
        who = house.person(held.role, clerk.window, held.region, held.street)
        answer = settles(house, who, case, paper.action_id)
        may = (held.role, held.region, held.street) == (Role.COUNTY, HERE, "")
        assert (answer == "applied") is may, (held, answer)
        assert answer in ("applied", "wrong_role", "wrong_region"), held


def test_a_case_that_has_ended_lies_at_a_desk_while_something_waits(
    house: House, clerk: Somebody, county: Somebody, ended: str
) -> None:
    (late,) = house.state(ended).late
    day, desk = today(house.clock), county.window.device

    def lies_there() -> bool:
        return bool(house.write(lambda c: claimed_at(c, desk, day)))

    city = house.person(Role.MUNICIPAL, clerk.window)
    assert told(claims(house, city, ended)) == ("wrong_stage", "")
    assert told(claims(house, county, ended)) == ("", county.staff_id)
    assert lies_there()
    assert numbers(house, county, "claimed") == [house.state(ended).number]
    other = house.person(Role.COUNTY, clerk.window)
    assert settles(house, other, ended, late) == "claimed"
    assert settles(house, county, ended, late) == "applied"
    assert not lies_there()
    assert told(claims(house, other, ended))[0] == "wrong_stage"


@ONLY_SQLITE
def test_a_withdrawal_by_whom_it_might_not_be_ends_the_case_and_waits_for_the_county(
    house: House, clerk: Somebody, county: Somebody
) -> None:
    case = house.receives(clerk)
    gone = house.fact(clerk, case, Kind.WITHDRAWN, {}, on=house.today)
    house.write(lambda c: lock_staff(c, clerk.login, "调离", house.server.now()))
    assert house.push(clerk.window, gone) == ["applied"]
    state = house.state(case)
    assert state.stage.is_end
    assert numbers(house, county, "authors") == [state.number]
    assert settles(house, county, case, gone[0].action_id, "no_effect") == "applied"
    assert (numbers(house, county, "authors"), counted(house, county)["authors"]) == ([], 0)


@ONLY_SQLITE
def test_a_delivery_after_the_end_on_a_day_that_cannot_be_is_settled_by_a_word(
    house: House, clerk: Somebody, county: Somebody
) -> None:
    case = house.receives(clerk)
    house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=LETTER)
    gone = house.fact(clerk, case, Kind.WITHDRAWN, {}, on=house.today)
    told_ = {"letter": LETTER, "way": "in_hand", "on": "2027-01-05"}
    delivered = house.words(clerk, case, Kind.DELIVERED, **told_)
    assert house.push(clerk.window, gone, delivered)[0] == "applied"
    state = house.state(case)
    assert state.letters[0].delivered_on == house.today
    assert numbers(house, county, "late") == [state.number]
    assert settles(house, county, case, delivered[0].action_id, "no_effect") == "applied"
    assert numbers(house, county, "late") == []
    (flags,) = [Teller(house.file(case), load_policy(), today(house.clock)).told()["flags"]]
    assert flags == []
