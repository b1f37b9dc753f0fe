"""kill −9 of server, departments and counter at seeded moments while questions are on the way.

No question is lost, no answer counts twice, and each question rests on a consent that held.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.departments.desk import Desk
from central_server.departments.overview import try_again
from central_server.departments.rows import OPEN, QueryRow, QueryState, queries_of_case
from central_server.policies import import_tables
from central_server.server import Server
from central_server.store import tables
from counter_app.basics.clock import system_clock
from counter_app.cases.actions import Kind
from counter_app.forms.consents import Department
from counter_app.needs.case_file import CaseFile
from counter_app.rules.consent import items_granted
from counter_app.rules.policy import load_policy
from tests.databases import Databases, on_both
from tests.end_to_end.at_the_counter import AtTheCounter, enrolled
from tests.end_to_end.busy_decider import MOST
from tests.end_to_end.lives import Lives
from tests.engine import counter_at
from tests.patience import PATIENCE, wait_until
from tests.ports import own_port
from tests.unit.server.departments.asking import FOUND, IDENTITY
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.server_process import DEPARTMENTS, ServerProcess
from tests.unit.server.small_counter import of_one

HALLS = 8
"""Each with a server, departments and a counter of its own, so that workers share the lives."""
KILLS, THOROUGH_KILLS = 5, 63
"""Lives at each, on each database."""
_FEWEST_WORDS, _MOST_WORDS = 7, 13
_LONGEST = 0.15
"""Seconds until the kill, so that it comes at any moment of a question."""
_KNOWN = 8
"""Households of one life that departments know; of the others they say so."""
pytest_generate_tests = on_both


class StandIn:
    """The stand-in as a process of its own, to be killed."""

    def __init__(self, answers: Path) -> None:
        self._answers, self.port = answers, own_port()
        self.start()

    def start(self) -> None:
        """Start it where it was."""
        words = ["--port", str(self.port), "--answers", str(self._answers)]
        log = self._answers.with_suffix(".log")
        self._process = ServerProcess(words, log, DEPARTMENTS)
        assert self._process.stdout.readline().decode().strip().endswith(f":{self.port}")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


@contextmanager
def standing_in(folder: Path, seeds: range) -> Iterator[StandIn]:
    """Departments that know these lives' households and take a while to answer."""
    file = folder / "answers.json"
    forms = (of_one(seed * MOST + place) for seed in seeds for place in range(1, _KNOWN + 1))
    people = {form["applicant"]["id_number"]: {IDENTITY: FOUND} for form in forms}
    file.write_text(json.dumps({"latency_ms": 30, "people": people}))
    departments = StandIn(file)
    try:
        yield departments
    finally:
        departments.kill()


def connect(server: Server, port: int) -> None:
    """Let everything be asked of the stand-in, and given up soon."""
    row = {"driver": "call", "address": f"http://127.0.0.1:{port}/plain", "seconds": 1}
    rows = [{"department": str(name), **row} for name in Department]
    server.writer.submit(lambda c: import_tables(c, {"connection": rows})).result()


@pytest.mark.parametrize("hall", range(HALLS))
def test_whoever_is_killed_no_question_is_lost_and_none_counts_twice(
    hall: int,
    tmp_path: Path,
    database: str,
    databases: Databases,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    thorough: bool,
) -> None:
    kills, folder = THOROUGH_KILLS if thorough else KILLS, tmp_path / "desk"
    seeds = range(hall * kills, (hall + 1) * kills)
    with (
        running(tmp_path / "server", database, databases) as server,
        standing_in(tmp_path, seeds) as departments,
        Lives() as lives,
    ):
        enrolled(AtTheCounter(folder, capsys, monkeypatch), server)
        with server.opened() as opened:
            connect(opened, departments.port)
        for seed in seeds:
            one_life(lives, server, departments, folder, seed)
        with counter_at(folder, system_clock, "") as counter:
            outcome = counter.sync_once()
            assert (outcome.problem, outcome.queued) == (None, 0)
        with server.opened() as opened:
            settled(opened)
            found = [check(opened, stream, case) for stream, case in accepted(opened)]
    assert sum(found), "departments were asked"


