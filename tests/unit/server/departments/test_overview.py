"""An operator sees counts and never a case, tries again, stops asking and lets it go on."""

import json

import msgspec
import pytest

from central_server.departments.overview import (
    Operator,
    go_on,
    let_in,
    overview,
    pause,
    try_again,
)
from central_server.people.sessions import open_session
from central_server.store import tables
from counter_app.cases.actions import Role
from counter_app.forms.consents import Department
from counter_app.wire.departments import DepartmentCounts, ItemCounts
from tests.unit.server.departments.asking import IDENTITY, MARRIAGE, Bureau

HOUSEHOLD, ASSISTANCE = "public_security.household", "civil_affairs.assistance"
POLICE, CIVIL = Department.PUBLIC_SECURITY, Department.CIVIL_AFFAIRS


def item_counts(bureau: Bureau, item: str) -> ItemCounts:
    server = bureau.house.server
    rows: list[ItemCounts]
    _, rows = bureau.house.write(lambda c: overview(c, server.policies.look(c), server.clock()))
    return next(row for row in rows if row.item == item)


def counts(bureau: Bureau, department: Department) -> DepartmentCounts:
    server = bureau.house.server
    rows: list[DepartmentCounts]
    rows, _ = bureau.house.write(lambda c: overview(c, server.policies.look(c), server.clock()))
    return next(row for row in rows if row.department == department)


def test_what_is_answered_waits_and_failed_is_counted(bureau: Bureau) -> None:
    bureau.stand_in.control(
        items={
            MARRIAGE: {"down": True},
            ASSISTANCE: {"down": True},
            HOUSEHOLD: {"error": "bad_request"},
        }
    )
    case = bureau.accepted()
    bureau.ask()
    civil, police = counts(bureau, CIVIL), counts(bureau, POLICE)
    assert (civil.waiting, civil.cases, civil.state, civil.failures) == (2, 1, "unreachable", 2)
    assert civil.next_at == ""
    assert civil.oldest
    assert (police.state, police.failed) == ("ok", 1)
    assert police.answered == len(
        [r for r in bureau.rows(case) if r.department == POLICE and r.state == "answered"]
    )
    assert police.usual_ms is not None
    assert police.drivers == ("call",)


