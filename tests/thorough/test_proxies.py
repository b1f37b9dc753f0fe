"""The samples for nginx and Caddy, tried with the real programs."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from counter_app.cases.keys import enrolment_proof
from counter_app.wire.messages import (
    EnrolAnswer,
    PullAnswer,
    PullRequest,
    PushAnswer,
    credential,
)
from tests.ports import own_port
from tests.thorough.proxy import PAGE, SYNC, Proxy
from tests.unit.server.raw import said
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

REFUSED = (401, 404, 413, 502)
"""Caddy 2.6 calls a body that it cuts off a bad gateway."""


@pytest.fixture(params=["nginx", "caddy"])
def proxy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Proxy]:
    public = own_port()
    server = RunningServer(tmp_path / "server", 0, "--public-port", str(public), "--behind-proxy")
    folder = tmp_path / "proxy"
    folder.mkdir()
    proxy = Proxy(request.param, folder, server, public)
    proxy.start()
    yield proxy
    proxy.stop()
    server.close()


def deliver(proxy: Proxy) -> str:
    """A counter's whole way through the proxy; the token of what it delivered."""
    counter = SmallCounter(proxy.server.add_window(), "")
    case = counter.receive()
    proof = enrolment_proof(counter.enrolment.seed)
    asked = PullRequest(incarnation=counter.incarnation)
    steps = (
        ("enrol", proof, counter.first_contact(), EnrolAnswer),
        ("push", counter.secret, counter.batch(case), PushAnswer),
        ("pull", counter.secret, asked, PullAnswer),
    )
    with proxy.client(SYNC) as line:
        for path, word, message, answered in steps:
            answer = line.post(
                f"/api/v1/{path}",
                content=msgspec.json.encode(message),
                headers={"Authorization": credential(counter.device, word)},
            )
            assert answer.status_code == 200, answer.text
            assert answer.headers["strict-transport-security"].startswith("max-age=")
            msgspec.json.decode(answer.content, type=answered)
    return case[0].text("token")


def test_windows_and_applicants_come_through_and_no_log_has_a_token(proxy: Proxy) -> None:
    token = deliver(proxy)
    with proxy.client(PAGE) as line:
        page = line.get(f"/r/{token}")
        assert page.status_code == 200
        assert "620702-2026-" in page.text
        assert "max-age=31536000" in page.headers["strict-transport-security"]
        assert page.headers["cache-control"] == "no-store"
        assert line.get("/").status_code == 200
    with proxy.client(SYNC) as line:
        assert line.get(f"/r/{token}").status_code == 200
    proxy.server.stop()
    with proxy.client(PAGE) as line:
        assert line.get(f"/r/{token}").status_code in (502, 503)
    logs = proxy.logs() + proxy.server.log.read_text()
    assert "GET" in logs
    assert token not in logs
    assert token[:20] not in logs


def test_the_public_name_has_the_page_alone(proxy: Proxy) -> None:
    with proxy.client(PAGE) as line:
        for path in ("/api/v1/push", "/api/v1/pull", "/api/v1/enrol"):
            assert line.post(path, content=b"{}").status_code in (404, 405)
        for path in ("/healthz", "/api/v1/openapi.json", "/docs"):
            assert line.get(path).status_code == 404
    with proxy.client(SYNC) as line:
        for path in ("/healthz", "/api/v1/openapi.json"):
            assert line.get(path).status_code == 404


def test_bodies_have_their_limits(proxy: Proxy) -> None:
    with proxy.client(SYNC) as line:
        stranger = line.post("/api/v1/push", content=b" " * 1_000_000)
        assert stranger.status_code == 401
        for path, size in (("push", 17 << 20), ("pull", 300_000), ("enrol", 300_000)):
            answer = line.post(f"/api/v1/{path}", content=b" " * size)
            assert answer.status_code in REFUSED
    with proxy.client(PAGE) as line:
        assert line.request("GET", "/r/x", content=b" " * 10_000).status_code in REFUSED


def test_each_visitor_has_a_limit_of_its_own(proxy: Proxy) -> None:
    """Also where a visitor names an address for itself."""
    with proxy.client(PAGE) as line:
        guesses = [
            line.get(f"/r/{number}", headers={"X-Forwarded-For": f"198.51.100.{number}"})
            for number in range(50)
        ]
    assert {guess.status_code for guess in guesses} == {404, 429}
    with proxy.client(PAGE, "127.0.0.2") as line:
        assert line.get("/r/x").status_code == 404


def test_old_tls_is_refused(proxy: Proxy) -> None:
    context = proxy.context()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError), closing(_connect(proxy, context)):
        pass
    with closing(_connect(proxy, proxy.context())) as line:
        assert line.version() in ("TLSv1.2", "TLSv1.3")


def test_who_only_begins_is_closed(proxy: Proxy) -> None:
    start = time.monotonic()
    with closing(_connect(proxy, proxy.context())) as line:
        line.settimeout(60)
        line.sendall(f"GET /r/x HTTP/1.1\r\nHost: {PAGE}\r\n".encode())
        said(line)
    assert 5 < time.monotonic() - start < 40


def _connect(proxy: Proxy, context: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", proxy.ports[PAGE]), 20)
    try:
        return context.wrap_socket(plain, server_hostname=PAGE)
    except ssl.SSLError:
        plain.close()
        raise