def one_life(
    lives: Lives, server: RunningServer, departments: StandIn, folder: Path, seed: int
) -> None:
    """Somebody decides; the power goes at the counter, at the server, at departments, or at two."""
    chance = random.Random(seed)
    assert lives.begin("decide", folder, seed, "takes-back") == "ready"
    lives.hear(chance.randint(_FEWEST_WORDS, _MOST_WORDS))
    lives.wait(chance.uniform(0, _LONGEST))
    if seed % 3 != 2:
        server.kill()
    if seed % 3 != 0:
        departments.kill()
    lives.kill(after=chance.uniform(0, _LONGEST))
    if seed % 3 != 0:
        departments.start()
    if not server.process.is_running:
        server.start()


def accepted(server: Server) -> list[tuple[str, str]]:
    """Every case about which something may have been asked."""
    table = tables.department_query
    query = select(table.c.stream, table.c.case_id).distinct()
    rows = server.writer.submit(lambda c: c.execute(query).all()).result()
    return [(row.stream, row.case_id) for row in rows]


def settled(server: Server) -> None:
    """Wait until nothing is open; what waits for want of a line an operator lets be tried again."""
    table = tables.department_query
    waits = select(table.c.query_id).where(table.c.state.in_(OPEN))

    def nothing_is_open() -> bool:
        def work(connection: Connection) -> bool:
            for department in Department:
                try_again(connection, department, server.clock())
            return connection.execute(waits).first() is None

        return bool(server.writer.submit(work).result())

    wait_until(nothing_is_open)


def check(server: Server, stream: str, case_id: str) -> int:
    """How many questions of a case were asked: each settled once, none that is owed missing."""

    def work(connection: Connection) -> tuple[CaseFile, list[QueryRow], set[tuple[str, str]]]:
        desk = Desk(connection, server.office(), server.clock())
        rows = queries_of_case(connection, case_id)
        return desk.file(stream, case_id), rows, set(desk.questions(stream, case_id))

    file, rows, owed = server.writer.submit(work).result()
    asked = [each for each in file.actions if each.kind == Kind.QUERY_ASKED]
    answered = Counter(e.facts["query"] for e in file.actions if e.kind == Kind.QUERY_ANSWERED)
    assert set(answered.values()) <= {1}
    assert len({each.facts["query"] for each in asked}) == len(asked)
    traces = {trace.query: trace for trace in file.state.queries}
    for row in rows:
        assert not row.is_open
        assert (row.state == QueryState.ANSWERED) == (answered[row.query_id] == 1)
        assert not row.asked_at or traces[row.query_id].state == row.state
    for each in asked:
        rests_on_a_consent(file, each.action_id)
    if any(row.outcome == "found" for row in rows):
        there = {(row.person, row.item) for row in rows if row.state == QueryState.ANSWERED}
        assert owed <= there, "what may be asked is asked"
    return len(asked)


def rests_on_a_consent(file: CaseFile, name: str) -> None:
    """The question was asked on a consent that stood then and names the item."""
    places = {each.action_id: place for place, each in enumerate(file.actions)}
    asked = file.actions[places[name]]
    consent = file.action(str(asked.facts["consent"]))
    assert consent
    assert consent.kind == Kind.CONSENT_GIVEN
    assert consent.facts["person"] == asked.facts["person"]
    between = file.actions[places[consent.action_id] : places[name]]
    assert not [
        each
        for each in between
        if each.kind == Kind.CONSENT_WITHDRAWN and each.facts["person"] == asked.facts["person"]
    ]
    entry = file.entry(consent.action_id)
    assert isinstance(entry, dict)
    assert asked.facts["item"] in items_granted({**entry, "withdrawn_on": None}, {}, load_policy())
