"""First contact: the string is exchanged for the device's own secret, once."""

import shutil
from dataclasses import replace
from pathlib import Path

import httpx2
import msgspec

from counter_app.basics.catalogue.server import (
    DEVICE_UNKNOWN,
    ENROLMENT_UNKNOWN,
    ENROLMENT_USED,
)
from counter_app.wire.enrolment import read_enrolment
from counter_app.wire.messages import (
    EnrolAnswer,
    ErrorAnswer,
    PullRequest,
    PushAnswer,
    Verdict,
)
from tests.databases import ONLY_SQLITE
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


def test_a_counter_that_is_one_version_newer_is_understood(server: RunningServer) -> None:
    counter = SmallCounter(server.add_window("78"), server.address)
    newer = {"protocol": 3, "program": "9.9", "what_comes_later": {"a": [1]}}
    for path, message in (
        ("enrol", counter.first_contact()),
        ("push", counter.batch(counter.receive())),
        ("pull", PullRequest(incarnation=counter.incarnation)),
    ):
        said = {**msgspec.to_builtins(message, builtin_types=(msgspec.Raw,)), **newer}
        answer = counter.post(path, msgspec.json.encode(said))
        assert answer.status_code == 200, answer.text
        assert answer.json()["head"]["protocol"] == 2


APPLIED = [(Verdict.APPLIED, "")]


def test_under_another_string_a_counter_delivers_on(server: RunningServer) -> None:
    old = server.counter("71")
    assert old.verdicts(old.receive()) == APPLIED
    waiting = old.receive()
    new = old.under(server.add_window("72"))
    assert isinstance(new.enrol(), EnrolAnswer)
    assert new.verdicts(waiting) == APPLIED


def test_the_chain_of_another_counter_with_that_string_stays_its_own(
    server: RunningServer,
) -> None:
    first = server.counter("73")
    assert first.verdicts(first.receive()) == APPLIED
    second = SmallCounter(first.string, first.address, secret="another-counters-secret")
    second.enrol()
    waiting = second.receive(number="620702-2026-73-00900")
    moved = second.under(server.add_window("74"))
    assert isinstance(moved.enrol(), EnrolAnswer)
    assert moved.verdicts(waiting) == APPLIED
    assert first.verdicts(first.receive()) == APPLIED


def test_a_chain_cannot_be_taken_without_its_strings_proof(server: RunningServer) -> None:
    honest = server.counter("75")
    assert honest.verdicts(honest.receive()) == APPLIED
    waiting = honest.receive()
    thief = honest.under(server.add_window("76"))
    thief.former = [msgspec.structs.replace(thief.former[0], proof="0" * 64)]
    assert isinstance(thief.enrol(), EnrolAnswer)
    assert thief.verdicts(waiting) == [(Verdict.REFUSED, "not_yours")]
    assert honest.verdicts(waiting) == APPLIED


@ONLY_SQLITE
def test_a_server_that_forgot_a_window_takes_its_cases_from_the_next_string(
    own_server: RunningServer, tmp_path: Path
) -> None:
    own_server.stop()
    shutil.copytree(own_server.data, tmp_path / "backup")
    own_server.start()
    lost = own_server.counter("06")
    cases = [lost.receive(), lost.receive()]
    assert lost.verdicts(*cases) == APPLIED * 2
    own_server.stop()
    shutil.rmtree(own_server.data)
    shutil.copytree(tmp_path / "backup", own_server.data)
    own_server.start()
    assert isinstance(lost.push(), ErrorAnswer)
    again = lost.under(own_server.add_window("06"))
    assert isinstance(again.enrol(), EnrolAnswer)
    assert again.verdicts(*cases) == APPLIED * 2
    url = f"{own_server.address}/r/{cases[0][0].text('token')}"
    assert cases[0][0].text("number") in httpx2.get(url, trust_env=False).text
    # The forgotten string itself stays used.
    assert isinstance(lost.enrol(), ErrorAnswer)


def test_a_machine_that_takes_anothers_place_goes_on_above_its_numbers(
    server: RunningServer,
) -> None:
    old = server.counter("77")
    old.running = 41
    assert old.verdicts(old.receive()) == APPLIED
    string = server.add_window("77")
    assert read_enrolment(string).numbers == {"2026": 42}
