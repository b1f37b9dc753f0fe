"""What the server says to pushed actions, one by one."""

import json

import msgspec
import pytest

from counter_app.cases.actions import Kind
from counter_app.cases.chain import new_content, seal
from counter_app.wire.messages import PushAnswer, Verdict
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document

APPLIED = (Verdict.APPLIED, "")


def refused(code: str) -> tuple[Verdict, str]:
    return (Verdict.REFUSED, code)


def test_a_case_and_its_papers_are_taken_in_and_acknowledged(counter: SmallCounter) -> None:
    case = counter.receive()
    paper = counter.take(case[0], "income_proof", "620702198803120018")
    answer = counter.push(case, paper)
    assert isinstance(answer, PushAnswer)
    assert [one.verdict for one in answer.answers] == [Verdict.APPLIED, Verdict.APPLIED]
    assert answer.head.acknowledged == 2
    assert answer.head.numbers == {"2026": 1}


def test_the_same_again_is_the_stored_answer(server: RunningServer, counter: SmallCounter) -> None:
    case = counter.receive()
    assert counter.verdicts(case) == [APPLIED]
    assert counter.verdicts(case) == [(Verdict.REPEATED, "")]
    fetched = [action.action_id for action in server.counter("96").pull_all()]
    assert fetched.count(case[0].action_id) == 1


def test_the_same_key_with_other_content_is_refused_loudly(counter: SmallCounter) -> None:
    action, content = counter.receive()
    assert counter.verdicts((action, content)) == [APPLIED]
    other = new_content(action.action_id, msgspec.json.encode(document(name="王二")))
    forged = seal(action, action.previous, other)
    assert counter.verdicts((forged, other)) == [refused("other_content")]
    assert counter.verdicts((action, content)) == [(Verdict.REPEATED, "")]


def test_a_bad_action_never_holds_up_another_case(counter: SmallCounter) -> None:
    good, again = counter.receive(), counter.receive()
    nameless = document()
    nameless["applicant"]["name"] = "  "
    bad = counter.receive(nameless)
    last = counter.receive()
    assert counter.verdicts(good, again, bad, last) == [
        APPLIED,
        APPLIED,
        refused("not_receivable"),
        APPLIED,
    ]


def test_a_refused_action_can_come_again_when_what_it_needs_is_there(
    server: RunningServer, counter: SmallCounter
) -> None:
    elsewhere = server.counter("97")
    case = elsewhere.receive()
    paper = counter.take(case[0], "income_proof", "620702198803120018")
    assert counter.verdicts(paper) == [refused("not_received")]
    assert elsewhere.verdicts(case) == [APPLIED]
    assert counter.verdicts(paper) == [APPLIED]
    assert counter.verdicts(paper) == [(Verdict.REPEATED, "")]


def test_content_that_stayed_behind_is_asked_for(counter: SmallCounter) -> None:
    action, content = counter.receive()
    assert counter.verdicts((action, None)) == [refused("content_missing")]
    assert counter.verdicts((action, content)) == [APPLIED]


def test_a_gap_in_the_chain_waits(counter: SmallCounter) -> None:
    first, second = counter.receive(), counter.receive()
    assert counter.verdicts(second) == [refused("broken_chain")]
    assert counter.verdicts(first, second) == [APPLIED, APPLIED]


def test_a_changed_byte_is_noticed(counter: SmallCounter) -> None:
    action, content = counter.receive()
    assert content
    changed = msgspec.structs.replace(
        content,
        content=msgspec.Raw(bytes(content.content).replace(b"1800.00", b"1900.00")),
    )
    assert counter.verdicts((action, changed)) == [refused("broken_hash")]


def test_what_cannot_be_received_is_refused_with_its_reason(counter: SmallCounter) -> None:
    surrogate = json.dumps(document(name="XX")).encode().replace(b"XX", b"\\ud800")
    pushed: list[Sealed] = [counter.receive(b"[1]"), counter.receive(surrogate)]
    assert counter.verdicts(*pushed) == [refused("not_receivable"), refused("not_receivable")]


def test_a_newer_format_is_kept_as_it_came(counter: SmallCounter) -> None:
    newer = counter.receive(b'{"format": 2, "who": {"name": "\xe9\xa9\xac"}}')
    assert counter.verdicts(newer) == [APPLIED]


def test_another_devices_chain_is_not_ours_to_send(
    server: RunningServer, counter: SmallCounter
) -> None:
    other = server.counter("98")
    first, second = counter.receive(), counter.receive()
    assert counter.verdicts(first) == [APPLIED]
    assert other.verdicts(second) == [refused("not_yours")]
    assert counter.verdicts(second) == [APPLIED]


@pytest.mark.parametrize("kind", ["FlownAway", Kind.CASE_RECEIVED])
def test_what_may_not_follow_is_refused(counter: SmallCounter, kind: str) -> None:
    case = counter.receive()
    assert counter.verdicts(case) == [APPLIED]
    facts = {} if kind == "FlownAway" else {k: str(v) for k, v in case[0].facts.items()}
    raw = msgspec.json.encode(document())
    follower = counter.act(kind, case[0].case_id, content=raw, **facts)
    expected = "unknown_kind" if kind == "FlownAway" else "already_received"
    assert counter.verdicts(follower) == [refused(expected)]


def test_the_first_case_keeps_a_number_and_the_second_is_owed_one(counter: SmallCounter) -> None:
    first = counter.receive()
    second = counter.receive(number=first[0].text("number"))
    assert counter.verdicts(first) == [APPLIED]
    assert counter.verdicts(second) == [(Verdict.CONFLICT, "number_taken")]
    fresh, former = counter.number(), first[0].text("number")
    mended = counter.act(
        Kind.RENUMBERED, second[0].case_id, role="window", number=fresh, former=former
    )
    assert counter.verdicts(mended) == [APPLIED]


def test_a_body_that_is_no_message_is_told_so(counter: SmallCounter) -> None:
    for body in (b"", b"{", b"[]", b'{"incarnation": 3}', b"\xff\xfe"):
        response = counter.post("push", body)
        assert response.status_code == 400
        assert response.json()["code"] == "malformed"
    assert counter.post("push", b" " * ((16 << 20) + 1)).status_code == 413


def test_a_server_killed_in_the_middle_has_each_case_once(own_server: RunningServer) -> None:
    counter = own_server.counter()
    batches = [[counter.receive() for _ in range(40)] for _ in range(6)]
    for number, batch in enumerate(batches):
        if number == 3:
            own_server.push_and_kill(counter, batch)
            own_server.start()
        counter.address = own_server.address
        answer = counter.push(*batch)
        assert isinstance(answer, PushAnswer)
        verdicts = {one.verdict for one in answer.answers}
        assert verdicts <= {Verdict.APPLIED, Verdict.REPEATED}, verdicts
    sent = [action.action_id for batch in batches for action, _ in batch]
    other = own_server.counter("04")
    assert [action.action_id for action in other.pull_all()] == sent
