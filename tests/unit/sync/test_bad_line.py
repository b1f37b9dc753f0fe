"""Whatever the line or the server does, nothing is lost and the catalogue has a word for it."""

import socket
import threading
from pathlib import Path

import msgspec
import pytest

from counter_app.basics.catalogue.store import (
    LINE_INTERCEPTED,
    PROGRAM_TOO_OLD,
    SERVER_BUSY,
    SERVER_NONSENSE,
    SERVER_OUT_OF_REACH,
    SERVER_TROUBLE,
    STRING_UNKNOWN,
    STRING_USED,
    WRONG_SERVER,
)
from counter_app.basics.errors import Entry
from counter_app.desk.status import status
from counter_app.wire.enrolment import write_enrolment
from counter_app.wire.messages import Answer, EnrolAnswer, ErrorAnswer, Head, PushAnswer, Verdict
from tests.conftest import SettableClock
from tests.engine import SERVER, counter_at, enrolment, receive_one
from tests.unit.sync.lines import answering

HEAD = Head(server=SERVER, epoch="e" * 16, time="2026-11-24T09:00:00+08:00")


def _error(code: str) -> bytes:
    return msgspec.json.encode(ErrorAnswer(code=code, message="x"))


def _push_of_something_else(path: str, body: bytes) -> tuple[int, bytes]:
    if path.endswith("enrol"):
        return 200, msgspec.json.encode(EnrolAnswer(head=HEAD))
    answer = Answer(action_id="other", verdict=Verdict.APPLIED)
    return 200, msgspec.json.encode(PushAnswer(head=HEAD, answers=[answer]))


def _other_server(path: str, body: bytes) -> tuple[int, bytes]:
    head = Head(server="0" * 16, epoch="e", time="x")
    return 200, msgspec.json.encode(EnrolAnswer(head=head))


@pytest.mark.parametrize(
    ("said", "entry", "state"),
    [
        (lambda path, body: (200, b"<html>login"), LINE_INTERCEPTED, "offline"),
        (lambda path, body: (200, b"{}"), SERVER_NONSENSE, "offline"),
        (lambda path, body: (200, b"\xff\x00"), LINE_INTERCEPTED, "offline"),
        (lambda path, body: (302, b""), LINE_INTERCEPTED, "offline"),
        (lambda path, body: (407, b"proxy"), LINE_INTERCEPTED, "offline"),
        (lambda path, body: (413, b"{}"), LINE_INTERCEPTED, "offline"),
        (lambda path, body: (429, b"slow down"), SERVER_BUSY, "offline"),
        (lambda path, body: (500, b"oops"), SERVER_OUT_OF_REACH, "offline"),
        (lambda path, body: (404, b"not here"), LINE_INTERCEPTED, "offline"),
        (lambda path, body: (511, b"sign in"), LINE_INTERCEPTED, "offline"),
        (lambda path, body: (502, b"<html>bad gateway"), SERVER_OUT_OF_REACH, "offline"),
        (_push_of_something_else, SERVER_NONSENSE, "online"),
        (_other_server, WRONG_SERVER, "offline"),
        (lambda path, body: (409, _error("string_used")), STRING_USED, "online"),
        (lambda path, body: (401, _error("unknown")), STRING_UNKNOWN, "online"),
        (lambda path, body: (426, _error("too_old")), PROGRAM_TOO_OLD, "online"),
        (lambda path, body: (503, _error("busy")), SERVER_BUSY, "online"),
        (lambda path, body: (400, _error("malformed")), SERVER_TROUBLE, "online"),
    ],
)
def test_an_answer_that_does_not_do_takes_nothing_out_of_the_outbox(
    tmp_path: Path, clock: SettableClock, said: object, entry: Entry, state: str
) -> None:
    with answering(said) as address:  # type: ignore[arg-type] - parametrized
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            receive_one(counter)
            outcome = counter.sync_once()
            found = status(counter.desk)
    assert outcome.problem
    assert outcome.problem.entry is entry
    assert outcome.online == (state == "online")
    assert (found.queued, found.acknowledged, found.server) == (1, 0, state)
    assert outcome.queued > 1


def test_a_server_that_is_not_there_is_said(
    tmp_path: Path, clock: SettableClock, free_port: int
) -> None:
    string = write_enrolment(enrolment(server_address=f"http://127.0.0.1:{free_port}"))
    with counter_at(tmp_path, clock, string) as counter:
        outcome = counter.sync_once()
    assert outcome.problem
    assert outcome.problem.entry is SERVER_OUT_OF_REACH
    assert not outcome.online


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, clock: SettableClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string, timeout_seconds=0.2) as counter:
            outcome = counter.sync_once()
    assert outcome.problem
    assert outcome.problem.entry is SERVER_OUT_OF_REACH


def test_a_server_that_hangs_up_is_out_of_reach(tmp_path: Path, clock: SettableClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude:
        address = f"http://127.0.0.1:{rude.getsockname()[1]}"

        def talk() -> None:
            for said in (b"220 smtp ready\r\n", b""):
                line, _ = rude.accept()
                line.recv(65536)
                line.sendall(said)
                line.close()

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            problems = [counter.sync_once().problem for _ in range(2)]
        thread.join()
    # A server that is killed while it answers hangs up; that is no nonsense.
    assert [each and each.entry for each in problems] == [SERVER_OUT_OF_REACH] * 2


def test_nothing_personal_goes_to_another_server(tmp_path: Path, clock: SettableClock) -> None:
    heard: list[bytes] = []

    def other(path: str, body: bytes) -> tuple[int, bytes]:
        heard.append(body)
        if path.endswith("enrol"):
            return 200, msgspec.json.encode(EnrolAnswer(head=HEAD))
        head = msgspec.structs.replace(HEAD, server="0" * 16)
        return 200, msgspec.json.encode(PushAnswer(head=head, answers=[]))

    with answering(other) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            receive_one(counter)
            problem = counter.sync_once().problem
    assert problem
    assert problem.entry is WRONG_SERVER
    assert all(b'"actions":[]' in body for body in heard[1:])


def test_a_code_that_is_none_is_not_repeated(tmp_path: Path, clock: SettableClock) -> None:
    with answering(lambda path, body: (400, _error("x\n\x1b[31m"))) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            problem = counter.sync_once().problem
    assert problem
    assert problem.entry is SERVER_NONSENSE
