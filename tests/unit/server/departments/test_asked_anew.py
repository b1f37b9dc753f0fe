"""What the applicant was sent to a department for is asked there anew, by the program itself."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import delete

from central_server.departments.sweep import sweep
from central_server.store import tables
from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Action, Kind, Scalar
from counter_app.cases.ways import DecidedBy
from counter_app.rules.policy import load_policy
from tests.databases import SQLITE
from tests.unit.server.departments.asking import ESTATE, IDENTITY, SAME, Bureau
from tests.unit.server.departments.test_in_review import NUMBER, Desks, owned

DATABASES = (SQLITE,)
"""On PostgreSQL the thread of `end_to_end.test_asked_anew` runs."""
NONE = {"outcome": "none", "match": SAME, "coverage": {"area": "620700", "as_of": "2026-11-26"}}
ROW = next(row for row in load_policy().given("item") if row["item"] == ESTATE)
DAYS, MOST = int(ROW["again_days"]), int(ROW["again_most"])


class Mending(Desks):
    """A flat that the register still has; its owner was sent there, and the case returned."""

    def begin(self, way: str = DecidedBy.MEND) -> None:
        self.at_county(natural_resources__real_estate=owned())
        self.bureau.ask()
        assert self.decides(way) == "applied"

    def returns(self, *more: dict[str, str]) -> None:
        remarks = [{"difference": self.named, "words": "请到登记中心更正"}, *more]
        facts: dict[str, Scalar] = {"letter": f"{NUMBER}-X1", "items": len(remarks)}
        assert self.decides_on(Kind.RETURNED, {"remarks": remarks}, **facts) == "applied"

    def decides_on(self, kind: Kind, said: object = None, **facts: Scalar) -> str:
        return self.house.decides(self.county, self.case, kind, said, **facts)

    @property
    def named(self) -> str:
        (row,) = self.differences()
        return str(row["difference"])

    def says(self, answer: dict[str, Any] | None) -> None:
        """What the register says from now on; None: that cannot be known."""
        number = self.bureau.applicant(self.case)
        self.bureau.knows(number, **({"natural_resources__real_estate": answer} if answer else {}))

    def passes(self, working_days: int) -> None:
        """So many working days go by, and the server looks round."""
        while working_days:
            self.house.later(days=1)
            working_days -= self.house.clock().astimezone(CHINA).weekday() < 5
        self.looks()

    def looks(self) -> None:
        asyncio.run(sweep(self.house.server))
        self.bureau.ask()

    def reports(self, department: str = "natural_resources") -> None:
        """The applicant says at the window that it is done."""
        clerk = self.bureau.clerk
        facts: dict[str, Scalar] = {"department": department, "on": self.house.today}
        said = self.house.words(clerk, self.case, Kind.MEND_REPORTED, **facts)
        assert self.house.push(clerk.window, said) == ["applied"]
        self.bureau.ask()

    @property
    def asked(self) -> int:
        """How often the register was asked of the applicant."""
        who = self.house.state(self.case).person(0)
        return sum(row.item == ESTATE and row.person == who for row in self.bureau.rows(self.case))

    def settled(self) -> list[Action]:
        return self.bureau.actions(self.case, Kind.RETURN_SETTLED)


@pytest.fixture
def mending(bureau: Bureau) -> Mending:
    found = Mending(bureau)
    found.begin()
    return found


def test_after_the_days_of_policy_it_is_asked_anew_and_its_answer_settles_the_return(
    mending: Mending,
) -> None:
    mending.returns()
    before = len(mending.bureau.asked)
    mending.passes(DAYS - 1)
    assert mending.asked == 1
    mending.says(NONE)
    mending.passes(1)
    assert mending.bureau.asked[before:] == [ESTATE], "nothing else, and of nobody else"
    assert mending.differences() == []
    (settled,) = mending.settled()
    last = mending.bureau.actions(mending.case, Kind.QUERY_ANSWERED)[-1]
    assert settled.facts["fact"] == last.action_id
    assert settled.facts["on"] == mending.house.today
    assert not mending.house.state(mending.case).returned
    assert mending.county_agrees() == "applied"
    mending.passes(DAYS)
    assert mending.asked == 2


def test_what_is_not_mended_is_asked_as_often_as_policy_says(mending: Mending) -> None:
    mending.returns()
    for _ in range(MOST + 2):
        mending.passes(DAYS)
        mending.looks()
    assert mending.asked == 1 + MOST
    assert mending.settled() == []
    assert mending.county_agrees() == "returned"
    asked = mending.bureau.actions(mending.case, Kind.QUERY_ASKED)
    assert len({each.facts["query"] for each in asked}) == len(asked)


def test_an_answer_that_says_something_else_is_decided_anew_first(mending: Mending) -> None:
    mending.says(owned(floor_area="180.00"))
    mending.passes(DAYS)
    mending.passes(DAYS)
    assert mending.asked == 2
    assert mending.decides(DecidedBy.MEND) == "applied"
    mending.passes(DAYS)
    assert mending.asked == 3


@pytest.mark.parametrize("decision", [DecidedBy.CORRECT, DecidedBy.TAKE_DECLARED])
def test_what_is_decided_another_way_is_not_asked_anew(bureau: Bureau, decision: str) -> None:
    mending = Mending(bureau)
    mending.begin(decision)
    mending.passes(DAYS)
    assert mending.asked == 1


def test_nothing_is_asked_anew_once_the_consent_is_taken_back(mending: Mending) -> None:
    assert mending.bureau.withdraws(mending.case) == "applied"
    mending.passes(DAYS)
    assert mending.asked == 1


def test_nothing_is_asked_anew_beyond_the_sheet(mending: Mending) -> None:
    assert mending.bureau.consents(mending.case, items=IDENTITY) == "applied"
    mending.passes(DAYS)
    assert mending.asked == 1


def test_what_waits_to_be_asked_anew_is_given_up_when_it_is_decided_otherwise(
    mending: Mending,
) -> None:
    mending.house.later(days=7)
    asyncio.run(sweep(mending.house.server))  # and nothing is sent yet
    assert mending.asked == 2
    assert mending.decides(DecidedBy.TAKE_DECLARED) == "applied"
    waiting = [row for row in mending.bureau.rows(mending.case) if row.is_open]
    assert waiting == []
    mending.bureau.ask()
    assert len(mending.bureau.actions(mending.case, Kind.QUERY_CANCELLED)) == 0


def test_a_queue_that_was_lost_asks_no_question_twice(mending: Mending) -> None:
    mending.bureau.stand_in.control(items={ESTATE: {"error": "later"}})
    mending.passes(DAYS)
    ids = {row.query_id for row in mending.bureau.rows(mending.case)}
    mending.house.write(lambda c: c.execute(delete(tables.department_query)))
    mending.looks()
    assert {row.query_id for row in mending.bureau.rows(mending.case)} == ids
    mending.bureau.stand_in.control(items={ESTATE: {}})
    mending.says(NONE)
    mending.house.clock.advance(hours=1)
    mending.bureau.ask()
    assert mending.differences() == []


def test_an_old_word_by_hand_does_not_answer_what_is_asked_anew(mending: Mending) -> None:
    house, who = mending.house, mending.house.state(mending.case).person(0)
    said = {"records": owned()["records"], "coverage": {"area": "620700", "as_of": "2026-11-21"}}
    named: dict[str, Scalar] = {"item": ESTATE, "person": who, "query": "by hand"}
    more: dict[str, Scalar] = {"outcome": "found", "channel": "letter", "as_of": "2026-11-21"}
    entered = house.decision(
        mending.county, mending.case, Kind.ANSWER_ENTERED, said, **named, **more
    )
    assert house.push(mending.county.window, entered) == ["applied"]
    mending.says(NONE)
    mending.house.later(days=7)
    for _ in range(2):
        asyncio.run(sweep(house.server))  # the second time the question is there, and has not left
    mending.bureau.ask()
    assert mending.asked == 2
    assert mending.differences() == []


def test_an_answer_alone_does_not_settle_what_else_was_remarked(mending: Mending) -> None:
    mending.returns({"words": "请说明"})
    mending.says(NONE)
    mending.passes(DAYS)
    assert mending.settled() == []
    house = mending.house
    paper = house.paper(mending.bureau.clerk, mending.case)
    assert house.push(mending.bureau.clerk.window, paper) == ["applied"]
    assert len(mending.settled()) == 1


def test_by_letter_nobody_is_asked_without_a_person(mending: Mending) -> None:
    mending.bureau.connect(driver="letter", address="")
    mending.passes(DAYS)
    assert mending.asked == 1


def test_who_says_that_it_is_done_waits_for_no_day(mending: Mending) -> None:
    mending.returns()
    mending.reports("civil_affairs")
    assert mending.asked == 1
    mending.reports()
    assert mending.asked == 2
    mending.looks()
    assert mending.asked == 2, "once for each time that it is said"
    mending.says(NONE)
    mending.reports()
    assert mending.asked == 3
    assert len(mending.settled()) == 1
    mending.reports()
    assert mending.asked == 3
