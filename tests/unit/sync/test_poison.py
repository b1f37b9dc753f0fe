"""A server that hands out what cannot be applied: it is set aside and told, the rest goes on.

The hashes are right, as those of an attacker's own actions are; a server of today refuses these,
one of 0.1 took some of them in.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from counter_app.basics.catalogue.store import RECORDS_SET_ASIDE, SERVER_NONSENSE
from counter_app.cases.actions import Kind
from counter_app.cases.keys import new_id
from counter_app.desk.search import find
from counter_app.desk.status import status
from counter_app.wire.enrolment import write_enrolment
from counter_app.wire.messages import EnrolAnswer, ErrorAnswer, Head, PullAnswer, PushAnswer
from local_db.soundness import find_faults
from tests.conftest import SettableClock
from tests.engine import SERVER, counter_at, enrolment, receive_one
from tests.unit.server.small_counter import Sealed, SmallCounter, document
from tests.unit.sync.lines import answering

HEAD = Head(server=SERVER, epoch="e" * 16, time="2026-11-24T09:00:00+08:00")


def neighbour() -> SmallCounter:
    return SmallCounter(write_enrolment(enrolment(window="07", device="ab" * 8)), "")


def handing_out(sealed: Sequence[Sealed]) -> Any:
    """A server that takes everything and gives these."""

    def answer(path: str, body: bytes) -> tuple[int, bytes]:
        if path.endswith("enrol"):
            return 200, msgspec.json.encode(EnrolAnswer(head=HEAD))
        if path.endswith("push"):
            asked = json.loads(body)["actions"]
            answers = [{"action_id": each["action_id"], "verdict": "applied"} for each in asked]
            head = msgspec.structs.replace(HEAD, acknowledged=len(asked))
            said = json.loads(msgspec.json.encode(PushAnswer(head=head, answers=[])))
            return 200, json.dumps(said | {"answers": answers}).encode()
        if path.endswith("orders"):
            return 404, msgspec.json.encode(ErrorAnswer(code="not_found", message=""))
        first = not json.loads(body)["cursor"]
        page = PullAnswer(
            head=HEAD,
            actions=[action for action, _ in sealed] if first else [],
            contents=[content for _, content in sealed if content] if first else [],
            cursor="end",
        )
        return 200, msgspec.json.encode(page)

    return answer


def _at(at: str) -> list[Sealed]:
    return [neighbour().receive(forged={"at": at})]


def _twice() -> list[Sealed]:
    sender = neighbour()
    case = sender.receive()
    return [case, sender.receive(case_id=case[0].case_id)]


def _fact(kind: Kind, **facts: Any) -> list[Sealed]:
    sender = neighbour()
    case = sender.receive()
    return [case, sender.act(kind, case[0].case_id, **facts)]


def _without(fact: str) -> list[Sealed]:
    sender = neighbour()
    facts = {name: each for name, each in sender.receive()[0].facts.items() if name != fact}
    raw = json.dumps(document()).encode()
    return [sender.act(Kind.CASE_RECEIVED, new_id(), content=raw, **facts)]


POISON = {
    "no time": _at("昨天"),
    "no zone": _at("2026-11-24T09:00:00"),
    "the first year": _at("0001-01-01T00:00:00+08:00"),
    "the last year": _at("9999-12-31T23:59:59-08:00"),
    "received twice": _twice(),
    "no number": _without("number"),
    "no token": _without("token"),
    "a paper without its name": _fact(Kind.PAPER_SENT),
    "a number that is none": _fact(Kind.RENUMBERED, number=None),
    "a receipt with a number": _fact(Kind.PAPER_CONFIRMED, sent=7),
}
STRANGE: dict[str, list[Sealed]] = {
    "no form": [neighbour().receive(b"[7]")],
    "a deep form": [neighbour().receive(b'{"x": ' + b"[" * 300 + b"]" * 300 + b"}")],
    "numbers beyond every decimal": [neighbour().receive(b'{"format": 1, "x": 1e999999999}')],
    "a case without a receipt": [neighbour().act("FlownAway", new_id())],
    "an id that is none": [neighbour().receive(case_id="x" * 5000)],
    "texts where blocks should be": [
        neighbour().receive(b'{"format": 2, "applicant": "x", "details": 7, "household": []}')
    ],
}


@pytest.mark.parametrize("poison", [*POISON, *STRANGE])
def test_the_rest_comes_and_what_cannot_be_applied_is_told(
    tmp_path: Path, clock: SettableClock, poison: str
) -> None:
    bad = {**POISON, **STRANGE}[poison]
    honest = neighbour()
    honest.incarnation = "cd" * 8
    good = honest.receive(document(name="单学斌"), number="620702-2026-07-00900")
    with answering(handing_out([*bad, good])) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            for _ in range(2):
                outcome = counter.sync_once()
                assert outcome.problem is None
            assert [row.case_id for row in find(counter.desk, "单学斌").rows] == [good[0].case_id]
            told = {each.entry for each in status(counter.desk).worries}
            assert (RECORDS_SET_ASIDE in told) <= (poison in POISON)
            assert receive_one(counter, 1).number.endswith("-00001")
            assert counter.sync_once().problem is None
            with counter.desk.store.reading() as connection:
                assert find_faults(connection) == []


@pytest.mark.parametrize("poison", ["no time", "no zone", "received twice", "no number"])
def test_what_cannot_be_applied_at_all_is_set_aside(
    tmp_path: Path, clock: SettableClock, poison: str
) -> None:
    with answering(handing_out(POISON[poison])) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            counter.sync_once()
            assert [each.entry for each in status(counter.desk).worries] == [RECORDS_SET_ASIDE]


def test_an_answer_that_is_too_deep_to_be_read_is_told(
    tmp_path: Path, clock: SettableClock
) -> None:
    deep = neighbour().receive(b'{"x": ' + b"[" * 30_000 + b"]" * 30_000 + b"}")
    with answering(handing_out([deep])) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, clock, string) as counter:
            problem = counter.sync_once().problem
            assert problem
            assert problem.entry is SERVER_NONSENSE
