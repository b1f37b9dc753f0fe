"""kill −9 at seeded moments while people decide, of the counter, of the server, or of both.

What was told as done is there, nothing counts twice, a decision takes effect once or not at all,
and both ends are of one mind about every case.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from central_server.audit.keys import open_audit
from central_server.audit.log import entries
from central_server.audit.noted import doubted, noted_of_server
from central_server.store import tables
from central_server.store.engine import open_store
from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.cases.audit_check import verify
from counter_app.desk.recorded import verify_audit
from local_db.soundness import find_faults
from local_db.tables import actions
from tests.end_to_end.at_the_counter import AtTheCounter, enrolled
from tests.end_to_end.lives import Lives
from tests.engine import counter_at
from tests.one_mind import at_server, refusals
from tests.unit.server.running_server import RunningServer

HALLS = 4
"""Each with a counter and a server of its own, so that workers share the lives."""
KILLS, THOROUGH_KILLS = 20, 250
"""Lives at each."""
_MOST_WORDS = 9
"""That a life says, a word an act."""
_LONGEST_ACT = 0.06
"""Seconds from the last word to the kill, so that it comes at any moment of the next act."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()


@dataclass
class Told:
    """What was said to have been done, over all lives."""

    cases: dict[str, str] = field(default_factory=dict)
    """Case → number."""
    acts: dict[str, str] = field(default_factory=dict)
    """Action → what became of it."""
    letters: list[str] = field(default_factory=list)

    def hear(self, said: list[str]) -> None:
        for line in said:
            what, *words = line.split()
            if what == "received":
                self.cases[words[1]] = words[0]
            elif what == "did":
                self.acts[words[0]] = words[3]
            elif what == "letter":
                self.letters.append(words[0])


@dataclass
class Officials:
    """Every 文号 and whose it is; how far the server's actions were looked through."""

    server: RunningServer
    given: dict[str, str] = field(default_factory=dict)
    seen: int = 0

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """The server's store as it lies there, and its log, which is sound."""
        store = open_store(self.server.url, self.server.data)
        with store.engine.connect() as connection, connection.begin():
            keys = open_audit(connection, "", store).keys
            assert not verify(keys, entries(connection), noted_of_server(connection)).fault
            assert not doubted(connection)
            yield connection
        store.engine.dispose()
        store.mark.close()

    def check(self, connection: Connection, counter: Counter) -> None:
        """Each case that anything was done to since is the same at both ends."""
        table = tables.action
        new = connection.execute(
            select(table.c.case_id, table.c.position).where(table.c.position > self.seen)
        ).all()
        self.seen = max([self.seen, *(position for _, position in new)])
        for case_id in {case_id for case_id, _ in new}:
            case = at_server(connection, case_id)
            case.check()
            case.check_at(counter)
            for letter in case.state.letters:
                assert letter.number.startswith(f"{case.state.number}-")
                if letter.official:
                    assert self.given.setdefault(letter.official, letter.number) == letter.number


def check_what_was_told(counter: Counter, told: Told, at_the_server: set[str]) -> None:
    """Once at the server, or back with its reason, and nothing that was taken is back."""
    back = refusals(counter)
    for action_id, word in told.acts.items():
        assert (action_id in at_the_server) != (action_id in back)
        assert word == "waits" or back.get(action_id, "taken") == word


def held(counter: Counter, names: set[str]) -> set[str]:
    """Which of these actions lie here."""
    with counter.desk.store.reading() as connection:
        found = set(connection.execute(select(actions.c.action_id)).scalars())
    return found & names


@pytest.mark.parametrize("hall", range(HALLS))
def test_whoever_is_killed_while_people_decide_both_ends_are_of_one_mind(
    hall: int,
    tmp_path: Path,
    server: RunningServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    thorough: bool,
) -> None:
    folder = tmp_path / "desk"
    enrolled(AtTheCounter(folder, capsys, monkeypatch), server)
    told, officials = Told(), Officials(server)
    kills = THOROUGH_KILLS if thorough else KILLS
    with Lives() as lives:
        for seed in range(hall * kills, (hall + 1) * kills):
            chance = random.Random(seed)
            assert lives.begin("decide", folder, seed) == "ready"
            if seed % 4 == 3:
                lives.hear(chance.randint(0, _MOST_WORDS // 2))
                lives.wait(chance.uniform(0, _LONGEST_ACT))
                server.kill()
            lives.hear(chance.randint(0, _MOST_WORDS))
            told.hear(lives.kill(after=chance.uniform(0, _LONGEST_ACT)))
            if not server.process.is_running:
                server.start()
            _check(folder, told, officials, whole=seed % 20 == 19)
    numbers = list(told.cases.values())
    assert len(set(numbers)) == len(numbers)
    assert len(officials.given) > kills // 4, "decisions were made"


def _check(folder: Path, told: Told, officials: Officials, *, whole: bool) -> None:
    """As somebody finds it who opens the counter after the power cut."""
    with counter_at(folder, system_clock, "") as counter:
        assert held(counter, set(told.acts)) == set(told.acts), "nothing told is lost"
        assert not verify_audit(counter.desk).fault
        outcome = counter.sync_once()
        assert (outcome.problem, outcome.queued) == (None, 0)
        with officials.read() as connection:
            officials.check(connection, counter)
            there = set(connection.execute(select(tables.action.c.action_id)).scalars())
            check_what_was_told(counter, told, there)
        if whole:
            with counter.desk.store.reading() as here:
                assert find_faults(here) == []