def test_no_count_says_whose_case_it_is(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.ask()
    server = bureau.house.server
    found = bureau.house.write(lambda c: overview(c, server.policies.look(c), server.clock()))
    said = msgspec.json.encode(found).decode()
    state = bureau.house.state(case)
    for secret in (case, state.number, state.person(0), bureau.applicant(case), "周瑞"):
        assert secret not in said


def test_a_department_that_is_paused_is_asked_nothing_until_it_goes_on(
    bureau: Bureau, operator: Operator
) -> None:
    server = bureau.house.server
    bureau.house.write(lambda c: pause(c, POLICE, operator))
    bureau.accepted()
    bureau.ask()
    assert bureau.asked == []
    paused = counts(bureau, POLICE)
    assert (paused.state, paused.paused_by, paused.since[:10]) == ("paused", "某人", "2026-11-24")
    bureau.house.write(lambda c: go_on(c, POLICE, server.clock()))
    assert (counts(bureau, POLICE).state, counts(bureau, POLICE).paused_by) == ("ok", "")
    bureau.ask()
    assert IDENTITY in bureau.asked


def test_an_operator_reads_what_went_wrong_and_how_the_last_hour_went(bureau: Bureau) -> None:
    bureau.stand_in.control(items={MARRIAGE: {"down": True}})
    bureau.accepted()
    bureau.ask()
    civil, police = counts(bureau, CIVIL), counts(bureau, POLICE)
    assert (civil.state, civil.said, civil.failures) == ("partly", "http 503", 0)
    assert [(each.answered, each.failed) for each in civil.trail] == [(1, 1)]
    assert [each.failed for each in police.trail] == [0]
    assert police.said == ""
    marriage = item_counts(bureau, MARRIAGE)
    assert (marriage.state, marriage.said, marriage.waiting) == ("unreachable", "http 503", 1)
    assert marriage.since
    assert item_counts(bureau, HOUSEHOLD).usual_ms is not None
    bureau.house.later(hours=3)
    bureau.ask()
    assert [each.failed for each in counts(bureau, CIVIL).trail] == [1]


def test_an_item_that_is_not_permitted_is_told_until_it_is_answered(bureau: Bureau) -> None:
    bureau.stand_in.control(items={HOUSEHOLD: {"error": "not_permitted"}})
    bureau.accepted()
    bureau.ask()
    told = item_counts(bureau, HOUSEHOLD)
    assert (told.permission, told.state, told.failed) == ("refused", "not_permitted", 1)
    assert counts(bureau, POLICE).state == "partly"
    bureau.stand_in.control(items={HOUSEHOLD: {}})
    server = bureau.house.server
    bureau.house.write(lambda c: try_again(c, POLICE, server.clock()))
    bureau.ask()
    told = item_counts(bureau, HOUSEHOLD)
    assert (told.permission, told.state, told.said) == ("granted", "ok", "")
    assert counts(bureau, POLICE).state == "ok"


def test_a_quota_that_is_used_up_says_so(bureau: Bureau) -> None:
    bureau.connect(per_day=2)
    bureau.accepted()
    bureau.ask()
    civil = counts(bureau, CIVIL)
    assert (civil.used, civil.per_day, civil.state) == (2, 2, "quota_day")
    bureau.house.later(days=1)
    assert (counts(bureau, CIVIL).used, counts(bureau, CIVIL).state) == (0, "ok")


def test_an_item_with_a_way_of_its_own_is_in_trouble_alone(bureau: Bureau) -> None:
    usual = {"driver": "call", "address": f"{bureau.stand_in.address}/plain"}
    dead = {"driver": "call", "address": "http://127.0.0.1:9/plain", "item": MARRIAGE}
    rows = [{"department": str(name), **usual} for name in Department]
    bureau.policy(connection=[*rows, {"department": str(CIVIL), "per_day": 9, **dead}])
    case = bureau.accepted()
    for _ in range(4):
        bureau.ask()
        bureau.house.later(minutes=20)
    told = item_counts(bureau, MARRIAGE)
    assert (told.own_way, told.state, told.said) == (True, "unreachable", "refused")
    assert (told.per_day, told.used) == (9, 4)
    assert told.next_at
    civil = counts(bureau, CIVIL)
    assert (civil.state, civil.failures, civil.said) == ("partly", 0, "refused")
    assert bureau.row(case, ASSISTANCE).state == "answered"


def test_to_retry_asks_at_once_what_waits_and_what_was_not_permitted(bureau: Bureau) -> None:
    bureau.stand_in.control(items={IDENTITY: {"error": "not_permitted"}})
    case = bureau.accepted()
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == "failed"
    bureau.stand_in.control(items={IDENTITY: {}})
    server = bureau.house.server
    bureau.house.write(lambda c: try_again(c, POLICE, server.clock()))
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == "answered"
    (trace,) = [t for t in bureau.house.state(case).queries if t.item == IDENTITY]
    assert (trace.state, trace.query) == ("answered", bureau.row(case, IDENTITY).query_id)


@pytest.fixture
def operator(bureau: Bureau) -> Operator:
    """Somebody who sees to the departments, signed in."""
    house = bureau.house
    who = house.person(Role.OPERATOR, bureau.clerk.window, region="620700")
    device, now = who.window.device.device, house.server.now()
    session, _ = house.write(lambda c: open_session(c, who.staff_id, device, now))
    return Operator(session, device, house.server.clock())


def test_who_looks_is_on_the_record(bureau: Bureau, operator: Operator) -> None:
    bureau.house.write(lambda c: let_in(c, operator, "look"))
    rows = bureau.house.write(lambda c: c.execute(tables.audit.select()).all())
    assert json.loads(rows[-1].detail) == {"kind": "departments look"}
    assert (rows[-1].did, rows[-1].role, rows[-1].case_id) == ("viewed", "operator", "")


def test_a_clerk_is_no_operator(bureau: Bureau) -> None:
    house, device = bureau.house, bureau.clerk.window.device.device
    now = house.server.now()
    session, _ = house.write(lambda c: open_session(c, bureau.clerk.staff_id, device, now))
    who = Operator(session, device, house.server.clock())
    assert not house.write(lambda c: let_in(c, who, "look"))
    rows = house.write(lambda c: c.execute(tables.audit.select()).all())
    assert (rows[-1].did, rows[-1].role) == ("denied", "clerk")
    assert json.loads(rows[-1].detail) == {"kind": "departments look", "code": "wrong_role"}
