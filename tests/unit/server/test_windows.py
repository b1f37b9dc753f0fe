"""What an administrator does with windows while the server runs: list, revoke, replace, clear."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from central_server.cli import main
from central_server.contact import who_asks
from central_server.server import moment
from central_server.store.keys import seal_keys
from counter_app.basics.catalogue.devices import (
    ANCHOR_UNREADABLE,
    DEVICE_REVOKED,
    SEAL_KEY_BROKEN,
    SECRET_OLD,
    SERVER_ADDRESS_OPEN,
    WINDOW_UNKNOWN,
)
from counter_app.basics.errors import CounterError
from counter_app.wire.enrolment import read_enrolment
from counter_app.wire.messages import (
    EnrolAnswer,
    ErrorAnswer,
    PullAnswer,
    PushAnswer,
    Verdict,
    credential,
)
from tests.databases import Databases
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.small_counter import SmallCounter

APPLIED = [(Verdict.APPLIED, "")]


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[RunningServer]:
    """A server of this file's own: its windows are named."""
    with running(tmp_path_factory.mktemp("named") / "server", database, databases) as server:
        yield server


def told(answer: object) -> str:
    """The code of a request that was not answered."""
    assert isinstance(answer, ErrorAnswer), answer
    return answer.code


def page(server: RunningServer, token: str) -> str:
    """The applicant's page of a token."""
    return httpx2.get(f"{server.address}/r/{token}", trust_env=False).text


