"""Who was locked, or had not heard the server for long: facts are taken and marked, no decision."""

from datetime import date

import pytest

from central_server.people.administration import lock_staff
from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Role
from counter_app.intake.case_told import Teller
from counter_app.intake.work_lists import LISTS, CaseStanding
from counter_app.rules.policy import load_policy
from tests.databases import SQLITE
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.small_counter import Sealed, document
from tests.unit.server.work.test_lists import numbers

DATABASES = (SQLITE,)
"""A PostgreSQL's clock is its own."""
NOTICE = "620702-2026-03-00001-B1"
FORTNIGHT, LONGER = 14, 15
FACTS = ("signed", "consent", "paper", "revised", "delivered", "withdrawn", "receipt")
UNHEARD = ("paper", "delivered", "withdrawn")
"""Of these facts that say when their desk last heard the server."""
DECISIONS = (Kind.STREET_SET, Kind.NOTICE_GIVEN, Kind.ACCEPTED)


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


@pytest.fixture
def case(house: House, clerk: Somebody) -> str:
    """With a notice that was given."""
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=NOTICE) == "applied"
    return case


def fact(house: House, clerk: Somebody, case: str, name: str) -> Sealed:
    """Done today, and not sent yet."""
    heard = house.server.now()
    if name == "paper":
        return house.paper(clerk, case, heard=heard)
    if name == "receipt":
        form = document()
        return house.receipt(clerk, {**form, "applicant": {**form["applicant"], "name": "另人"}})
    if name == "delivered":
        said = {"letter": NOTICE, "way": "in_hand", "on": house.today, "heard": heard}
        return house.words(clerk, case, Kind.DELIVERED, **said)
    if name == "withdrawn":
        return house.fact(clerk, case, Kind.WITHDRAWN, {}, on=house.today, heard=heard)
    if name == "revised":
        return house.revision(clerk, case, {**document(), "applied_on": "2026-11-23"})
    signed, consent = house.signatures(clerk, case)
    if name == "signed":
        return signed
    assert house.push(clerk.window, signed) == ["applied"]
    return consent


def lock(house: House, who: Somebody) -> None:
    assert house.write(lambda c: lock_staff(c, who.login, "调离", house.server.now()))


def marked(house: House, case: str, act: Sealed) -> str:
    """Why the act's author is in doubt, as the case has it."""
    return house.state(case).authors.get(act[0].action_id, "")


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("why", ["", "locked"])
def test_a_fact_of_whoever_is_locked_by_now_is_taken_and_marked(
    house: House, clerk: Somebody, case: str, name: str, why: str
) -> None:
    done = fact(house, clerk, case, name)
    if why:
        lock(house, clerk)
    assert house.push(clerk.window, done) == ["applied"]
    assert marked(house, done[0].case_id, done) == why


@pytest.mark.parametrize("name", UNHEARD)
@pytest.mark.parametrize(("days", "why"), [(FORTNIGHT, ""), (LONGER, "long_unheard")])
def test_a_fact_that_rests_on_a_word_of_long_ago_is_taken_and_marked(
    house: House, clerk: Somebody, case: str, name: str, days: int, why: str
) -> None:
    done = fact(house, clerk, case, name)
    house.later(days=days)
    assert house.push(clerk.window, done)[0] in ("applied", "day_doubted")
    assert marked(house, case, done) == why


@pytest.mark.parametrize("kind", DECISIONS)
def test_no_decision_of_theirs_is_taken(house: House, clerk: Somebody, kind: Kind) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    offline = house.decision(clerk, case, kind, heard=house.server.now())
    house.clock.advance(days=LONGER)
    assert house.push(clerk.window, offline) == ["no_session"]
    house.later()
    other = house.receives(clerk)
    lock(house, clerk)
    assert house.decides(clerk, other, kind, heard=house.server.now()) == "locked"
    assert house.state(case).authors == house.state(other).authors == {}


def test_it_is_told_in_the_case_and_stands_on_a_list_of_the_county(
    house: House, clerk: Somebody, case: str
) -> None:
    county = house.person(Role.COUNTY, clerk.window)
    paper = house.paper(clerk, case)
    assert numbers(house, county, "authors") == []
    lock(house, clerk)
    assert house.push(clerk.window, paper) == ["applied"]
    on: date = today(house.clock)
    state, policy = house.state(case), load_policy()
    told = Teller(house.file(case), policy, on).told()
    (doubt,) = told["authors"]
    assert (doubt["of"], doubt["kind"], doubt["words"]) == (
        paper[0].action_id,
        Kind.MATERIAL_TAKEN,
        "按停用前的身份所办",
    )
    assert "author_doubted" in told["flags"]
    assert told["history"][-1]["words"] == "按停用前的身份所办，已收下"
    assert LISTS["authors"](CaseStanding(state, policy, on)) == "有按原身份所办"
    assert numbers(house, county, "authors") == [state.number]
