"""First contact: the string is exchanged for the device's own secret, once."""

from dataclasses import replace

import msgspec

from counter_app.basics.catalogue.server import (
    DEVICE_UNKNOWN,
    ENROLMENT_UNKNOWN,
    ENROLMENT_USED,
)
from counter_app.wire.messages import EnrolAnswer, ErrorAnswer, PushAnswer
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter


def test_a_lost_answer_can_be_asked_for_again(counter: SmallCounter) -> None:
    assert isinstance(counter.enrol(), EnrolAnswer)
    assert isinstance(counter.push(counter.receive()), PushAnswer)


def test_the_second_counter_with_a_string_is_refused(counter: SmallCounter) -> None:
    second = SmallCounter(counter.string, counter.address, secret="another-counters-secret")
    answer = second.enrol()
    assert isinstance(answer, ErrorAnswer)
    assert answer.code == "string_used"
    assert answer.message == ENROLMENT_USED.title
    assert isinstance(counter.push(counter.receive()), PushAnswer), "the first goes on"
    assert isinstance(second.push(second.receive()), ErrorAnswer)


def test_a_forged_proof_is_not_taken(server: RunningServer) -> None:
    counter = SmallCounter(server.add_window("07"), server.address)
    forged = msgspec.structs.replace(counter.first_contact(), proof="0" * 64)
    response = counter.post("enrol", msgspec.json.encode(forged))
    assert response.status_code == 401
    assert response.json()["message"] == ENROLMENT_UNKNOWN.title
    assert isinstance(counter.enrol(), EnrolAnswer), "the string is not used up by a forger"


def test_a_stranger_may_neither_push_nor_pull(counter: SmallCounter) -> None:
    stranger = replace(counter, secret="guessed")
    for answer in (stranger.push(stranger.receive()), stranger.pull()):
        assert isinstance(answer, ErrorAnswer)
        assert answer.code == "unknown"
        assert answer.message == DEVICE_UNKNOWN.title


def test_what_a_window_needs_is_asked_in_words(server: RunningServer) -> None:
    assert "两位" in server.refused_window("7", "620702")
    assert "31" in server.refused_window("08", "620702", "--public-url", f"https://{'h' * 40}.cn")
    assert "--database" not in server.refused_window("09", "999999"), "an unknown region is told"
