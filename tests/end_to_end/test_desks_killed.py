"""kill −9 of a desk while it fetches what is claimed or erases what is released.

Whatever the moment: its store is whole, and after the next run it holds exactly what the server
says is claimed there.
"""

import random
from pathlib import Path

import pytest

from tests.databases import Databases, on_both
from tests.end_to_end.at_the_counter import AtTheCounter
from tests.end_to_end.desks import WANG, at_the_community, lies, told, window_of
from tests.end_to_end.lives import Lives
from tests.unit.server.running_server import running

pytest_generate_tests = on_both
KILLS, THOROUGH_KILLS = 12, 250
_MOST_OF_BOTH = 20
"""So many times as many lives at most, until one ended claimed and one released."""
_LONGEST_ACT = 0.6
"""Seconds: a claim with its fetch takes about as long."""


def test_a_desk_that_is_killed_holds_what_is_claimed_and_nothing_else(
    tmp_path: Path,
    database: str,
    databases: Databases,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    thorough: bool,
) -> None:
    with running(tmp_path / "server", database, databases) as server, Lives() as lives:
        window = window_of(server, AtTheCounter(tmp_path / "window", capsys, monkeypatch))
        number = at_the_community(window, tmp_path)
        desk = AtTheCounter(tmp_path / "D01", capsys, monkeypatch)
        assert (
            desk.run("enrol", server.add_window("D01", "620702", "--url", server.address))[0] == 0
        )
        chance, seen = random.Random(database), set()
        lived = THOROUGH_KILLS if thorough else KILLS
        for seed in range(_MOST_OF_BOTH * lived):
            if seed >= lived and seen == {True, False}:
                break
            assert lives.begin("claim", desk.data, WANG, number, seed) == "ready"
            lives.hear(chance.randint(0, 3))
            lives.kill(chance.uniform(0, _LONGEST_ACT))
            assert lies(desk)["cases"] <= 1
            assert desk.run("sync")[0] == 0
            here = lies(desk)
            claim = told(desk, WANG, number)[1]["claim"]["claimed_by"]
            seen.add(bool(claim))
            assert here["cases"] == int(bool(claim)), seed
            assert bool(here["contents"]) == bool(claim), seed
            assert not here["outbox"]
        assert seen == {True, False}
