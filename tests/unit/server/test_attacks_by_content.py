"""What is written so that it would stop those who read it: a stream, a page, an index.

Whatever one window sends, every other one fetches on, and no page fails.
"""

import json
from typing import Any

import msgspec
import pytest

from counter_app.cases.actions import Content, Entry, Kind
from counter_app.cases.chain import seal
from counter_app.cases.keys import new_id
from counter_app.wire.messages import PullAnswer, PushAnswer, Verdict
from tests.unit.server.attacks import page_of
from tests.unit.server.conftest import codes
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document

APPLIED = (Verdict.APPLIED, "")
MALFORMED = (Verdict.REFUSED, "malformed")
NOT_RECEIVABLE = (Verdict.REFUSED, "not_receivable")


class Reader:
    """A neighbour in the same hall, who fetches all that was taken in, from where it stands."""

    def __init__(self, counter: SmallCounter) -> None:
        self.counter = counter
        self.cursor = ""

    def fetch(self) -> set[str]:
        fetched: set[str] = set()
        while True:
            page = self.counter.pull(self.cursor)
            assert isinstance(page, PullAnswer), page
            fetched |= {action.action_id for action in page.actions}
            self.cursor = page.cursor
            if not page.more:
                return fetched


@pytest.fixture(scope="module")
def reader(server: RunningServer) -> Reader:
    return Reader(server.counter(next(codes)))


def reads_on(server: RunningServer, reader: Reader, sender: SmallCounter) -> None:
    """Behind whatever was sent, an honest case still comes to the neighbour and on its page."""
    honest = sender.receive()
    assert sender.verdicts(honest) == [APPLIED]
    assert honest[0].action_id in reader.fetch()
    assert page_of(server, honest).status_code == 200


@pytest.mark.parametrize(
    "at",
    [
        "昨天下午三点",
        "",
        "2026-11-24",
        "2026-11-24T09:12:00",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-08:00",
        "1989-12-31T09:00:00+08:00",
        "2028-06-01T09:00:00+08:00",
        "2026-11-24T09:12:00.000+08:00" + " " * 12,
        "2026-11-24T09:12:00.000+08:00" + "0" * 100_000,
        "20261124T091200+0800",
        "2026-W48-2T09:12:00+08:00",
        "2026-11-31T09:12:00+08:00",
        "2026-11-24T09:12:00+99:99",
        "２０２６-11-24T09:12:00+08:00",
    ],
)
def test_a_time_that_is_none(
    server: RunningServer, counter: SmallCounter, reader: Reader, at: str
) -> None:
    case = counter.receive(forged={"at": at})
    assert counter.verdicts(case) == [MALFORMED]
    reads_on(server, reader, counter)


@pytest.mark.parametrize(
    "at",
    ["2016-03-01T09:00:00+08:00", "1990-01-01T00:00:00Z", "2027-10-01T09:00:00.000+08:00"],
)
def test_a_time_of_a_clock_that_is_wrong_is_taken_and_told(
    server: RunningServer, counter: SmallCounter, at: str
) -> None:
    case = counter.receive(forged={"at": at})
    assert counter.verdicts(case) == [(Verdict.APPLIED, "clock")]
    assert counter.verdicts(case) == [(Verdict.REPEATED, "clock")]
    shown = page_of(server, case)
    assert "视为受理" not in shown.text
    assert "5 个工作日" in shown.text or "收件不等于受理" in shown.text


@pytest.mark.parametrize(
    "forged",
    [
        {"staff_name": "王" * 100_000},
        {"staff_id": "x" * 1000},
        {"staff_name": "王\x00"},
        {"action_id": "x"},
        {"action_id": "-" * 36},
        {"case_id": "0" * 36},
        {"case_id": "../../../etc/passwd"},
        {"stream": "999999"},
        {"stream": "6207"},
        {"stream": "%" * 1000},
    ],
)
def test_fields_that_no_program_writes(
    server: RunningServer, counter: SmallCounter, reader: Reader, forged: dict[str, Any]
) -> None:
    action, content = counter.receive(forged=forged)
    assert content
    held = msgspec.structs.replace(content, action_id=action.action_id)
    ((verdict, code),) = counter.verdicts((seal(action, action.previous, held), held))
    assert verdict is Verdict.REFUSED
    assert code in ("malformed", "wrong_stream")
    reads_on(server, reader, counter)


