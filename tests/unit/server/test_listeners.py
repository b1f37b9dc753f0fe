"""Two listeners: all of it for the windows, the page alone for the public."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from central_server.cli import main
from central_server.edge.limits import Limits
from counter_app.basics.catalogue.server import PORT_TAKEN
from counter_app.basics.errors import CounterError
from counter_app.wire.messages import PushAnswer
from tests.unit.server.quick_server import quick_server
from tests.unit.server.raw import connect, head
from tests.unit.server.running_server import RunningServer


@pytest.fixture
def both(tmp_path: Path) -> Iterator[RunningServer]:
    server = RunningServer(tmp_path / "server", 0, "--public-port", "0")
    yield server
    server.close()


def public_address(server: RunningServer) -> str:
    return "http://" + server.process.stdout.readline().decode().strip().rpartition("http://")[2]


def test_the_public_listener_has_the_page_alone(both: RunningServer) -> None:
    counter = both.counter()
    case = counter.receive()
    assert isinstance(counter.push(case), PushAnswer)
    public = public_address(both)
    assert public != both.address
    with httpx2.Client(trust_env=False) as line:
        for address in (both.address, public):
            page = line.get(f"{address}/r/{case[0].text('token')}")
            assert case[0].text("number") in page.text
        there = {
            (method, path): line.request(method, public + path).status_code
            for method, path in (
                ("POST", "/api/v1/push"),
                ("POST", "/api/v1/pull"),
                ("POST", "/api/v1/enrol"),
                ("GET", "/api/v1/openapi.json"),
                ("GET", "/openapi.json"),
                ("GET", "/healthz"),
                ("GET", "/docs"),
            )
        }
    assert set(there.values()) == {404}


def test_one_port_cannot_be_both(
    tmp_path: Path, free_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(tmp_path), "--host", "127.0.0.2", "--port", str(free_port)]
    assert main([*words, "--public-port", str(free_port)]) == 2
    told = CounterError(PORT_TAKEN, host="127.0.0.1", port=free_port)
    assert capsys.readouterr().err.strip() == str(told)
    assert not (tmp_path / "server.db").exists()


def test_what_is_accepted_is_answered_without_delay(tmp_path: Path) -> None:
    """Else each answer on a kept connection waits for the acknowledgement that the other delays."""
    with quick_server(tmp_path, Limits()) as server, closing(connect(server.address)) as line:
        line.sendall(head("GET", "/healthz").replace(b"close", b"keep-alive"))
        assert line.recv(1 << 16).startswith(b"HTTP/1.1 200")
        (accepted,) = server.accepted()
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
