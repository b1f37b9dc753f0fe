"""What arrives while cases are on their way: a policy, a calendar, a piece that was offline."""

from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from central_server.import_calendar import import_calendar
from central_server.policies import import_tables
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.stages import Step
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import Reading, reading
from counter_app.rules.deadlines import Due
from counter_app.rules.policy_sources import parse_toml
from tests.databases import SQLITE
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.deciding.test_acceptance import ready
from tests.unit.server.small_counter import document

DATABASES = (SQLITE,)
"""A PostgreSQL's clock is its own, and nothing here is asked of the store otherwise."""
HARDER = """
[[route]]
from = 2020-01-01
first = ["employer"]
[[deadline]]
key = "decision"
from = 2020-01-01
working_days = 10
[[deadline]]
key = "correction_notice"
from = 2020-01-01
working_days = 5
"""
YEAR = """[[calendar]]
year = 2027
source = "国务院办公厅关于2027年部分节假日安排的通知"
published_on = 2026-12-09
holidays = []
workdays = ["01-02", "01-03"]
"""


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


def shown(house: House, case: str) -> Reading:
    """The clock of a case as the server's lists and pages read it."""
    state = house.state(case)
    policy = house.write(lambda c: house.server.policies.of_case(c, state.policy, state.wording))
    timeline, today = timeline_of(state), date.fromisoformat(house.today)
    found = reading(policy, timeline, today) if timeline else None
    assert found
    return found


def accepted(house: House, clerk: Somebody, case: str) -> None:
    day: dict[str, Scalar] = {"day": house.today, "basis": "ordinary"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **day) == "applied"


def test_a_case_stays_with_the_policy_under_which_it_was_received(
    house: House, clerk: Somebody
) -> None:
    before = ready(house, clerk)
    house.write(lambda c: import_tables(c, parse_toml(HARDER)))
    form = document()
    other = {**form, "applicant": {**form["applicant"], "id_number": "620702198803120034"}}
    after = house.receives(clerk, other)
    house.completes(clerk, after)
    assert house.decides(clerk, after, Kind.STREET_SET) == "applied"
    for case in (before, after):
        accepted(house, clerk, case)
    assert (house.state(before).step, shown(house, before).total) == (Step.COMMUNITY, 20)
    assert (house.state(after).step, shown(house, after).total) == (Step.EMPLOYER, 10)


def test_a_calendar_that_arrives_holds_for_all_cases_and_who_has_less_time_is_named(
    house: House, clerk: Somebody, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = ready(house, clerk)
    accepted(house, clerk, early)
    house.later(days=14)
    form = document(applied_on="2026-12-08")
    other = {**form, "applicant": {**form["applicant"], "id_number": "620702198803120034"}}
    case = house.receives(clerk, other)
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.STREET_SET) == "applied"
    accepted(house, clerk, case)
    assert shown(house, case).due == Due(date(2027, 1, 5), provisional=True)
    was = shown(house, early).due
    file = tmp_path / "2027.toml"
    file.write_text(YEAR, "utf-8")
    import_calendar(house.server, Namespace(file=file))
    assert shown(house, case).due == Due(date(2027, 1, 3), provisional=False)
    assert shown(house, early).due == was
    said = capsys.readouterr().out
    assert "有 1 件的期限提前了" in said
    assert f"{house.state(case).number}  2027-01-05 改为 2027-01-03" in said
    import_calendar(house.server, Namespace(file=file))
    assert "提前" not in capsys.readouterr().out


def last_piece(house: House, clerk: Somebody, *, synced: int) -> date:
    """The last piece is taken on day 3 and reaches the server on another; the due day of it."""
    notice = "620702-2026-03-00001-B1"
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.STREET_SET) == "applied"
    house.later(days=1)
    heard = house.server.now()
    assert house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=notice) == "applied"
    told = house.words(clerk, case, Kind.DELIVERED, letter=notice, way="in_hand", on=house.today)
    assert house.push(clerk.window, told, *house.signatures(clerk, case)) == ["applied"] * 3
    house.later(days=2)
    paper = house.paper(clerk, case, heard=heard)
    house.later(days=synced - 3)
    assert house.push(clerk.window, paper) == ["applied"]
    on = {"day": "2026-11-27", "basis": "supplement"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **on) == "applied"
    due = shown(house, case).due
    assert due
    return due.day


@pytest.mark.parametrize("synced", [3, 9])
def test_the_last_piece_of_day_three_gives_the_same_due_day_whenever_it_is_synced(
    house: House, clerk: Somebody, synced: int
) -> None:
    assert last_piece(house, clerk, synced=synced) == date(2026, 12, 25)
