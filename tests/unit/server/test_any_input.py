"""Whatever comes, the answer is never 500, and the log never has more than a short line of it."""

import json
import re
from contextlib import closing, suppress
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.wire.messages import credential
from tests.unit.server.conftest import codes
from tests.unit.server.raw import ask, connect, head, status
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LONGEST_LINE = 300

TEXT = st.text(max_size=40) | st.sampled_from(
    ["\u0000", "\ud800", "6" * 5000, "../..", "620702", "2026-11-24T09:12:00+08:00", "é", "\u202e"]
)
NUMBERS = st.sampled_from([-1, 0, 1, 1 << 31, (1 << 63) - 1, 1 << 63, 1 << 64, 10**400, 1.5, 1e308])
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
SOUND = TEXT.filter(lambda text: not re.search("[\ud800-\udfff]", text))
"""What can be hashed."""
PATHS = st.sampled_from(
    ["/api/v1/push", "/api/v1/pull", "/api/v1/enrol", "/healthz", "/r/", "/", "*", "//", "/%ff"]
) | TEXT.map(lambda text: "/r/" + text)
NAMES = st.sampled_from(
    """Authorization Content-Length Transfer-Encoding Expect Upgrade Connection Host Range Cookie
    X-Forwarded-For X-Forwarded-Proto Forwarded Content-Encoding Accept""".split()  # noqa: SIM905 - words
)
VALUES = TEXT | st.sampled_from(
    ["chunked", "100-continue", "websocket", "h2c", "-1", "1e3", "9" * 30, "gzip", "Bearer .", "0"]
)


def no_harm(server: RunningServer, answer: bytes) -> None:
    assert status(answer) not in (500, 501, 502)
    assert b"Traceback" not in answer
    log = server.log.read_text("utf-8", "replace")
    assert "Traceback" not in log
    assert not [line for line in log.splitlines() if len(line) > LONGEST_LINE]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@many
@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "CONNECT", "OPTIONS", "G" * 3000]) | TEXT,
    path=PATHS,
    lines=st.lists(st.tuples(NAMES | TEXT, VALUES), max_size=6),
    body=st.binary(max_size=200),
)
def test_any_head(
    server: RunningServer, method: str, path: str, lines: list[tuple[str, str]], body: bytes
) -> None:
    raw = f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
    raw += "".join(f"{name}: {value}\r\n" for name, value in lines)
    no_harm(server, _half_closed(server.address, _bytes(raw) + b"\r\n" + body))


@many
@given(st.binary(max_size=400))
def test_any_bytes(server: RunningServer, raw: bytes) -> None:
    no_harm(server, _half_closed(server.address, raw + b"\r\n\r\n"))


def _half_closed(address: str, raw: bytes) -> bytes:
    """What is said to it until it waits for more, or hangs up."""
    answer = b""
    with closing(connect(address)) as line, suppress(TimeoutError, ConnectionError):
        line.sendall(raw)
        line.settimeout(0.2)
        while part := line.recv(1 << 16):
            answer += part
    return answer


def _post(counter: SmallCounter, path: str, body: bytes) -> bytes:
    lines = (
        f"POST /api/v1/{path} HTTP/1.1",
        "Host: a",
        "Connection: close",
        f"Content-Length: {len(body)}",
        f"Authorization: {credential(counter.device, counter.secret)}",
    )
    return ask(counter.address, "\r\n".join([*lines, "", ""]).encode() + body)


def _messages(counter: SmallCounter) -> dict[str, Any]:
    """One true message for each route, as plain JSON."""
    case = counter.receive()
    taken = counter.take(case[0], "income_proof", None)
    counter.sequence, counter.last = 0, "0" * 64
    page = {"incarnation": counter.incarnation, "cursor": "", "limit": 10}
    push = json.loads(msgspec.json.encode(counter.batch(case, taken)))
    return {
        "push": push,
        "enrol": json.loads(msgspec.json.encode(counter.under(counter.string).first_contact())),
        "pull": page,
    }


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path] if path else []
    for key, each in inner:
        if isinstance(each, dict | list):
            found += _leaves(each, (*path, key))
        else:
            found.append((*path, key))
    return found


@pytest.mark.parametrize("path", ["push", "enrol", "pull"])
@many
@given(data=st.data())
def test_any_message(server: RunningServer, path: str, data: st.DataObject) -> None:
    counter = _known(server)
    message = _messages(counter)[path]
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(_leaves(message)))
        place: Any = message
        with suppress(KeyError, IndexError, TypeError):
            for key in way:
                place = place[key]
            place[last] = data.draw(ANYTHING)
    body = _bytes(json.dumps(message, ensure_ascii=data.draw(st.booleans())))
    no_harm(server, _post(counter, path, body))


@many
@given(data=st.data())
def test_any_sound_action(server: RunningServer, data: st.DataObject) -> None:
    """What an enrolled window may seal: hashes and chain are right, the rest is anything."""
    counter = _known(server)
    kinds = ["CaseReceived", "FormSigned", "PaperSent", "Renumbered", "MaterialTaken", "Nothing"]
    facts = ("number", "short_code", "token", "policy", "paper", "sha256", "sent")
    case = counter.receive()
    wild = counter.act(
        data.draw(st.sampled_from(kinds)),
        data.draw(SOUND | st.just(case[0].case_id)),
        content=data.draw(st.none() | st.binary(max_size=50) | ANYTHING.map(_content)),
        stream=data.draw(SOUND | st.just("620702")),
        **{name: data.draw(SOUND) for name in data.draw(st.sets(st.sampled_from(facts)))},
    )
    try:
        body = msgspec.json.encode(counter.batch(case, wild))
    except ValueError:  # a content that is no JSON cannot be written into a message
        return
    no_harm(server, _post(counter, "push", body))
    no_harm(server, _post(counter, "pull", b'{"incarnation": ""}'))
    no_harm(server, ask(server.address, head("GET", f"/r/{case[0].text('token')}")))


def _content(value: Any) -> bytes:
    return _bytes(json.dumps(value))


_counters: dict[str, SmallCounter] = {}


def _known(server: RunningServer) -> SmallCounter:
    """One enrolled counter for all examples; a new chain for each."""
    if server.address not in _counters:
        _counters[server.address] = server.counter(next(codes))
    one = _counters[server.address]
    return SmallCounter(one.string, one.address)
