"""Each reason why an action or a message is not taken, and that it is told in its own words."""

import msgspec
import pytest

from central_server.problems import problem
from counter_app.basics.catalogue import server as catalogue
from counter_app.basics.catalogue.decisions import WHY_NOT
from counter_app.basics.errors import Entry
from counter_app.cases.actions import Kind
from counter_app.cases.chain import seal
from counter_app.cases.keys import new_id, new_random64, receipt_key
from counter_app.cases.receipts import mint_token
from counter_app.wire.messages import PushAnswer, Verdict
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document


def told(counter: SmallCounter, sealed: Sealed) -> Entry:
    """The catalogue's entry that the refusal of this action speaks with."""
    answer = counter.push(sealed)
    assert isinstance(answer, PushAnswer)
    (one,) = answer.answers
    assert one.verdict is Verdict.REFUSED
    assert one.problem
    code = one.problem.code
    entry: Entry = WHY_NOT.get(code) or getattr(catalogue, f"ACTION_{code.upper()}")
    assert (one.problem.message, one.problem.advice) == (entry.title, entry.advice)
    return entry


def received(counter: SmallCounter) -> str:
    """A case that the server has; its id."""
    case = counter.receive()
    assert counter.verdicts(case) == [(Verdict.APPLIED, "")]
    return case[0].case_id


def test_who_may_not_do_it(counter: SmallCounter) -> None:
    act = counter.act(Kind.FORM_SIGNED, received(counter), content=b"{}", role="chief")
    assert told(counter, act) is WHY_NOT["wrong_role"]
    renumbered = counter.act(Kind.RENUMBERED, received(counter), number=counter.number())
    assert told(counter, renumbered) is WHY_NOT["wrong_role"]


def test_another_region_than_that_of_the_form(counter: SmallCounter) -> None:
    facts = {k: str(v) for k, v in counter.receive()[0].facts.items()}
    raw = msgspec.json.encode(document(region="620702"))
    counter.sequence, counter.last = 0, "0" * 64
    elsewhere = counter.act(Kind.CASE_RECEIVED, new_id(), content=raw, stream="620721", **facts)
    assert told(counter, elsewhere) is catalogue.ACTION_WRONG_STREAM


@pytest.mark.parametrize(
    "facts",
    [
        {"number": "17"},
        {"number": "620702-2026-99-00001"},
        {"number": "620702-2026-03-99999999999999999999"},
        {"token": "x"},
        {"token": mint_token(new_random64(), bytes(32))},
    ],
)
def test_a_receipt_that_no_window_could_have_written(
    counter: SmallCounter, facts: dict[str, str]
) -> None:
    enrolment = counter.enrolment
    right = {
        "number": counter.number(),
        "short_code": "AB12",
        "token": mint_token(counter.device, receipt_key(enrolment.seed)),
        "policy": "2026",
    }
    raw = msgspec.json.encode(document())
    case = counter.act(Kind.CASE_RECEIVED, new_id(), content=raw, **{**right, **facts})
    assert told(counter, case) is catalogue.ACTION_MALFORMED


def test_the_other_reasons(server: RunningServer, counter: SmallCounter) -> None:
    case_id = received(counter)
    assert told(counter, (counter.receive()[0], None)) is catalogue.ACTION_CONTENT_MISSING
    unknown = counter.act("FlownAway", case_id)
    assert told(counter, unknown) is catalogue.ACTION_UNKNOWN_KIND
    assert told(server.counter("82"), unknown) is catalogue.ACTION_NOT_YOURS
    orphan = counter.act(Kind.FORM_SIGNED, new_id(), content=b"{}")
    assert told(counter, orphan) is catalogue.ACTION_NOT_RECEIVED
    _gap, after = counter.act(Kind.PAPER_SENT, case_id), counter.act(Kind.PAPER_SENT, case_id)
    assert told(counter, after) is catalogue.ACTION_BROKEN_CHAIN
    altered = msgspec.structs.replace(unknown[0], hash="f" * 64)
    assert told(counter, (altered, None)) is catalogue.ACTION_BROKEN_HASH
    other = seal(msgspec.structs.replace(unknown[0], staff_name="别人"), unknown[0].previous)
    assert told(counter, (other, None)) is catalogue.ACTION_OTHER_CONTENT


def test_troubles_with_receipts(counter: SmallCounter) -> None:
    case = counter.receive()
    facts = {k: str(v) for k, v in case[0].facts.items()}
    assert counter.verdicts(case) == [(Verdict.APPLIED, "")]
    raw = msgspec.json.encode(document())
    again = counter.act(Kind.CASE_RECEIVED, case[0].case_id, content=raw, **facts)
    assert told(counter, again) is catalogue.ACTION_ALREADY_RECEIVED
    assert told(counter, counter.receive(b"[]")) is catalogue.ACTION_NOT_RECEIVABLE
    action, content = counter.receive()
    assert content
    changed = msgspec.structs.replace(content, salt="0" * 32)
    assert told(counter, (action, changed)) is catalogue.ACTION_BROKEN_HASH


def test_a_number_that_is_taken_is_a_conflict(counter: SmallCounter) -> None:
    first = counter.receive()
    second = counter.receive(number=first[0].text("number"))
    answer = counter.push(first, second)
    assert isinstance(answer, PushAnswer)
    assert answer.answers[1].verdict is Verdict.CONFLICT
    assert answer.answers[1].problem
    assert answer.answers[1].problem.message == catalogue.ACTION_NUMBER_TAKEN.title


@pytest.mark.parametrize(
    ("path", "body", "status", "entry"),
    [
        ("push", b"{", 400, catalogue.MESSAGE_UNREADABLE),
        ("push", b'{"incarnation": "x", "actions": [{}], "contents": []}', 400, None),
        ("pull", b"[" * 100_000, 400, catalogue.MESSAGE_UNREADABLE),
        ("enrol", b"\xff", 400, catalogue.MESSAGE_UNREADABLE),
        ("pull", b'{"incarnation": "", "cursor": "kZI"}', 409, catalogue.CURSOR_UNKNOWN),
        ("push", b" " * ((16 << 20) + 1), 413, catalogue.MESSAGE_TOO_LARGE),
    ],
)
def test_a_message_that_cannot_be_answered(
    counter: SmallCounter, path: str, body: bytes, status: int, entry: Entry | None
) -> None:
    response = counter.post(path, body)
    expected = entry or catalogue.MESSAGE_UNREADABLE
    assert (response.status_code, response.json()["message"]) == (status, expected.title)


def test_when_it_may_not_be_done() -> None:
    """No kind of today is refused for its stage; its words are ready for those that will be."""
    said = problem("wrong_stage")
    assert said
    assert said.message == WHY_NOT["wrong_stage"].title
