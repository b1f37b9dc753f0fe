"""Who only holds a connection loses it, and keeps nobody else waiting meanwhile."""

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx2
import pytest

from central_server.edge.limits import Limits
from counter_app.wire.messages import PullAnswer, PushAnswer
from tests.databases import SQLITE
from tests.unit.server.quick_server import QuickServer, quick_server
from tests.unit.server.raw import ask, connect, head, said, status
from tests.unit.server.running_server import RunningServer

DATABASES = (SQLITE,)
"""What is tried here ends before the store."""

SHORT = Limits(
    head_seconds=1, still_seconds=1.5, slowest=1 << 10, connections=40, connections_each=8
)
KEPT = head("GET", "/healthz").replace(b"close", b"keep-alive")
BEGUN = {
    "nothing": b"",
    "half a head": b"GET /r/x HTTP/1.1\r\nHost: a\r\n",
    "half a body": head("POST", "/api/v1/enrol", "Content-Length: 100") + b"{",
    "most of a body": head("POST", "/api/v1/enrol", "Content-Length: 100000") + b" " * 90_000,
    "half a chunk": head("POST", "/api/v1/enrol", "Transfer-Encoding: chunked") + b"ff\r\n{",
    "an answered request": KEPT,
    "a refused body": head("POST", "/api/v1/push", "Content-Length: 100"),
    "half a second head": KEPT + b"GET /r/x HTTP/1.1\r\nHost: a\r\n",
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[QuickServer]:
    with quick_server(tmp_path, SHORT) as server:
        yield server


@pytest.mark.parametrize("begun", BEGUN)
def test_it_is_closed_in_time(server: QuickServer, begun: str) -> None:
    start = time.monotonic()
    with closing(connect(server.address)) as line:
        line.sendall(BEGUN[begun])
        said(line)
    assert time.monotonic() - start < 15


@pytest.mark.parametrize("begun", ["nothing", "half a body"])
def test_dripping_does_not_help(server: QuickServer, begun: str) -> None:
    drops = b"GET /r/x HTTP/1.1\r\nHost: a\r\nX-Long: " if begun == "nothing" else b""
    with closing(connect(server.address)) as line:
        line.sendall(BEGUN[begun] + drops)
        assert _drip(line, b"x") < 15


def _drip(line: socket.socket, drop: bytes) -> float:
    """Send a drop whenever nothing was said for a while, until the server hangs up."""
    start = time.monotonic()
    line.settimeout(0.1)
    while time.monotonic() - start < 20:
        try:
            line.sendall(drop)
            if not line.recv(1 << 16):
                break
        except TimeoutError:
            continue
        except ConnectionError:
            break
    return time.monotonic() - start


def test_a_slow_line_that_goes_on_is_waited_for(server: QuickServer) -> None:
    """Twice as long as a body may stand still: a second more for each kilobyte that comes."""
    start, sent = time.monotonic(), 0
    with closing(connect(server.address)) as line:
        line.sendall(head("POST", "/api/v1/enrol", "Content-Length: 100000"))
        while time.monotonic() - start < 2 * SHORT.still_seconds:
            line.sendall(b" " * 1000)
            sent += 1000
            server.thread.join(0.1)
        line.sendall(b" " * (100_000 - sent))
        assert status(said(line)) == 400


def test_an_answer_that_nobody_reads_is_given_up(server: QuickServer) -> None:
    asking = head("GET", "/api/v1/openapi.json").replace(b"close", b"keep-alive")
    with closing(connect(server.address)) as line:
        line.sendall(asking * 500)
        end = time.monotonic() + 30
        while server.accepted():
            assert time.monotonic() < end
            server.thread.join(0.05)


def test_an_answer_that_is_read_slowly_is_waited_for(server: QuickServer) -> None:
    """Several times as long as an answer may stand still."""
    asking, count = head("GET", "/api/v1/openapi.json").replace(b"close", b"keep-alive"), 250
    start, came, tail, answer = time.monotonic(), 0, b"", b"HTTP/1.1 200"
    with closing(connect(server.address)) as line:
        line.sendall(asking * count)
        while came < count:
            part = line.recv(1 << 15)
            assert part, f"{came} of {count} in {time.monotonic() - start}"
            heard = tail + part  # a line may come in two parts
            came, tail = came + heard.count(answer), heard[1 - len(answer) :]
            server.thread.join(0.05)
    assert time.monotonic() - start > 2 * SHORT.still_seconds


def test_a_newcomer_takes_the_place_of_who_waits_longest(server: QuickServer) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(closing(connect(server.address))) for _ in range(20)]
        assert status(ask(server.address, head("GET", "/r/sample"))) == 200
        assert said(lines[0]) == b""


def test_a_full_server_makes_room_for_another_address(server: QuickServer) -> None:
    with ExitStack() as stack:
        for number in range(2, 12):
            for _ in range(8):
                stack.enter_context(closing(connect(server.address, f"127.0.0.{number}")))
        assert status(ask(server.address, head("GET", "/r/sample"))) == 200
        assert len(server.accepted()) <= SHORT.connections


def test_work_goes_on_while_two_thousand_hold_the_line(own_server: RunningServer) -> None:
    counter, other = own_server.counter("03"), own_server.counter("04")
    token = counter.receive()[0].text("token")
    with ExitStack() as stack:
        for number in range(_files(2000)):
            line = connect(own_server.address, f"127.0.0.{1 + number % 11}")
            stack.enter_context(closing(line))
            line.sendall(b"GET /r/x HTTP/1.1\r\nHost:" if number % 2 else b"")
        for _ in range(5):
            assert isinstance(counter.push(counter.receive()), PushAnswer)
            assert isinstance(other.pull(), PullAnswer)
            page = httpx2.get(f"{own_server.address}/r/{token}", trust_env=False)
            assert page.status_code == 200
            health = httpx2.get(f"{own_server.address}/healthz", trust_env=False)
            assert health.status_code == 200


def _files(wanted: int) -> int:
    """As many connections as this process may have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return min(wanted, hard - 200)
