"""What a list tells of departments and differences: in columns, kept as answers come."""

import asyncio

from sqlalchemy import update

from central_server.people.staff import find_by_id
from central_server.store import tables
from central_server.work.lists import Asked, counts, page
from central_server.work.relist import relist
from central_server.work.rows import Rows
from counter_app.basics.clock import today
from counter_app.cases.actions import Kind, Role
from counter_app.needs.compared import Result, compared
from counter_app.rules.deadlines import calendar_of
from counter_app.wire.lists import ListFilter, ListRow
from tests.databases import ONLY_SQLITE
from tests.unit.server.departments.asking import FOUND, MARRIAGE, Bureau
from tests.unit.server.departments.conftest import bureau as bureau

MARRIED = {**FOUND, "records": [{"op_type": "IA", "op_date": "2010-05-01"}]}


def listed(bureau: Bureau, name: str) -> list[ListRow]:
    """To a person of the county."""
    house = bureau.house
    county = house.person(Role.COUNTY, bureau.clerk.window)
    person = house.write(lambda c: find_by_id(c, county.staff_id))
    policies, day = house.server.policies, today(house.clock)
    asked = Asked(name, person, day, ListFilter(), calendar_of(house.write(policies.look)))
    places, _ = house.write(lambda c: page(c, asked, ("", ""), 50))
    keys = [(each.stream, each.case_id) for each in places]
    rows: list[ListRow] = house.write(lambda c: Rows(c, policies, person, day, name).of(keys))
    assert house.write(lambda c: counts(c, asked))[name] == len(rows)
    return rows


def differing(bureau: Bureau) -> str:
    """A case whose applicant says unmarried, and 民政 does not."""
    case = bureau.complete()
    bureau.knows(bureau.applicant(case), civil_affairs__marriage=MARRIED)
    assert bureau.accept(case) == "applied"
    return case


def test_strokes_and_differences_are_kept_as_answers_come(bureau: Bureau) -> None:
    bureau.stand_in.control(items={MARRIAGE: {"error": "later"}})
    case = differing(bureau)
    (before,) = listed(bureau, "in_review")
    assert (before.strokes, before.asked, before.answered) == ({}, 0, 0)
    bureau.ask()
    (waits,) = listed(bureau, "waiting")
    assert waits.strokes["civil_affairs"] == "asked"
    assert waits.strokes["public_security"] == "agrees"
    assert waits.answered == waits.asked - 1
    assert listed(bureau, "differences") == []
    bureau.stand_in.control(items={MARRIAGE: {}})
    bureau.house.later(minutes=20)
    bureau.ask()
    (row,) = listed(bureau, "differences")
    assert row.strokes["civil_affairs"] == "differs"
    assert (row.differences, row.undecided, row.why) == (1, 1, "1 项不一致待定")
    assert row.answered == row.asked
    community = bureau.house.person(Role.COMMUNITY, bureau.clerk.window)
    (difference,) = _differences(bureau, case)
    decided = bureau.house.decides(
        community,
        case,
        Kind.DIFFERENCE_SETTLED,
        difference=difference,
        decision="take_declared",
    )
    assert decided == "applied"
    assert listed(bureau, "differences") == []
    (row,) = listed(bureau, "in_review")
    assert (row.differences, row.undecided) == (1, 0)
    assert row.strokes["civil_affairs"] == "differs"


@ONLY_SQLITE
def test_rows_of_before_are_filled(bureau: Bureau) -> None:
    differing(bureau)
    bureau.ask()
    (whole,) = listed(bureau, "differences")
    empty = {"type": "", "strokes": "", "marks": 0, "differences": 0, "undecided": 0}
    bureau.house.write(lambda c: c.execute(update(tables.case).values(empty)))
    bureau.house.write(lambda c: c.execute(update(tables.server).values(listed_by="")))
    assert listed(bureau, "differences") == []
    asyncio.run(relist(bureau.house.server))
    assert listed(bureau, "differences") == [whole]


def _differences(bureau: Bureau, case: str) -> list[str]:
    house = bureau.house
    file = house.file(case)
    policy = house.write(house.server.policies.look)
    return [
        one.difference
        for one in compared(file, policy, today(house.clock))
        if one.result is Result.DIFFERS
    ]
