"""What every answer has and none has, at both listeners and for every address and method."""

import re
from pathlib import Path

import httpx2
import pytest

from counter_app.basics.catalogue import server as catalogue
from tests.databases import ONLY_SQLITE
from tests.unit.server.raw import ask, head, status
from tests.unit.server.running_server import RunningServer

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW")
PATHS = (
    "/",
    "/r",
    "/r/",
    "/r/sample",
    "/r/x",
    "/r/x/",
    "//evil.example/r/x",
    "http://evil.example/r/x",
    "/healthz",
    "/healthz/",
    "/api/v1/push",
    "/api/v1/push/",
    "/api/v1/openapi.json",
    "/api/v1/openapi.json/",
    "/docs",
    "/api",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:1/x", "", "evil.example\r\nX: evil"]
)
def test_no_answer_repeats_the_host_or_sends_anywhere(
    server: RunningServer, path: str, host: str
) -> None:
    for method in METHODS:
        raw = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        answer = ask(server.address, raw.encode())
        assert b"evil" not in answer
        assert b"location:" not in answer.lower()
        assert not 300 <= status(answer) < 400
        assert status(answer) not in (0, 500)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_kept_or_guessed_at(server: RunningServer, path: str) -> None:
    for method in METHODS:
        headers = ask(server.address, head(method, path)).partition(b"\r\n\r\n")[0].lower()
        assert b"cache-control: no-store" in headers
        assert b"x-content-type-options: nosniff" in headers


def test_what_is_not_http_is_answered_alike(server: RunningServer) -> None:
    answer = ask(server.address, b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
    assert status(answer) == 400
    assert catalogue.MESSAGE_UNREADABLE.title.encode() in answer
    assert b"no-store" in answer
    assert b"nosniff" in answer


@pytest.mark.parametrize(
    ("method", "path", "code", "entry"),
    [
        ("GET", "/nowhere", "not_found", catalogue.ADDRESS_UNKNOWN),
        ("GET", "/api/v1/push", "wrong_method", catalogue.METHOD_UNKNOWN),
        ("PUT", "/r/sample", "wrong_method", catalogue.METHOD_UNKNOWN),
    ],
)
def test_an_address_or_method_that_is_not_there(
    server: RunningServer, method: str, path: str, code: str, entry: catalogue.Entry
) -> None:
    answer = httpx2.request(method, f"{server.address}{path}", trust_env=False)
    assert (answer.json()["code"], answer.json()["message"]) == (code, entry.title)


def test_the_page_may_do_nothing_in_a_browser(server: RunningServer) -> None:
    headers = httpx2.get(f"{server.address}/r/sample", trust_env=False).headers
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "geolocation=()" in headers["permissions-policy"]


@ONLY_SQLITE
def test_every_question_of_a_counter_passes_the_sample_proxies(
    server: RunningServer, checkout: Path
) -> None:
    document = httpx2.get(f"{server.address}/api/v1/openapi.json", trust_env=False).json()
    paths = [path for path in document["paths"] if path.startswith("/api/v1/")]
    assert "/api/v1/sign-in" in paths
    nginx = (checkout / "installer/proxy/nginx.conf").read_text("utf-8")
    (pattern,) = re.findall(r"location ~ (\S+)", nginx)
    caddy = (checkout / "installer/proxy/Caddyfile").read_text("utf-8")
    (passed,) = re.findall(r"@sync path_regexp (.+)", caddy)
    for path in paths:
        assert re.fullmatch(pattern, path), path
        assert re.fullmatch(passed, path), path