def listed(server: RunningServer, counter: SmallCounter) -> dict[str, Any]:
    """The counter's line in the list."""
    return server.windows()[counter.device]


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command says that cannot be done."""
    capsys.readouterr()
    assert main(list(words)) == 2
    return capsys.readouterr().err.strip()


def test_the_list_tells_how_each_window_stands(server: RunningServer) -> None:
    string = server.add_window("41", "620702", "--label", "住建 41 号")
    counter = SmallCounter(string, server.address)
    fresh = listed(server, counter)
    assert (fresh["code"], fresh["label"], fresh["region"]) == ("620702-41", "住建 41 号", "620702")
    assert (fresh["role"], fresh["enrolled"], fresh["last_contact"]) == ("window", None, None)
    assert fresh["revoked"] is fresh["contested"] is fresh["replaced_by"] is None
    counter.enrol()
    counter.push()
    at_work = listed(server, counter)
    assert at_work["enrolled"] >= fresh["added"]
    assert at_work["last_contact"] >= at_work["enrolled"]
    assert "登记串" not in server.command("list-windows").split("620702-41")[1].splitlines()[0]
    assert counter.secret not in server.command("list-windows", "--json")


def test_a_stolen_counter_is_shut_out_at_once(server: RunningServer) -> None:
    stolen = server.counter("42")
    assert stolen.verdicts(stolen.receive()) == APPLIED
    known, _ = stolen.receive()
    said = server.command("revoke-window", "42", "--why", "电脑被盗")
    assert "620702-42" in said
    assert stolen.device in said
    for answer in (stolen.push(stolen.receive()), stolen.pull(), stolen.enrol()):
        assert told(answer) == "revoked"
        assert isinstance(answer, ErrorAnswer)
        assert answer.message == DEVICE_REVOKED.title
    guessing = SmallCounter(stolen.string, stolen.address, secret="guessed")
    assert told(guessing.pull()) == told(guessing.enrol()) == "unknown"
    assert "请到窗口询问" in page(server, known.text("token"))
    assert "早已停用" in server.command("revoke-window", stolen.device, "--why", "again")
    assert listed(server, stolen)["revoked_why"] == "电脑被盗"


def test_a_string_that_was_not_used_yet_can_be_shut_out(server: RunningServer) -> None:
    counter = SmallCounter(server.add_window("43"), server.address)
    server.command("revoke-window", "620702-43", "--why", "遗失")
    assert told(counter.enrol()) == "revoked"


def test_a_replaced_window_goes_on_above_its_numbers(server: RunningServer) -> None:
    old = server.counter("44")
    old.running = 41
    assert old.verdicts(old.receive()) == APPLIED
    waiting = old.receive()
    string = server.command("replace-window", "44", "--url", server.address).splitlines()[-1]
    new = read_enrolment(string)
    assert (new.window_code, new.region, new.numbers) == ("620702-44", "620702", {"2026": 42})
    assert told(old.push()) == "revoked"
    assert listed(server, old)["replaced_by"] == new.device
    moved = old.under(string)
    assert listed(server, moved)["replaces"] == old.device
    assert isinstance(moved.enrol(), EnrolAnswer)
    assert moved.verdicts(waiting) == APPLIED


def test_of_several_machines_the_one_that_is_named_is_replaced(server: RunningServer) -> None:
    first, second = server.counter("45"), server.counter("45")
    server.command("replace-window", first.device, "--url", server.address)
    assert told(first.push()) == "revoked"
    assert isinstance(second.push(), PushAnswer)


@pytest.mark.parametrize("name", ["99", "620702-98", "0" * 16, "no window"])
@pytest.mark.parametrize("command", ["revoke-window", "replace-window", "clear-contested"])
def test_a_window_that_there_is_not_is_told(
    server: RunningServer, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    more = {
        "revoke-window": ["--why", "x"],
        "replace-window": ["--url", "https://x.cn"],
        "clear-contested": [],
    }[command]
    said = complaint(capsys, command, name, *more, *server.place)
    assert said == str(CounterError(WINDOW_UNKNOWN))


def test_a_second_counter_is_noted_told_and_cleared(server: RunningServer) -> None:
    first = server.counter("46")
    second = SmallCounter(first.string, first.address, secret="another")
    assert told(second.enrol()) == "string_used"
    assert listed(server, first)["contested"]
    answer = first.pull()
    assert isinstance(answer, PullAnswer)
    assert answer.head.standing == ("contested",)
    assert "620702-46" in server.command("clear-contested", "46")
    assert listed(server, first)["contested"] is None
    assert "没有标记" in server.command("clear-contested", "46")
    answer = first.pull()
    assert isinstance(answer, PullAnswer)
    assert answer.head.standing == ()


def test_two_copies_in_use_are_noticed_and_a_store_put_back_is_not(server: RunningServer) -> None:
    one = server.counter("47")
    assert one.verdicts(one.receive()) == APPLIED

    def goes_on(counter: SmallCounter) -> SmallCounter:
        """Another incarnation of the same device, as a store gets that was put back."""
        fresh = SmallCounter(counter.string, counter.address, counter.secret)
        fresh.running = counter.running
        return fresh

    def speaks(counter: SmallCounter) -> tuple[str, ...]:
        answer = counter.push(counter.receive())
        assert isinstance(answer, PushAnswer)
        one.running = counter.running
        return answer.head.standing

    for _ in range(2):  # put back to the same backup, twice
        assert speaks(one) == ()
        assert speaks(goes_on(one)) == ()
    copy = goes_on(one)
    for counter in (copy, one, copy):
        counter.running = max(one.running, copy.running) + 1
        last = counter.push(counter.receive())
    assert isinstance(last, PushAnswer)
    counter.push()
    answer = one.push()
    assert isinstance(answer, PushAnswer)
    assert answer.head.standing == ("cloned",)
    assert listed(server, one)["cloned"]
    server.command("clear-contested", one.device)
    assert listed(server, one)["cloned"] is None


def test_http_goes_to_this_machine_only_or_with_lan_into_the_room(
    server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["add-window", "48", "--region", "620702", *server.place]
    public = ["--public-url", "https://gzf.example.gov.cn"]
    for address in ("http://10.20.30.40:8620", "http://gzf.example.gov.cn", "http://8.8.8.8"):
        said = complaint(capsys, *words, "--url", address, *public)
        assert said == str(CounterError(SERVER_ADDRESS_OPEN))
    said = complaint(capsys, *words, "--url", "http://8.8.8.8", "--lan", *public)
    assert said == str(CounterError(SERVER_ADDRESS_OPEN))
    assert not read_enrolment(server.add_window("48")).lan
    lan = server.add_window("48", "620702", "--url", "http://10.20.30.40:8620", "--lan")
    assert read_enrolment(lan).lan


def test_a_file_that_is_no_certificate_is_told(
    server: RunningServer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "x.pem").write_text("no certificate")
    for file in (tmp_path / "x.pem", tmp_path / "absent.pem"):
        said = complaint(capsys, "set-anchor", str(file), *server.place)
        assert said == str(CounterError(ANCHOR_UNREADABLE))


def test_a_desk_gives_no_numbers(server: RunningServer) -> None:
    words = ("--region", "620702", "--url", server.address)
    string = server.command("add-desk", "D01", *words).splitlines()[-1]
    enrolment = read_enrolment(string)
    assert (enrolment.kind, enrolment.window_code) == ("desk", "620702-D01")
    desk = SmallCounter(string, server.address)
    assert isinstance(desk.enrol(), EnrolAnswer)
    assert isinstance(desk.pull(), PullAnswer)
    assert listed(server, desk)["role"] == "desk"
    window = server.counter("01")
    ours = desk.receive(number="620702-2026-01-00077")
    assert desk.verdicts(ours)[0][0] is Verdict.REFUSED
    assert window.verdicts(window.receive(number="620702-2026-01-00077")) == APPLIED


def test_a_broken_key_of_the_seal_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "server.seal-key").write_text("nonsense")
    with pytest.raises(CounterError) as caught:
        seal_keys(tmp_path / "server.db")
    assert caught.value.entry is SEAL_KEY_BROKEN
    assert (tmp_path / "server.seal-key").read_text() == "nonsense"


def _rotated(counter: SmallCounter, secret: str) -> SmallCounter:
    answer = counter.push(next_secret=secret)
    assert isinstance(answer, PushAnswer), answer
    return SmallCounter(counter.string, counter.address, secret, counter.incarnation)


def test_the_next_secret_holds_from_its_first_use_and_the_old_one_for_a_while(
    server: RunningServer,
) -> None:
    first = server.counter("49")
    assert first.verdicts(first.receive()) == APPLIED
    second = _rotated(first, "second")
    assert isinstance(first.push(), PushAnswer), "the answer may have been lost"
    assert isinstance(second.pull(), PullAnswer)
    assert isinstance(second.push(), PushAnswer)
    assert isinstance(first.push(), PushAnswer), "for thirty days"
    third = _rotated(second, "third")
    assert isinstance(third.push(), PushAnswer)
    assert told(first.push()) == "unknown"
    # The counter itself, put back to its first secret, is no second counter.
    answer = first.enrol()
    assert told(answer) == "secret_old"
    assert isinstance(answer, ErrorAnswer)
    assert answer.message == SECRET_OLD.title
    assert listed(server, first)["contested"] is None
    assert json.dumps(server.windows()).count("third") == 0


def test_thirty_days_after_the_first_use_of_the_next_the_old_secret_is_old(
    own_server: RunningServer,
) -> None:
    first = own_server.counter("50")
    second = _rotated(first, "second")
    assert isinstance(second.push(), PushAnswer)
    own_server.stop()
    old, new = (credential(first.device, each.secret) for each in (first, second))
    with own_server.opened() as server, server.engine.connect() as connection:
        soon, late = (moment(server.clock() + timedelta(days)) for days in (29, 31))
        assert who_asks(connection, old, soon)
        assert who_asks(connection, new, late)
        with pytest.raises(CounterError) as caught:
            who_asks(connection, old, late)
        assert caught.value.entry is SECRET_OLD
