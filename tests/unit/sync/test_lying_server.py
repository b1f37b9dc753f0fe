"""A server that lies: nothing is lost, no number is used up, receiving and sending go on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from counter_app.basics.catalogue.store import SERVER_NONSENSE
from counter_app.cases.numbers import CaseNumber
from counter_app.desk.status import status
from counter_app.wire.enrolment import write_enrolment
from counter_app.wire.messages import DocumentsAnswer
from local_db.outbox import find_returns
from tests.conftest import SettableClock
from tests.engine import DEVICE, counter_at, enrolment, receive_one
from tests.unit.server.small_counter import Sealed
from tests.unit.sync.lines import answering
from tests.unit.sync.test_poison import HEAD, handing_out, neighbour

Bend = Callable[[str, dict[str, Any], dict[str, Any]], None]
"""Changes an answer: path, what was asked, what is said."""


def bent(bend: Bend, sealed: list[Sealed] | None = None) -> Any:
    """A server that takes everything and gives these, with its answers bent."""
    honest = handing_out(sealed or [])

    def answer(path: str, body: bytes) -> tuple[int, bytes]:
        asked = json.loads(body)
        if path.endswith("documents"):
            status_, said = 200, msgspec.json.encode(DocumentsAnswer(head=HEAD, documents={}))
        else:
            status_, said = honest(path, body)
        told = json.loads(said)
        bend(path, asked, told)
        return status_, json.dumps(told).encode()

    return answer


def _answers(**changes: Any) -> Bend:
    def bend(_path: str, _asked: dict[str, Any], told: dict[str, Any]) -> None:
        for each in told.get("answers", ()):
            each.update(changes)

    return bend


def _problem(code: str) -> dict[str, str]:
    return {"code": code, "message": "x"}


def _number(running: int) -> str:
    return str(CaseNumber("620702", 2026, "03", running))


@pytest.mark.parametrize("verdict", ["refused", "conflict"])
def test_what_was_not_taken_for_no_reason_still_waits(
    tmp_path: Path, clock: SettableClock, verdict: str
) -> None:
    with answering(bent(_answers(verdict=verdict, problem=None))) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            receive_one(counter)
            outcome = counter.sync_once()
            assert outcome.problem
            assert outcome.problem.entry is SERVER_NONSENSE
            assert outcome.queued > 0


@pytest.mark.parametrize("verdict", ["refused", "conflict"])
def test_a_server_that_takes_no_number_does_not_use_them_up(
    tmp_path: Path, clock: SettableClock, verdict: str
) -> None:
    said = _answers(verdict=verdict, problem=_problem("number_taken"))
    with answering(bent(said)) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            receive_one(counter)
            counter.sync_once()
            with counter.desk.store.reading() as connection:
                assert find_returns(connection), "a person looks"
            following = receive_one(counter, 1).number
            assert following <= _number(20)


@pytest.mark.parametrize(
    "head",
    [{"acknowledged": 1 << 63}, {"acknowledged": -1}, {"epoch": "x" * 1_000_000}],
    ids=["too far", "less than none", "without end"],
)
def test_a_head_that_nobody_can_keep_is_nonsense(
    tmp_path: Path, clock: SettableClock, head: dict[str, Any]
) -> None:
    def bend(_path: str, _asked: dict[str, Any], told: dict[str, Any]) -> None:
        told["head"].update(head)

    with answering(bent(bend)) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            case = receive_one(counter)
            outcome = counter.sync_once()
            assert outcome.problem
            assert outcome.problem.entry is SERVER_NONSENSE
            assert outcome.queued > 0
            assert receive_one(counter, 1).number > case.number


def test_an_action_in_this_counters_own_chain_does_not_take_its_place(
    tmp_path: Path, clock: SettableClock
) -> None:
    def bend(path: str, asked: dict[str, Any], told: dict[str, Any]) -> None:
        if path.endswith("pull"):
            own = {"device": DEVICE, "incarnation": asked["incarnation"], "sequence": 1}
            action, content = neighbour().receive(forged=own)
            told["actions"] = [json.loads(msgspec.json.encode(action))]
            told["contents"] = [json.loads(msgspec.json.encode(content))]

    with answering(bent(bend)) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            outcome = counter.sync_once()
            assert outcome.problem
            assert outcome.problem.entry is SERVER_NONSENSE
            assert outcome.pulled == 0
            receive_one(counter)
            assert counter.sync_once().pushed > 0


def _one_place_twice() -> list[Sealed]:
    one, other = neighbour(), neighbour()
    other.incarnation = one.incarnation
    return [one.receive(), other.receive()]


@pytest.mark.parametrize(
    ("sealed", "good"),
    [
        (_one_place_twice(), 1),
        ([neighbour().receive(forged={"sequence": 1 << 70})], 0),
        ([neighbour().receive(forged={"sequence": 0})], 0),
        ([neighbour().receive(forged={"sequence": -5})], 0),
    ],
    ids=["one place twice", "too far", "nowhere", "before the first"],
)
def test_a_place_that_cannot_be_is_left_out_and_told(
    tmp_path: Path, clock: SettableClock, sealed: list[Sealed], good: int
) -> None:
    honest = neighbour()
    honest.incarnation = "cd" * 8
    with answering(handing_out([*sealed, honest.receive()])) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            outcome = counter.sync_once()
            assert outcome.problem
            assert outcome.problem.entry is SERVER_NONSENSE
            assert outcome.pulled == good + 1
            assert status(counter.desk)


def test_versions_without_end_are_not_asked_for(tmp_path: Path, clock: SettableClock) -> None:
    asked_for: list[list[str]] = []

    def bend(path: str, asked: dict[str, Any], told: dict[str, Any]) -> None:
        told["head"]["versions"] = {f"later{each}": f"{each:016x}" for each in range(50_000)}
        told["head"]["versions"]["policy"] = "ab" * 8
        if path.endswith("documents"):
            asked_for.append(asked["want"])

    with answering(bent(bend)) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            assert counter.sync_once().problem is None
    assert asked_for == [["ab" * 8]]
