"""A line that alters what it carries: nothing is lost, nothing is blocked, no person is troubled.

(Storm B8: one bit flipped on the way refused a case for ever.)
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from counter_app.basics.catalogue.store import FETCH_SHORT, NUMBERS_DOUBTED
from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.desk.acting import begin
from counter_app.desk.status import returned, status
from local_db.case_log import log_own
from local_db.cases import find_state
from local_db.notes import Note, write_note
from tests.engine import clerk_of, counter_at, receive_one
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.lines import Line, altering_line

Bend = Callable[[dict[str, Any]], None]


@contextmanager
def behind_a_line(folder: Path, server: RunningServer) -> Iterator[tuple[Counter, Line]]:
    """A counter whose line to the server is the test's."""
    with altering_line(server.address) as line:
        string = server.add_window("03", "620702", "--url", line.address)
        with counter_at(folder, system_clock, string) as counter:
            assert counter.sync_once().problem is None
            yield counter, line


def once(bend: Bend) -> Callable[[str, bytes], bytes]:
    """Bend the first push that carries actions."""
    left = [bend]

    def alter(path: str, body: bytes) -> bytes:
        asked = json.loads(body)
        if not left or not path.endswith("push") or not asked["actions"]:
            return body
        left.pop()(asked)
        return json.dumps(asked, ensure_ascii=False).encode()

    return alter


def always(bend: Bend) -> Callable[[str, bytes], bytes]:
    """Bend every push that carries actions."""
    return lambda path, body: once(bend)(path, body)


def first(**changes: str) -> Bend:
    return lambda asked: asked["actions"][0].update(changes)


def last(**changes: str) -> Bend:
    return lambda asked: asked["actions"][-1].update(changes)


def _other_content(asked: dict[str, Any]) -> None:
    asked["contents"][0]["content"]["applied_on"] = "2020-01-01"


def _no_contents(asked: dict[str, Any]) -> None:
    asked["contents"] = []


def _turned_round(asked: dict[str, Any]) -> None:
    asked["actions"].reverse()


def _one_lost(asked: dict[str, Any]) -> None:
    del asked["actions"][0]


BENDS: dict[str, Bend] = {
    "content": _other_content,
    "contents lost": _no_contents,
    "order": _turned_round,
    "one lost": _one_lost,
    "name": first(staff_name="李净"),
    "hash": first(hash="f" * 64),
    "previous": first(previous="f" * 64),
    "content hash": first(content_hash="f" * 64),
    "kind": first(kind="CaseRecejved"),
    "stream": first(stream="620721"),
    "device": first(device="f" * 16),
    "window": first(window="620702-04"),
    "last hash": last(hash="f" * 64),
    "last name": last(staff_name="李净"),
}


@pytest.mark.parametrize("bend", BENDS)
def test_what_one_push_altered_arrives_all_the_same(
    tmp_path: Path, server: RunningServer, bend: str
) -> None:
    with behind_a_line(tmp_path / "a", server) as (counter, line):
        cases = [receive_one(counter, order).case_id for order in range(3)]
        line.ask = once(BENDS[bend])
        counter.sync_once()
        outcome = counter.sync_once()
        assert outcome.problem is None
        assert outcome.queued == 0
        assert returned(counter.desk) == ()
        assert status(counter.desk).acknowledged == len(cases)
        later = receive_one(counter, 7)
        assert counter.sync_once().refused == 0
        cases.append(later.case_id)
    fetched = server.counter("09").pull_all()
    assert {action.case_id for action in fetched} == set(cases)
    assert len(fetched) == len({action.key for action in fetched})


def _respelt(asked: dict[str, Any]) -> None:
    for content in asked["contents"]:
        content["content"]["x"] = 1


def test_what_a_line_always_alters_goes_by_itself_once_the_line_is_straight(
    tmp_path: Path, server: RunningServer
) -> None:
    with behind_a_line(tmp_path / "a", server) as (counter, line):
        receive_one(counter, 1)
        receive_one(counter, 2)
        line.ask = always(_respelt)
        for _ in range(2):
            assert counter.sync_once().refused
        assert status(counter.desk).refused == 2
        line.ask = lambda path, body: body
        outcome = counter.sync_once()
        assert (outcome.problem, outcome.queued, outcome.refused) == (None, 0, 0)
        assert returned(counter.desk) == ()
        assert status(counter.desk).acknowledged == 2


def _of_program(program: str) -> Callable[[str, bytes], bytes]:
    def alter(_path: str, body: bytes) -> bytes:
        said = json.loads(body)
        said["head"]["program"] = program
        return json.dumps(said).encode()

    return alter


def test_a_kind_that_the_server_does_not_know_waits_for_its_next_program(
    tmp_path: Path, server: RunningServer
) -> None:
    with behind_a_line(tmp_path / "a", server) as (counter, line):
        line.answer = _of_program("0.2")
        case_id = receive_one(counter, 1).case_id
        _act(counter, case_id, "FlownAway")
        assert counter.sync_once().refused == 1
        line.asked.clear()
        assert counter.sync_once().refused == 0
        assert not any(b"FlownAway" in body for _, body in line.asked)
        line.answer = _of_program("0.3")
        assert counter.sync_once().refused == 1, "it was asked again"
        assert any(b"FlownAway" in body for _, body in line.asked)


