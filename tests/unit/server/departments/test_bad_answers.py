"""Whatever comes over the wire instead of an answer, or as one that cannot be.

Each is thrown at the asker over a real socket, all in one turn: it is told to whom it concerns,
kept from the record, and holds nothing else up.
"""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from central_server.departments import call
from central_server.departments.rows import QueryState
from central_server.departments.troubles import MALFORMED, UNREACHABLE
from counter_app.cases.actions import Kind
from tests.databases import SQLITE
from tests.patience import PATIENCE
from tests.unit.server.departments.asking import ESTATE, MARRIAGE, Bureau
from tests.unit.server.departments.raw_department import Line, raw_department
from tests.unit.server.small_counter import of_one
from tests.unit.sync.test_pin import Certificate

DATABASES = (SQLITE,)
RECORD = {"op_type": "IA", "op_date": "2010-05-01", "spouse_name": "某人"}
Asked = Mapping[str, Any]


def right(asked: Asked, **more: object) -> dict[str, object]:
    """The right answer, but for these parts."""
    said = {"query_id": asked["query_id"], "outcome": "found", "records": [RECORD]}
    return {**said, "coverage": {"area": "620700", "as_of": "2026-11-20"}, **more}


def raw(asked: Asked, **more: object) -> bytes:
    return json.dumps(right(asked, **more), ensure_ascii=False).encode()


def spelt(asked: Asked, fact: str) -> bytes:
    """A record of which a fact is written as these bytes of JSON."""
    return raw(asked, records=[{"op_date": "@"}]).replace(b'"@"', fact.encode())


def says(body: Callable[[Asked], bytes], *head: str, status: str = "200 OK") -> Any:
    return lambda asked, line: line.body(body(asked), *head, status=status)


def sends(before: bytes, body: Callable[[Asked], bytes] = raw, after: bytes = b"") -> Any:
    return lambda asked, line: line.send(before + body(asked) + after)


def half(asked: Asked, line: Line) -> None:
    said = raw(asked)
    line.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(said) + said[:40])


def half_and_reset(asked: Asked, line: Line) -> None:
    half(asked, line)
    line.reset()


