"""Who comes in: asked before the body is read, and so often, so much and so many at once."""

import json
from concurrent.futures import ThreadPoolExecutor

import httpx2
import msgspec
import pytest

from counter_app.basics.catalogue import server as catalogue
from counter_app.cases.keys import enrolment_proof
from counter_app.wire.messages import ErrorAnswer, PullAnswer, PushAnswer, credential
from tests.databases import SQLITE
from tests.patience import PATIENCE
from tests.unit.server.raw import ask, head, status
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


def test_guesses_are_answered_so_often_and_then_told_to_wait(own_server: RunningServer) -> None:
    counter = own_server.counter()
    with httpx2.Client(trust_env=False) as line:
        answers = [
            line.post(f"{own_server.address}/api/v1/push", headers={"Authorization": SOMEBODY})
            for _ in range(150)
        ]
        enrol = line.post(f"{own_server.address}/api/v1/enrol", content=b"{}")
    said = [answer.status_code for answer in answers]
    assert said[:60] == [401] * 60
    assert said[-1] == 429
    assert answers[-1].json()["message"] == catalogue.TOO_MANY_TRIES.title
    assert int(answers[-1].headers["retry-after"]) > 0
    assert enrol.status_code == 400
    # Whoever is known is not kept out by a guesser behind the same address.
    assert isinstance(counter.push(counter.receive()), PushAnswer)


def test_receipts_not_found_are_told_so_often_and_found_ones_always(
    own_server: RunningServer,
) -> None:
    counter = own_server.counter()
    token = counter.receive()[0].text("token")
    with httpx2.Client(trust_env=False, base_url=own_server.address) as line:
        wrong = [line.get(f"/r/{number}") for number in range(60)]
        found = [line.get(f"/r/{token}").status_code for _ in range(40)]
        sample = line.get("/r/sample")
    assert [page.status_code for page in wrong[:30]] == [404] * 30
    assert wrong[-1].status_code == 429
    assert "请稍后再扫一次" in wrong[-1].text
    assert "retry-after" in wrong[-1].headers
    assert found == [200] * 40
    assert sample.status_code == 200


def test_who_guesses_without_end_is_not_looked_up_any_more(own_server: RunningServer) -> None:
    counter = own_server.counter()
    token = counter.receive()[0].text("token")
    with httpx2.Client(trust_env=False, base_url=own_server.address) as line:
        for number in range(1100):
            line.get(f"/r/{number}")
        assert line.get(f"/r/{token}").status_code == 429
    other = ask(own_server.address, head("GET", f"/r/{token}"), source="127.0.0.2")
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
    with ThreadPoolExecutor(40) as pool:
        asking = [pool.submit(greedy.pull) for _ in range(400)]
        answers = [other.push(other.receive()) for _ in range(5)]
        pulled = [each.result(timeout=PATIENCE) for each in asking]
    assert all(isinstance(answer, PushAnswer) for answer in answers)
    waiting = [each for each in pulled if isinstance(each, ErrorAnswer)]
    assert {each.code for each in waiting} <= {"busy"}
    assert any(isinstance(each, PullAnswer) for each in pulled)


def test_a_window_that_holds_its_turns_is_told_to_wait(own_server: RunningServer) -> None:
    counter, other = own_server.counter("03"), own_server.counter("04")
    line = f"Authorization: {credential(counter.device, counter.secret)}"
    begun = head("POST", "/api/v1/push", "Content-Length: 100", line) + b"{"
    with own_server.lines(begun, begun):
        answer = counter.pull()
        assert isinstance(other.pull(), PullAnswer)
    assert isinstance(answer, ErrorAnswer)
    assert (answer.code, answer.message) == ("busy", catalogue.TOO_MANY_AT_ONCE.title)
    assert answer.head