def _act(counter: Counter, case_id: str, kind: str) -> None:
    """Something of a later program."""
    clerk = clerk_of(counter)
    with counter.desk.store.transaction() as connection:
        acting = begin(connection, counter.desk, clerk)
        state = find_state(connection, case_id)
        assert state
        action, content = acting.draft(kind, case_id, state.stream, {})  # type: ignore[arg-type] - of a later program
        log_own(connection, acting.head, [(action, content)], at=action.at, before=state)


def _numbers(running: int) -> Callable[[str, bytes], bytes]:
    def alter(_path: str, body: bytes) -> bytes:
        said = json.loads(body)
        year = str(system_clock().year)
        said["head"]["numbers"] = {year: running}
        return msgspec.json.encode(said)

    return alter


def test_a_number_that_jumps_is_set_aside_and_told(tmp_path: Path, server: RunningServer) -> None:
    with behind_a_line(tmp_path / "a", server) as (counter, line):
        receive_one(counter, 1)
        assert counter.sync_once().problem is None
        line.answer = _numbers(9_999_999)
        assert counter.sync_once().problem is None
        assert receive_one(counter, 2).number.endswith("-00002")
        told = [each.entry for each in status(counter.desk).worries]
        assert told == [NUMBERS_DOUBTED]
        line.answer = _numbers(700)
        counter.sync_once()
        assert status(counter.desk).worries == ()
        assert receive_one(counter, 3).number.endswith("-00701")


def test_what_is_altered_in_fetching_comes_all_the_same(
    tmp_path: Path, server: RunningServer
) -> None:
    sender = server.counter("09")
    cases = [sender.receive() for _ in range(3)]
    assert [verdict for verdict, _ in sender.verdicts(*cases)] == ["applied"] * 3
    with behind_a_line(tmp_path / "a", server) as (counter, line):
        assert status(counter.desk).cases == 3
        late = sender.receive()
        sender.verdicts(late)
        line.answer = once_in(b"pull", altered)
        assert counter.sync_once().problem is None, "it was fetched again at once"
        assert status(counter.desk).cases == 4
        assert status(counter.desk).worries == ()


def test_what_a_line_always_alters_in_fetching_is_told_and_tried_again_the_next_day(
    tmp_path: Path, server: RunningServer
) -> None:
    sender = server.counter("09")
    moved = [timedelta()]
    with altering_line(server.address) as line:
        string = server.add_window("03", "620702", "--url", line.address)
        with counter_at(tmp_path / "a", lambda: system_clock() + moved[0], string) as counter:
            sender.verdicts(sender.receive(), sender.receive())
            line.answer = lambda path, body: altered(body) if path.endswith("pull") else body
            assert counter.sync_once().problem
            assert [each.entry for each in status(counter.desk).worries] == [FETCH_SHORT]
            line.answer = lambda path, body: body
            assert counter.sync_once().problem is None
            assert status(counter.desk).cases == 1, "not asked for over and over"
            moved[0] = timedelta(hours=21)
            assert counter.sync_once().problem is None
            assert status(counter.desk).cases == 2
            assert status(counter.desk).worries == ()


def test_a_page_that_a_server_left_out_is_noticed_and_fetched(
    tmp_path: Path, server: RunningServer
) -> None:
    """Storm A1: counters that skipped a stream held their cursor at the top and said nothing."""
    sender = server.counter("09")
    sender.verdicts(*[sender.receive() for _ in range(3)])
    with behind_a_line(tmp_path / "a", server) as (counter, line):
        sender.verdicts(*[sender.receive() for _ in range(3)])
        line.answer = once_in(b"pull", without_actions)
        outcome = counter.sync_once()
        assert outcome.problem is None
        assert status(counter.desk).cases == 6


def test_a_counter_of_an_older_program_fetches_from_the_start_once(
    tmp_path: Path, server: RunningServer
) -> None:
    sender = server.counter("09")
    with behind_a_line(tmp_path / "a", server) as (counter, line):
        sender.verdicts(sender.receive())
        line.answer = once_in(b"pull", without_actions)
        with counter.desk.store.transaction() as connection:
            write_note(connection, Note.FETCHED, None)
        line.asked.clear()
        assert counter.sync_once().problem is None
        assert status(counter.desk).cases == 1
        cursors = [json.loads(body)["cursor"] for path, body in line.asked if path.endswith("pull")]
        assert cursors[0] == ""
        line.asked.clear()
        assert counter.sync_once().problem is None
        cursors = [json.loads(body)["cursor"] for path, body in line.asked if path.endswith("pull")]
        assert len(cursors) == 1
        assert cursors[0]


def altered(body: bytes) -> bytes:
    return body.replace("王会计".encode(), "王会记".encode(), 1)


def without_actions(body: bytes) -> bytes:
    return json.dumps(json.loads(body) | {"actions": [], "contents": []}).encode()


def once_in(path_end: bytes, bend: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    """Alter the first answer of this path."""
    left = [bend]

    def alter(path: str, body: bytes) -> bytes:
        return left.pop()(body) if left and path.endswith(path_end.decode()) else body

    return alter
