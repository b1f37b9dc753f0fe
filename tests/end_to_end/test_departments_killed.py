"""kill −9 of server and department while questions are on the way: each is answered, and once."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from central_server.departments.rows import QueryRow, QueryState, queries_of_case
from central_server.policies import import_tables
from counter_app.basics.clock import system_clock
from counter_app.cases.actions import Kind, Role
from counter_app.forms.consents import Department
from tests.conftest import SettableClock
from tests.databases import Databases, on_both
from tests.families import number
from tests.patience import PATIENCE, wait_until
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.departments.asking import FOUND, IDENTITY
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.server_process import DEPARTMENTS, ServerProcess
from tests.unit.server.small_counter import document

ROUNDS, THOROUGH_ROUNDS = 1, 20
KILLED_AFTER = (1, 2, 5)
"""Questions of a case that are on the record: identity, the first of the rest, some more."""
pytest_generate_tests = on_both


class StandIn:
    """The stand-in as a process of its own, to be killed."""

    def __init__(self, answers: Path) -> None:
        self._answers, self.port = answers, 0
        self.start()

    def start(self) -> None:
        """Start it where it was."""
        words = ["--port", str(self.port), "--answers", str(self._answers)]
        log = self._answers.with_suffix(".log")
        self._process = ServerProcess(words, log, DEPARTMENTS)
        self.port = int(self._process.stdout.readline().decode().rpartition(":")[2])

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


@contextmanager
def standing_in(folder: Path, numbers: list[str]) -> Iterator[StandIn]:
    """Departments that know these people and take a while to answer."""
    file = folder / "answers.json"
    people = {each: {IDENTITY: FOUND} for each in numbers}
    file.write_text(json.dumps({"latency_ms": 50, "people": people}))
    departments = StandIn(file)
    try:
        yield departments
    finally:
        departments.kill()


def form(of: str) -> dict[str, Any]:
    """A household of one, whose ID number this is."""
    content = document()
    content["applicant"] = {**content["applicant"], "id_number": of}
    return content


class Watched:
    """A case in the store of a running server, seen from beside it."""

    def __init__(self, house: House, clerk: Somebody, content: dict[str, Any]) -> None:
        self._house = house
        self._case = house.receives(clerk, content)
        house.completes(clerk, self._case)
        assert house.decides(clerk, self._case, Kind.STREET_SET) == "applied"
        letter = f"{house.state(self._case).number}-S1"
        said = house.decides(clerk, self._case, Kind.ACCEPTED, day=house.today, letter=letter)
        assert said == "applied"

    def rows(self) -> list[QueryRow]:
        """Its questions."""
        found: list[QueryRow] = self._house.write(lambda c: queries_of_case(c, self._case))
        return found

    def asked(self) -> int:
        """How many are on the record as asked."""
        return self._house.kinds(self._case).count(Kind.QUERY_ASKED)

    def is_done(self) -> bool:
        """Whether everything that it may ask has been answered."""
        rows = self.rows()
        return len(rows) > 1 and all(row.state == QueryState.ANSWERED for row in rows)

    def holds(self) -> None:
        """Each question has its consent and one answer, on the record as in the queue."""
        file = self._house.file(self._case)
        asked = [a for a in file.actions if a.kind == Kind.QUERY_ASKED]
        answered = Counter(a.facts["query"] for a in file.actions if a.kind == Kind.QUERY_ANSWERED)
        assert Counter(a.facts["query"] for a in asked) == answered
        assert set(answered.values()) == {1}
        assert {row.query_id for row in self.rows()} == set(answered)
        assert {a.facts["consent"] for a in asked} <= set(file.state.answers.values())


def connect(house: House, port: int) -> None:
    """Let everything be asked of the stand-in, and given up soon."""
    row = {"driver": "call", "address": f"http://127.0.0.1:{port}/plain", "seconds": 1}
    rows = [{"department": str(name), **row} for name in Department]
    house.write(lambda c: import_tables(c, {"connection": rows}))


def test_whoever_is_killed_each_question_is_answered_and_counts_once(
    tmp_path: Path, database: str, databases: Databases, thorough: bool
) -> None:
    rounds = THOROUGH_ROUNDS if thorough else ROUNDS
    numbers = [number(order=f"{place:03d}") for place in range(1, 2 * rounds, 2)]
    with (
        running(tmp_path / "server", database, databases) as server,
        standing_in(tmp_path, numbers) as departments,
        server.opened() as opened,
    ):
        house = House(opened, SettableClock(system_clock()))
        clerk = house.person(Role.CLERK, house.seat())
        connect(house, departments.port)
        for each in numbers:
            case = Watched(house, clerk, form(each))
            for count in KILLED_AFTER:
                killed_once(server, departments, case, count)
            wait_until(case.is_done)
            case.holds()


def killed_once(server: RunningServer, departments: StandIn, case: Watched, count: int) -> None:
    """Both are killed while questions are on the way, in turns one before the other."""
    wait_until(lambda: case.asked() >= count)
    if count % 2:
        departments.kill()
        server.kill()
    else:
        server.kill()
        departments.kill()
    departments.start()
    server.start()
