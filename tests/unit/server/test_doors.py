"""Who comes in: asked before the body is read, and so often, so much and so many at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx2
import msgspec
import pytest

from central_server.edge.limits import Limits
from counter_app.basics.catalogue import server as catalogue
from counter_app.cases.keys import enrolment_proof
from counter_app.wire.messages import ErrorAnswer, PullAnswer, PushAnswer, credential
from tests.databases import SQLITE
from tests.patience import PATIENCE, wait_until
from tests.unit.server.quick_server import quick_server
from tests.unit.server.raw import ask, connect, head, status
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

DATABASES = (SQLITE,)
"""What is tried here ends before the store."""

SOMEBODY = credential("0123456789abcdef", "a-secret-of-nobody")
LENGTH = "Content-Length: 16000000"


def problem(answer: bytes) -> ErrorAnswer:
    return msgspec.json.decode(answer.partition(b"\r\n\r\n")[2], type=ErrorAnswer)


@pytest.mark.parametrize("path", ["/api/v1/push", "/api/v1/pull", "/api/v1/enrol"])
def test_a_stranger_is_answered_before_the_body_comes(server: RunningServer, path: str) -> None:
    answer = ask(server.address, head("POST", path, LENGTH, f"Authorization: {SOMEBODY}"))
    assert status(answer) == 401
    assert problem(answer).head is None


@pytest.mark.parametrize("path", ["/api/v1/push", "/api/v1/pull"])
def test_nobody_at_all_is_answered_before_the_body_comes(server: RunningServer, path: str) -> None:
    assert status(ask(server.address, head("POST", path, LENGTH))) == 401


def test_a_first_contact_that_names_nobody_may_say_little(server: RunningServer) -> None:
    answer = ask(server.address, head("POST", "/api/v1/enrol", LENGTH))
    assert status(answer) == 413
    assert problem(answer).message == catalogue.MESSAGE_TOO_LARGE.title


@pytest.mark.parametrize("length", ["Content-Length: 300000", "Transfer-Encoding: chunked"])
def test_a_question_is_short_also_where_it_does_not_say_so(
    counter: SmallCounter, length: str
) -> None:
    line = f"Authorization: {credential(counter.device, counter.secret)}"
    body = b"493e0\r\n" + b" " * 300_000
    raw = head("POST", "/api/v1/pull", line, length) + (body if "chunked" in length else b"")
    assert status(ask(counter.address, raw)) == 413


def test_a_first_contact_shows_its_proof_in_the_head(own_server: RunningServer) -> None:
    counter = SmallCounter(own_server.add_window(), own_server.address)
    asked = msgspec.json.encode(counter.first_contact())
    long = asked[:-1] + b', "later": "' + b"x" * 200_000 + b'"}'
    wrong, right = "no-proof", enrolment_proof(counter.enrolment.seed)
    answers = [
        httpx2.post(
            f"{own_server.address}/api/v1/enrol",
            content=body,
            headers={"Authorization": credential(counter.device, word)},
            trust_env=False,
        ).status_code
        for word, body in ((wrong, long), (right, long), (wrong, asked))
    ]
    assert answers == [413, 200, 200]


def test_a_proof_is_checked_before_anybody_waits_for_the_writer(
    own_server: RunningServer,
) -> None:
    counter = SmallCounter(own_server.add_window(), own_server.address)
    asked = json.loads(msgspec.json.encode(counter.first_contact())) | {"proof": "wrong"}
    address = f"{own_server.address}/api/v1/enrol"
    with own_server.locked():
        answer = httpx2.post(address, json=asked, trust_env=False)
    assert answer.status_code == 401
    assert "head" not in answer.json() or answer.json()["head"] is None


def test_guesses_are_answered_so_often_and_then_told_to_wait(tmp_path: Path) -> None:
    with (
        quick_server(tmp_path, Limits(strangers_a_minute=6)) as server,
        httpx2.Client(trust_env=False, base_url=server.address) as line,
    ):
        counter = server.counter()
        guess = {"Authorization": SOMEBODY}
        answers = [line.post("/api/v1/push", headers=guess) for _ in range(12)]
        said = [answer.status_code for answer in answers]
        assert said[:6] == [401] * 6
        told = answers[said.index(429)]
        assert told.json()["message"] == catalogue.TOO_MANY_TRIES.title
        assert int(told.headers["retry-after"]) > 0
        assert line.post("/api/v1/enrol", content=b"{}").status_code == 400
        # Whoever is known is not kept out by a guesser behind the same address.
        assert isinstance(counter.push(counter.receive()), PushAnswer)


def test_receipts_not_found_are_told_so_often_and_found_ones_always(tmp_path: Path) -> None:
    with (
        quick_server(tmp_path, Limits(misses_a_minute=6)) as server,
        httpx2.Client(trust_env=False, base_url=server.address) as line,
    ):
        token = server.counter().receive()[0].text("token")
        wrong = [line.get(f"/r/{number}") for number in range(12)]
        found = [line.get(f"/r/{token}").status_code for _ in range(20)]
        sample = line.get("/r/sample")
    said = [page.status_code for page in wrong]
    assert said[:6] == [404] * 6
    told = wrong[said.index(429)]
    assert "请稍后再扫一次" in told.text
    assert "retry-after" in told.headers
    assert found == [200] * 20
    assert sample.status_code == 200


def test_who_guesses_without_end_is_not_looked_up_any_more(tmp_path: Path) -> None:
    with (
        quick_server(tmp_path, Limits(looks_a_minute=1, looks_at_once=20)) as server,
        httpx2.Client(trust_env=False, base_url=server.address) as line,
    ):
        token = server.counter().receive()[0].text("token")
        for number in range(21):
            line.get(f"/r/{number}")
        assert line.get(f"/r/{token}").status_code == 429
        other = ask(server.address, head("GET", f"/r/{token}"), source="127.0.0.2")
    assert status(other) == 200


def test_the_address_that_a_visitor_names_counts_only_behind_a_proxy(
    own_server: RunningServer,
) -> None:
    def pages(address: str) -> list[int]:
        with httpx2.Client(trust_env=False, base_url=address) as line:
            return [
                line.get(
                    f"/r/{number}",
                    headers={"X-Forwarded-For": f"203.0.113.9, 198.51.100.{number}"},
                ).status_code
                for number in range(60)
            ]

    assert 429 in pages(own_server.address)
    own_server.stop()
    own_server.options = ["--behind-proxy"]
    own_server.start()
    assert pages(own_server.address) == [404] * 60


def test_one_window_that_asks_without_end_keeps_nobody_waiting(own_server: RunningServer) -> None:
    greedy, other = own_server.counter("03"), own_server.counter("04")
    other.verdicts(*(other.receive() for _ in range(20)))
    with ThreadPoolExecutor(24) as pool:
        asking = [pool.submit(greedy.pull) for _ in range(120)]
        answers = [other.push(other.receive()) for _ in range(5)]
        pulled = [each.result(timeout=PATIENCE) for each in asking]
    assert all(isinstance(answer, PushAnswer) for answer in answers)
    waiting = [each for each in pulled if isinstance(each, ErrorAnswer)]
    assert {each.code for each in waiting} <= {"busy"}
    assert any(isinstance(each, PullAnswer) for each in pulled)


def test_a_window_that_holds_its_turns_is_told_to_wait(tmp_path: Path) -> None:
    with quick_server(tmp_path, Limits(turn_seconds=0.2)) as server:
        counter, other = server.counter("03"), server.counter("04")
        line = f"Authorization: {credential(counter.device, counter.secret)}"
        begun = head("POST", "/api/v1/push", "Content-Length: 100", line) + b"{"
        with closing(connect(server.address)) as one, closing(connect(server.address)) as second:
            one.sendall(begun)
            second.sendall(begun)
            told: list[ErrorAnswer | PullAnswer] = []
            wait_until(lambda: told.append(counter.pull()) or isinstance(told[-1], ErrorAnswer))
            assert isinstance(other.pull(), PullAnswer)
    answer = told[-1]
    assert isinstance(answer, ErrorAnswer)
    assert (answer.code, answer.message) == ("busy", catalogue.TOO_MANY_AT_ONCE.title)
    assert answer.head
