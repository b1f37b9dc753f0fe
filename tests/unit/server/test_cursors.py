"""Cursors that this server never wrote: told to start anew, and they cost nothing."""

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import msgspec
import pytest

from central_server.cursor import Reached, read_cursor, write_cursor
from counter_app.basics.catalogue import server as catalogue
from counter_app.wire.messages import ErrorAnswer, PullAnswer
from tests.databases import Databases
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.small_counter import SmallCounter

MARK = "0123456789ab"


def forged(epoch: str, places: Any) -> str:
    packed = msgspec.msgpack.encode([epoch, places])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[tuple[SmallCounter, str]]:
    """A counter to whose hall something came, and its true cursor."""
    with running(tmp_path_factory.mktemp("cursors") / "server", database, databases) as server:
        counter = server.counter()
        counter.verdicts(counter.receive())
        page = counter.pull()
        assert isinstance(page, PullAnswer)
        assert page.cursor
        yield counter, page.cursor


@pytest.mark.parametrize(
    "places",
    [
        {"620702": [0, ""]},
        {"620702": [0, MARK]},
        {"620702": [-1, MARK]},
        {"620702": [1, ""]},
        {"620702": [1, MARK]},
        {"620702": [1, "0123456789AB"]},
        {"620702": [1, "0123456789ab0"]},
        {"620702": [(1 << 63) - 1, MARK]},
        {"620702": [1 << 63, MARK]},
        {"620702": [(1 << 64) - 1, MARK]},
        {"620702": [1.5, MARK]},
        {"620702": [None, MARK]},
        {"620702": 1},
        {"": [1, MARK]},
        {"62070": [1, MARK]},
        {"620702 ": [1, MARK]},
        {"620702\n": [1, MARK]},
        {"６２０７０２": [1, MARK]},
        {"999999": [1, MARK]},
        {f"{number:06}": [0, ""] for number in range(5000)},
        {f"{number:06}": [1, MARK] for number in range(3000)},
        [],
        None,
        "620702",
    ],
)
def test_places_that_are_not_ours(filled: tuple[SmallCounter, str], places: Any) -> None:
    counter, cursor = filled
    answer = counter.pull(forged(_epoch(cursor), places))
    assert isinstance(answer, ErrorAnswer)
    assert (answer.code, answer.message) == ("cursor", catalogue.CURSOR_UNKNOWN.title)


@pytest.mark.parametrize(
    "text", ["x", "=", "é", "\u0000", "kZI", "wQ", "3f____8", "A" * 1000, "\U0001f600", "-_-_"]
)
def test_nonsense(filled: tuple[SmallCounter, str], text: str) -> None:
    counter, _ = filled
    answer = counter.pull(text)
    assert isinstance(answer, ErrorAnswer)
    assert answer.code == "cursor"


def test_a_stream_of_which_nothing_was_read_is_left_out() -> None:
    places = {"620702": (3, MARK), "620722": (0, "")}
    read = read_cursor(write_cursor("e", Reached(places, 7)), "e")
    assert read == Reached({"620702": (3, MARK)}, 7)


def test_invented_streams_cost_nothing(own_server: RunningServer) -> None:
    """Six of these at once kept the page from answering for forty seconds."""
    counter, other = own_server.counter("03"), own_server.counter("04")
    other.verdicts(*(other.receive() for _ in range(20)))
    page = counter.pull()
    assert isinstance(page, PullAnswer)
    epoch = _epoch(page.cursor)
    bodies = [
        json.dumps(
            {"incarnation": "", "cursor": forged(epoch, {f"{one:06}": [0, ""] for one in range(n)})}
        ).encode()
        for n in (50_000, 1_000)
    ]
    token = other.receive()[0].text("token")
    with ThreadPoolExecutor(12) as pool:
        attack = [pool.submit(counter.post, "pull", body) for body in bodies for _ in range(10)]
        for _ in range(5):
            shown = httpx2.get(f"{own_server.address}/r/{token}", trust_env=False)
            assert shown.status_code == 200
            assert isinstance(other.pull(), PullAnswer)
        answers = {each.result(timeout=60).status_code for each in attack}
    assert answers <= {409, 413, 429}


def _epoch(cursor: str) -> str:
    packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    epoch: str = msgspec.msgpack.decode(packed)[0]
    return epoch