def drips(begun: bytes, drop: bytes) -> Any:
    def work(_: Asked, line: Line) -> None:
        line.send(begun)
        line.drip(drop)

    return work


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
BOMB = gzip.compress(b" " * (16 << 20))
UNREADABLE: dict[str, Any] = {
    "nothing": says(lambda _: b""),
    "half a text": says(lambda asked: raw(asked)[:-1]),
    "two answers": says(lambda asked: raw(asked) * 2),
    "a page": says(lambda _: "<html>系统维护</html>".encode(), "Content-Type: text/html"),
    "an array": says(lambda asked: json.dumps([right(asked)]).encode()),
    "a number": says(lambda _: b"17"),
    "of another charset": says(lambda asked: raw(asked).decode().encode("gb18030")),
    "of wide letters": says(lambda asked: raw(asked).decode().encode("utf-16")),
    "packed": says(lambda asked: gzip.compress(raw(asked)), "Content-Encoding: gzip"),
    "a bomb": says(lambda _: BOMB, "Content-Encoding: gzip"),
    "deep": says(lambda _: b'{"a":' * 50_000),
    "deep within": says(lambda asked: spelt(asked, "[" * 900 + "]" * 900)),
    "NaN": says(lambda asked: spelt(asked, "NaN")),
    "infinite": says(lambda asked: spelt(asked, "-Infinity")),
    "1e400": says(lambda asked: spelt(asked, "1e400")),
    "very many digits": says(lambda asked: spelt(asked, "9" * 10_000)),
    "half a letter": says(lambda asked: spelt(asked, r'"\ud800"')),
    "a letter of control": says(lambda asked: spelt(asked, r'"2010\u0000-05-01"')),
    "one key twice": says(lambda asked: raw(asked).replace(b"{", b'{"outcome": "none", ', 1)),
    "one fact twice": says(lambda asked: spelt(asked, '"2010-05-01", "op_date": "2011-05-01"')),
    "too many records": says(lambda asked: raw(asked, records=[RECORD] * 5000)),
    "too long a word": says(lambda asked: spelt(asked, '"' + "某" * 5000 + '"')),
    "no day": says(lambda asked: spelt(asked, '"2026-02-30"')),
    "of no outcome": says(lambda asked: raw(asked, outcome="sure")),
    "of another version": says(lambda asked: json.dumps({"data": right(asked)}).encode()),
    "of no version": says(lambda asked: raw(asked, outcome=None, records=None)),
    "an unknown code": says(lambda _: b'{"error": "E-4711"}'),
    "the question": says(lambda asked: json.dumps(asked).encode()),
    "to nobody": says(lambda asked: raw(asked, query_id=None)),
    "to everybody": says(lambda asked: raw(asked, query_id=[asked["query_id"]])),
    "to another form of its id": says(lambda asked: raw(asked, query_id=asked["query_id"].upper())),
}
"""What is an answer of HTTP and none of ours."""
CUT: dict[str, Any] = {
    "hung up": lambda _asked, _line: None,
    "reset": lambda _asked, line: line.reset(),
    "half a body": half,
    "half a body and a reset": half_and_reset,
    "half a chunk": sends(CHUNKED + b"ffff\r\n"),
    "a chunk of no size": sends(CHUNKED + b"what\r\n"),
    "no HTTP": sends(b""),
    "of a later HTTP": sends(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    "a secret line": sends(b"\x16\x03\x01\x02\x00\x01\x00", lambda _: bytes(600)),
    "two lengths": sends(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n"),
    "less than nothing": sends(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"),
    "a head without end": sends(b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 100_000),
    "other protocols": sends(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
}
"""What is no answer of HTTP."""
STATUS: dict[str, Any] = {
    f"http {code}": says(raw, "Location: http://127.0.0.1:9/elsewhere", status=f"{code} What")
    for code in (201, 204, 206, 301, 302, 307, 308, 401, 407, 418, 500, 503)
}
SLOW: dict[str, Any] = {
    "silence": lambda _asked, line: line.drip(b""),
    "a head by drops": drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
    "chunks without end": drips(CHUNKED, b"1\r\n \r\n"),
    "a body by drops": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b" "),
    "promises without end": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}
HUGE: dict[str, Any] = {
    "huge": sends(b"HTTP/1.1 200 OK\r\n\r\n", lambda _: b" " * (3 << 20)),
    "huge in chunks": sends(CHUNKED, lambda _: (b"10000\r\n" + b" " * (1 << 16) + b"\r\n") * 40),
}
READ: dict[str, Any] = {
    "with a mark of its order": says(lambda asked: b"\xef\xbb\xbf" + raw(asked)),
    "after promises": sends(b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + b"HTTP/1.1 200 OK\r\n\r\n"),
    "and another behind it": lambda asked, line: (line.body(raw(asked)), line.body(b"{}")),
    "until it hangs up": sends(b"HTTP/1.1 200 OK\r\n\r\n"),
    "of a past HTTP": sends(b"HTTP/0.9 200 OK\r\n\r\n"),
    "with full-width blanks": says(lambda asked: raw(asked, records=[{"office": "甘州区　某局"}])),
    "with a letter of GBK": says(lambda asked: raw(asked, records=[{"spouse_name": "龚\ue863"}])),
}
"""What is right all the same."""
KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "unreadable": (UNREADABLE, MALFORMED),
    "huge": (HUGE, MALFORMED),
    "cut": (CUT, UNREACHABLE),
    "status": (STATUS, UNREACHABLE),
    "slow": (SLOW, UNREACHABLE),
}
"""And what each of them is to us."""
ELSEWHERE = (ESTATE, "housing.own_register")
"""What other departments are asked meanwhile."""


class Thrown:
    """One case for each way, and departments of which one answers in these ways."""

    def __init__(self, bureau: Bureau, ways: Mapping[str, Any]) -> None:
        self.bureau = bureau
        self._ways: dict[str, Any] = {}
        self.cases: dict[str, str] = {}
        for place, (name, way) in enumerate(ways.items()):
            form = of_one(place)
            self._ways[form["applicant"]["id_number"]] = way
            self.cases[name] = bureau.accepted(form)

    def says(self, asked: dict[str, Any], line: Line) -> None:
        self._ways[asked["person"]["id_number"]](asked, line)

    def ask(self, seconds: int) -> None:
        bureau = self.bureau
        with raw_department(self.says) as address:
            way = {"driver": "call", "address": address, "seconds": seconds, "at_once": 100}
            others = {"driver": "call", "address": f"{bureau.stand_in.address}/plain"}
            rows = [{"department": "civil_affairs", "item": MARRIAGE, **way}]
            for name in ("public_security", "civil_affairs", "natural_resources", "housing"):
                rows.append({"department": name, "at_once": 100, **others})
            bureau.policy(connection=rows)
            bureau.ask()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_answer_is_told_kept_off_the_record_and_holds_nothing_up(
    bureau: Bureau, kind: str
) -> None:
    ways, trouble = KINDS[kind]
    thrown = Thrown(bureau, {**ways, "right": says(raw)})
    thrown.ask(1 if kind == "slow" else 20)
    assert bureau.row(thrown.cases.pop("right"), MARRIAGE).outcome == "found"
    found = {name: bureau.row(case, MARRIAGE) for name, case in thrown.cases.items()}
    assert {name: row.outcome for name, row in found.items()} == dict.fromkeys(ways, trouble)
    assert all(row.is_open for row in found.values()), "asked once more under its id"
    for case in thrown.cases.values():
        rows = bureau.rows(case)
        assert {row.state for row in rows if row.item in ELSEWHERE} == {QueryState.ANSWERED}
        assert MARRIAGE not in {each["item"] for each in bureau.answers(case)}
        asked = [each.facts["query"] for each in bureau.actions(case, Kind.QUERY_ASKED)]
        assert sorted(asked) == sorted(row.query_id for row in rows if row.asked_at)


def test_what_can_be_read_is_read(bureau: Bureau) -> None:
    thrown = Thrown(bureau, READ)
    thrown.ask(20)
    found = {name: bureau.row(case, MARRIAGE).outcome for name, case in thrown.cases.items()}
    assert found == dict.fromkeys(READ, "found")
    kept = {
        name: next(a for a in bureau.answers(case) if a["item"] == MARRIAGE)["records"]
        for name, case in thrown.cases.items()
    }
    assert kept["with full-width blanks"] == [{"office": "甘州区 某局"}]
    assert kept["with a letter of GBK"] == [{"spouse_name": "龚䶮"}]


def test_an_answer_to_another_question_is_no_answer_to_this_one(bureau: Bureau) -> None:
    """Each is told what the other was asked: swapped, and what was said before once more."""
    ids: dict[str, str] = {}

    def swapped(asked: Asked, line: Line) -> None:
        other = next((each for each in ids.values() if each != asked["query_id"]), "")
        ids[asked["person"]["id_number"]] = asked["query_id"]
        line.body(raw(asked, query_id=other or asked["query_id"]))

    thrown = Thrown(bureau, {"first": swapped, "second": swapped})
    thrown.ask(20)
    outcomes = [bureau.row(case, MARRIAGE).outcome for case in thrown.cases.values()]
    assert sorted(outcomes) == ["found", MALFORMED]


def test_a_name_that_nobody_resolves_holds_up_no_other_department(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine's own look-up hangs, as it does where a server of names is dead."""
    is_over, look_up = threading.Event(), socket.getaddrinfo
    asked: list[str] = []

    def hangs(host: Any, *rest: Any, **more: Any) -> Any:
        if host == "stuck.example":
            asked.append(host)
            is_over.wait(PATIENCE)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    _, port = bureau.stand_in.address.rsplit(":", 1)
    stuck = {"driver": "call", "address": "http://stuck.example/", "seconds": 2, "at_once": 100}
    named = {"driver": "call", "address": f"http://localhost:{port}/plain", "at_once": 100}
    rows = [{"department": "civil_affairs", **stuck}]
    rows += [{"department": name, **named} for name in ("public_security", "natural_resources")]
    bureau.policy(connection=rows)
    cases = [bureau.accepted(of_one(place)) for place in range(12)]
    try:
        bureau.ask()
    finally:
        is_over.set()
    for case in cases:
        assert bureau.row(case, ESTATE).state == QueryState.ANSWERED
        assert bureau.row(case, MARRIAGE).outcome == UNREACHABLE
    assert len(asked) < len(cases), "asked of the machine once, while nobody answers"


@pytest.mark.parametrize(
    ("trusted", "host", "outcome"),
    [
        (True, "127.0.0.1", "found"),
        (False, "127.0.0.1", UNREACHABLE),
        (True, "localhost", UNREACHABLE),
    ],
)
def test_only_a_machine_that_proves_its_name_is_asked(
    bureau: Bureau,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    trusted: bool,
    host: str,
    outcome: str,
) -> None:
    """Of another machine, or of one by another name, nothing is heard and nothing told."""
    certificate = Certificate(tmp_path, "department")
    told: list[str] = []

    def hears(asked: Asked, line: Line) -> None:
        told.append(str(asked["query_id"]))
        line.body(raw(asked))

    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.pem))
    call.trusted.cache_clear()
    try:
        with raw_department(hears, certificate.both) as address:
            way = {"driver": "call", "address": address.replace("127.0.0.1", host)}
            police = {"driver": "call", "address": f"{bureau.stand_in.address}/plain"}
            rows = [
                {"department": "civil_affairs", **way},
                {"department": "public_security", **police},
            ]
            bureau.policy(connection=rows)
            case = bureau.accepted()
            bureau.ask()
    finally:
        call.trusted.cache_clear()
    assert bureau.row(case, MARRIAGE).outcome == outcome
    assert bool(told) is (outcome == "found")