@pytest.mark.parametrize("sequence", [1 << 63, 1 << 64, 10**40])
def test_a_place_in_a_chain_that_no_store_can_hold(counter: SmallCounter, sequence: int) -> None:
    action, content = counter.receive(forged={"sequence": 1})
    body = json.loads(msgspec.json.encode(counter.batch((action, content))))
    body["actions"][0]["sequence"] = sequence
    answer = counter.post("push", json.dumps(body).encode())
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"


FACTS: list[dict[str, Any]] = [
    {"number": 3},
    {"number": "x" * 1_000_000},
    {"token": None},
    {"short_code": "x" * 500},
    {"policy": True},
    {"persons": "x" * 20_000},
    {"matter": 7},
    {"later": "x" * 501},
    {"x" * 41: "later"},
    {f"later{each}": True for each in range(50)},
]


@pytest.mark.parametrize("facts", FACTS)
def test_facts_of_another_type_or_length(
    server: RunningServer, counter: SmallCounter, reader: Reader, facts: dict[str, Any]
) -> None:
    action, content = counter.receive()
    bent = msgspec.structs.replace(action, facts={**action.facts, **facts})
    sealed = seal(bent, action.previous, content)
    counter.last = sealed.hash
    assert counter.verdicts((sealed, content)) == [MALFORMED]
    reads_on(server, reader, counter)


DEEP = b'{"entry": ' + b"[" * 70 + b"]" * 70 + b"}"
ENTRIES = [
    b"7",
    b"[]",
    b"{}",
    b'{"entry": {}, "more": []}',
    b'{"entry": {}, "more": {"x": [1]}}',
    b'{"entry": 1e999999999}',
    b'{"entry": {"material": 1e-99999999}}',
    DEEP,
    b'{"entry": "\\ud800"}',
    b"not json",
    b"",
    b'{"entry": "' + b"x" * (5 << 20) + b'"}',
]


@pytest.mark.parametrize("content", ENTRIES)
@pytest.mark.parametrize("kind", [Kind.MATERIAL_TAKEN, Kind.CONSENT_GIVEN])
def test_what_is_no_entry(
    server: RunningServer, counter: SmallCounter, reader: Reader, kind: Kind, content: bytes
) -> None:
    case = counter.receive()
    assert counter.verdicts(case) == [APPLIED]
    action, held = counter.act(kind, case[0].case_id, content=content)
    if content:
        answer = _sent_as_bytes(counter, action, held, content)
        assert answer in (MALFORMED, "malformed"), answer
    assert page_of(server, case).status_code == 200
    if answer_is_kept(counter, action):
        reads_on(server, reader, counter)


def answer_is_kept(counter: SmallCounter, action: Any) -> bool:
    """Whether the chain goes on behind the action."""
    answer = counter.push()
    assert isinstance(answer, PushAnswer)
    return answer.head.acknowledged >= action.sequence


def _sent_as_bytes(
    counter: SmallCounter, action: Any, held: Content | None, content: bytes
) -> object:
    """Sent as the bytes that they are: no honest encoder would write some of them."""
    assert held
    parts = {
        b"INC": counter.incarnation.encode(),
        b"ACT": msgspec.json.encode(action),
        b"ID": held.action_id.encode(),
        b"SALT": held.salt.encode(),
        b"RAW": content,
    }
    body = (
        b'{"incarnation":"INC","actions":[ACT],'
        b'"contents":[{"action_id":"ID","salt":"SALT","content":RAW}]}'
    )
    for name, part in parts.items():
        body = body.replace(name, part)
    response = counter.post("push", body)
    said = response.json()
    if response.status_code != 200:
        return said["code"]
    (one,) = said["answers"]
    return one["verdict"], one["problem"]["code"] if one["problem"] else ""


