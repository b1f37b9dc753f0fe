"""kill −9 at seeded moments: what the desk has returned from is there, and nothing is broken."""

import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.desk import drafts
from counter_app.desk.search import Filter, listing
from counter_app.sync import push as push_module
from counter_app.wire.enrolment import write_enrolment
from local_db.soundness import find_faults
from tests.end_to_end.lives import Lives
from tests.engine import counter_at, enrolment, receive_one
from tests.patience import PATIENCE
from tests.unit.server.running_server import RunningServer

KILLS = 20
THOROUGH_KILLS = 200
LONGEST_LIFE = 0.25
"""Seconds after the first word; long enough for some dozen acts."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """The real server."""
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()


@pytest.fixture
def lives() -> Iterator[Lives]:
    """Busy counters, one after another."""
    with Lives() as running:
        yield running


def lived(lives: Lives, folder: Path, string: str, seed: int, *more: str) -> list[list[str]]:
    """Let a busy counter live until its seeded moment; what it had said before the kill."""
    assert lives.begin("busy", folder, string, seed, *more) == "ready"
    said = lives.kill(after=random.Random(seed).uniform(0, LONGEST_LIFE))
    return [["ready"], *(line.split() for line in said)]


def all_numbers(counter: Counter) -> dict[str, str]:
    """Case → number, of every case here."""
    rows = listing(counter.desk, Filter.ALL, limit=100_000).rows
    return {row.case_id: row.number for row in rows}


def unsaid(said: list[list[str]]) -> set[str]:
    """Drafts at whose end a life ended: received perhaps, but killed before it was said."""
    after = [*said[1:], ["ready"]]
    return {
        words[1]
        for words, following in zip(said, after, strict=True)
        if words[0] == "edit" and following[0] == "ready"
    }


def check_what_was_said(counter: Counter, said: list[list[str]]) -> None:
    """Every edit, parked draft and case that was told is there; a draft or its case, not both."""
    numbers = all_numbers(counter)
    received = {words[3]: words for words in said if words[0] == "received"}
    for _, number, case_id, _ in received.values():
        assert numbers[case_id] == number
    edits = {words[1]: int(words[2]) for words in said if words[0] == "edit"}
    here = {draft.draft_id for draft in drafts.open_drafts(counter.desk)}
    assert not here & received.keys()
    for draft_id, count in edits.items():
        if draft_id in here:
            typed = drafts.load(counter.desk, draft_id).edits
            assert list(typed[:count]) == [{"edit": n} for n in range(1, count + 1)]
    assert edits.keys() <= here | received.keys() | unsaid(said)
    parked = [words[1] for words in said if words[0] == "parked"]
    assert here.issuperset(parked)


def test_a_killed_counter_loses_nothing_that_it_had_said(
    tmp_path: Path, lives: Lives, thorough: bool
) -> None:
    folder, string = tmp_path / "data", write_enrolment(enrolment())
    said: list[list[str]] = []
    for seed in range(THOROUGH_KILLS if thorough else KILLS):
        said += lived(lives, folder, string, seed)
        with counter_at(folder, system_clock, string) as counter:
            check_what_was_said(counter, said)
            with counter.desk.store.reading() as connection:
                assert seed % 5 or find_faults(connection) == []
    with counter_at(folder, system_clock, string) as counter:
        receive_one(counter, 1)
        numbers = sorted(int(each[-5:]) for each in all_numbers(counter).values())
        assert numbers == list(range(1, len(numbers) + 1))
        with counter.desk.store.reading() as connection:
            assert find_faults(connection) == []


def test_a_counter_killed_while_it_syncs_delivers_each_case_once(
    tmp_path: Path, server: RunningServer, lives: Lives, thorough: bool
) -> None:
    folder = tmp_path / "data"
    string = server.add_window("03", "620702", "--url", server.address)
    for seed in range(30 if thorough else 5):
        lived(lives, folder, string, 1000 + seed, "sync")
    with counter_at(folder, system_clock, string) as counter:
        outcome = counter.sync_once()
        assert outcome.problem is None
        assert outcome.refused == outcome.conflicts == outcome.queued == 0
        here = all_numbers(counter)
    assert here == _pulled(tmp_path / "other", server)


def test_a_server_killed_in_the_middle_of_a_sync_has_each_case_once_after_the_next(
    tmp_path: Path, server: RunningServer, thorough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push_module, "BATCH_ACTIONS", 6)  # many requests, so that some are cut
    string = server.add_window("03", "620702", "--url", server.address)
    chance = random.Random(7)
    with counter_at(tmp_path / "a", system_clock, string, timeout_seconds=PATIENCE) as counter:
        for life in range(10 if thorough else 3):
            for order in range(30):
                receive_one(counter, life * 30 + order)
            sending = threading.Thread(target=counter.sync_once)
            sending.start()
            sending.join(timeout=chance.uniform(0.01, 0.4))
            server.kill()
            sending.join()
            server.start()
        outcome = counter.sync_once()
        assert outcome.problem is None
        assert outcome.refused == outcome.conflicts == outcome.queued == 0
        here = all_numbers(counter)
    assert here == _pulled(tmp_path / "other", server)


def _pulled(folder: Path, server: RunningServer) -> dict[str, str]:
    """What another window of the hall gets from the server."""
    shutil.rmtree(folder, ignore_errors=True)
    string = server.add_window("09", "620702", "--url", server.address)
    with counter_at(folder, system_clock, string) as counter:
        assert counter.sync_once().problem is None
        with counter.desk.store.reading() as connection:
            assert find_faults(connection) == []
        return all_numbers(counter)
