"""Opens a work list of the server over 100,000 cases, beside the bare queries that it rests on.

The cases are copies of a few that were really received and decided, under other ids and days: what
lists read of a case is its row alone. Processor time, since a shared machine's clock says little.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from benchmarks.measure import Line, median, milliseconds
from central_server.people.staff import find_by_id
from central_server.server import Server, open_server
from central_server.work.lists import Asked, counts, page
from central_server.work.rows import Rows
from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Kind, Role
from counter_app.rules.deadlines import calendar_of
from counter_app.wire.lists import LIST_ROWS, ListFilter
from tests.conftest import SettableClock
from tests.unit.server.deciding.house import STREET, House, Somebody

_CASES = 100_000
_TIMES = 15
_AIM = 0.1
_LIMIT = LIST_ROWS + 1
_COPY = """
INSERT INTO "case" SELECT stream, printf('%08x', ?1) || substr(case_id, 9), hall, number,
 token || ?1, state, matter, street, place, received_on, received_by,
 CASE due_on WHEN '9' THEN '9' ELSE date(due_on, '+' || (?1 % 60) || ' days') END,
 notice_due_on, flags, type, strokes, marks, differences, undecided, 1
 FROM "case" WHERE rowid <= ?2
"""
_PAGE = """
SELECT stream, case_id, due_on, state FROM "case" WHERE stream = '620702' AND place = ?
 ORDER BY due_on, case_id LIMIT ?
"""
_COUNT = """
SELECT place, flags, due_on < ?, count(*) FROM "case" WHERE stream = '620702' AND place IN
 ('received', 'supplement', 'accepted', 'community', 'employer', 'county', 'publicity', 'municipal',
  'filed') GROUP BY 1, 2, 3
"""
_RARE = """
SELECT case_id FROM "case" WHERE stream = '620702' AND place IN ('received', 'county')
 AND flags & 12 <> 0 ORDER BY due_on, case_id LIMIT 51
"""


def lines() -> list[Line]:
    """A page with its rows, and the counts of all lists, each beside its query."""
    with tempfile.TemporaryDirectory() as folder:
        clock = SettableClock(datetime(2026, 11, 24, 9, 12, tzinfo=CHINA))
        server = open_server(f"sqlite:///{Path(folder) / 'server.db'}", clock)
        try:
            who = _grow(House(server, clock))
            return list(_measured(server, who, clock().date()))
        finally:
            server.close()


def _grow(house: House) -> Somebody:
    """A county's desk, and many cases at the community, the county and before acceptance."""
    clerk = house.person(Role.CLERK, house.seat())
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    assert house.decides(community, case, Kind.OPINION_GIVEN, step="community") == "applied"
    seed = 1 + len([house.receives(clerk) for _ in range(3)])
    house.write(lambda c: _copies(c, seed))
    return house.person(Role.COUNTY, clerk.window)


def _copies(connection: Connection, seed: int) -> None:
    driver: Any = connection.connection.driver_connection
    driver.executemany(_COPY, [(copy, seed) for copy in range(1, _CASES // seed)])


def _measured(server: Server, who: Somebody, day: date) -> list[Line]:
    with server.engine.connect() as connection, connection.begin():
        person = find_by_id(connection, who.staff_id)
        assert person, "hired"
        calendar = calendar_of(server.policies.look(connection))
        asked = Asked("county", person, day, ListFilter(), calendar)
        rare = Asked("conflicts", person, day, ListFilter(), calendar)
        shown = Rows(connection, server.policies, person, day, "county")
        driver: Any = connection.connection.driver_connection

        def rows() -> object:
            found, _ = page(connection, asked, ("", ""), LIST_ROWS)
            return shown.of([(each.stream, each.case_id) for each in found])

        def count() -> object:
            return counts(connection, asked)

        def bare_rows() -> object:
            return driver.execute(_PAGE, ("county", _LIMIT)).fetchall()

        def bare_count() -> object:
            return driver.execute(_COUNT, (day.isoformat(),)).fetchall()

        def nothing() -> object:
            return page(connection, rare, ("", ""), LIST_ROWS)

        def bare_nothing() -> object:
            return driver.execute(_RARE).fetchall()

        ours, bare = _in_turn(rows, bare_rows)
        rarely, bare_rarely = _in_turn(nothing, bare_nothing)
        counted, bare_counted = _in_turn(count, bare_count)
    total, bare_total = ours + counted, bare + bare_counted
    return [
        _line(f"first {LIST_ROWS} rows of a list, {_CASES} cases", ours, bare),
        _line(f"a list that picks out marks, none in {_CASES} cases", rarely, bare_rarely),
        _line(f"counts of all lists, {_CASES} cases", counted, bare_counted),
        _line(f"a list opened, {_CASES} cases", total, bare_total, aimed=True),
    ]


def _in_turn(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds of each, by turns; the first of each is not counted."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(_TIMES + 1):
        for work, into in ((ours, taken[0]), (bare, taken[1])):
            start = time.process_time()
            work()
            into.append(time.process_time() - start)
    return median(taken[0][1:]), median(taken[1][1:])


def _line(what: str, ours: float, bare: float, *, aimed: bool = False) -> Line:
    return Line(
        what,
        milliseconds(ours),
        f"{milliseconds(bare)} (the same query, sqlcipher3)",
        ours / bare,
        f"< {milliseconds(_AIM)}" if aimed else "",
        ours < _AIM if aimed else None,
    )
