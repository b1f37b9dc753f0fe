"""Batches go out one behind the other, and to the server one after another."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.status import returned
from counter_app.sync import push
from tests.engine import receive_one
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.lines import Line
from tests.unit.sync.test_altered_on_the_way import behind_a_line

_CASES = 7


@pytest.fixture
def counter_and_line(
    tmp_path: Path, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Counter, Line]]:
    """A counter with several batches that wait."""
    monkeypatch.setattr(push, "BATCH_ACTIONS", 3)
    with behind_a_line(tmp_path / "counter", server) as (counter, line):
        for number in range(_CASES):
            receive_one(counter, number)
        line.asked.clear()
        yield counter, line


def _sequences(body: bytes) -> list[int]:
    return [each["sequence"] for each in json.loads(body)["actions"]]


def _sent(line: Line) -> list[list[int]]:
    """The places of each batch that was asked whole."""
    batches = [_sequences(body) for path, body in line.asked if path.endswith("push")]
    return [each for each in batches if each]


def test_no_batch_is_whole_before_the_one_before_it_was_answered(
    counter_and_line: tuple[Counter, Line],
) -> None:
    counter, line = counter_and_line
    under_way, together = threading.Semaphore(1), []

    def ask(_path: str, body: bytes) -> bytes:
        together.append(not under_way.acquire(blocking=False))
        return body

    def answer(_path: str, said: bytes) -> bytes:
        under_way.release()
        return said

    line.ask, line.answer = ask, answer
    outcome = counter.sync_once()
    assert outcome.problem is None
    assert outcome.queued == 0
    assert not any(together)
    sent = _sent(line)
    assert len(sent) > 2
    each = [place for batch in sent for place in batch]
    assert each == list(range(1, outcome.pushed + 1)), "each once, in the desk's order"


def test_behind_an_answer_that_is_not_plain_nothing_goes_on(
    counter_and_line: tuple[Counter, Line],
) -> None:
    counter, line = counter_and_line
    bent: list[bytes] = []

    def ask(path: str, body: bytes) -> bytes:
        asked = json.loads(body)
        if bent or not path.endswith("push") or not asked["actions"]:
            return body
        asked["actions"][-1]["staff_name"] = "别人"
        bent.append(json.dumps(asked, ensure_ascii=False).encode())
        return bent[0]

    line.ask = ask
    outcome = counter.sync_once()
    assert outcome.problem is None
    assert (outcome.queued, outcome.refused) == (0, 0)
    assert not returned(counter.desk)
    sent = _sent(line)
    assert sent[1][0] in sent[0], "what was altered goes again before what is behind it"


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_line_that_breaks_leaves_what_was_not_answered(
    counter_and_line: tuple[Counter, Line], at: int
) -> None:
    counter, line = counter_and_line
    left = [at + 1]  # the first push greets

    def answer(_path: str, said: bytes) -> bytes:
        left[0] -= 1
        return said if left[0] else b"{"

    line.answer = answer
    outcome = counter.sync_once()
    assert outcome.problem is not None
    assert (outcome.pushed, len(_sent(line))) == (3 * (at - 1), at)
    assert counter.sync_once().queued == 0
    assert not returned(counter.desk)