FORMS: list[Any] = [
    {"format": 2, "applicant": {"name": {"first": "x"}, "id_number": [1]}},
    {"format": 2, "applicant": "x", "details": 7, "household": [], "region": {}},
    {"format": 9_007_199_254_740_993},
    {"format": 2, "applicant": {"name": "\u202e王\u2066\ufeff", "id_number": "1"}},
    document(household={"members": [7, None, [], {"name": {}}]}),
    document(household={"members": "x"}),
    document(assets=[]),
    document(details={"applicant_type": "low_income_family", "residence_floor_area": {"a": 1}}),
    document(materials=[1, {"material": ["x"]}]),
    document(applied_on=20261124),
    document(proxy=7, applied_on="0000-00-00"),
]


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_the_strangest_shapes_are_kept_and_shown(
    server: RunningServer, counter: SmallCounter, reader: Reader, form: dict[str, Any]
) -> None:
    raw = json.dumps(form).encode()
    case = counter.receive(raw)
    assert counter.verdicts(case) == [APPLIED]
    entries = [
        counter.act(kind, case[0].case_id, content=_entry(each))
        for kind in (Kind.MATERIAL_TAKEN, Kind.CONSENT_GIVEN, Kind.DEFERRAL_PROMISED)
        for each in (7, None, [], {"material": {"x": 1}, "person_id_number": []}, "x")
    ]
    assert counter.verdicts(*entries) == [APPLIED] * len(entries)
    assert page_of(server, case).status_code == 200
    reads_on(server, reader, counter)


def _entry(value: object) -> bytes:
    return msgspec.json.encode(Entry(msgspec.Raw(json.dumps(value).encode())))


@pytest.mark.parametrize(
    "raw",
    [
        b"[1]",
        b"{}",
        b'{"format": 2, "x": ' + b"[" * 300 + b"]" * 300 + b"}",
        b'{"format": 2, "x": 1e999999999}',
        b'{"format": 2, "x": "' + b"x" * (5 << 20) + b'"}',
        b'{"format": 1e400}',
        b'{"format": true}',
    ],
)
def test_forms_that_no_counter_could_have_read(
    server: RunningServer, counter: SmallCounter, reader: Reader, raw: bytes
) -> None:
    assert counter.verdicts(counter.receive(raw)) == [NOT_RECEIVABLE]
    reads_on(server, reader, counter)


def test_a_kind_without_content_brings_none(counter: SmallCounter) -> None:
    case = counter.receive()
    assert counter.verdicts(case) == [APPLIED]
    paper = counter.act(
        Kind.PAPER_SENT, case[0].case_id, content=b'"x"', paper="receipt", sha256="0" * 64
    )
    assert counter.verdicts(paper) == [MALFORMED]


@pytest.mark.parametrize("salt", ["", "zz", "0" * 33, "00" * 33, "王" * 16])
def test_a_salt_that_is_none(counter: SmallCounter, salt: str) -> None:
    case = counter.receive()
    action, content = case
    assert content
    bent: Sealed = (action, msgspec.structs.replace(content, salt=salt))
    if salt == "00" * 33:
        bent = seal(action, action.previous, bent[1]), bent[1]
    ((verdict, code),) = counter.verdicts(bent)
    assert (verdict, code in ("broken_hash", "malformed")) == (Verdict.REFUSED, True)


def test_a_receipt_of_a_kind_that_nobody_knows_has_its_own_answer(counter: SmallCounter) -> None:
    long = counter.act("x" * 1_000_000, new_id())
    assert counter.verdicts(long) == [(Verdict.REFUSED, "unknown_kind")]
