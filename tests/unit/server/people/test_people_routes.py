"""Signing in over the wire, and what an administrator does with people while the server runs."""

import json
from typing import TypeVar

import httpx2
import msgspec
import pytest

from central_server.cli import main
from counter_app.basics.catalogue.people import (
    LOGIN_TAKEN,
    LOGIN_UNKNOWN,
    ROLE_REGION,
    STREET_NEEDED,
    STREET_NOT_WANTED,
    STREET_UNKNOWN,
    TRIAL_STAFF,
    TRIAL_TOO_LATE,
)
from counter_app.basics.catalogue.server import REGION_UNKNOWN
from counter_app.basics.errors import Entry
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.wire.messages import ErrorAnswer, PullAnswer
from counter_app.wire.people import SessionAnswer, SessionRequest, SignInAnswer, SignInRequest
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

Answered = TypeVar("Answered", SignInAnswer, SessionAnswer)
HALL = ("--region", "620702")


def sign_in(
    counter: SmallCounter, login: str, password: str, new: str = ""
) -> SignInAnswer | ErrorAnswer:
    asked = SignInRequest(incarnation=counter.incarnation, login=login, password=password, new=new)
    return _post(counter, "sign-in", asked, SignInAnswer)


def of_session(counter: SmallCounter, what: str, session: str) -> SessionAnswer | ErrorAnswer:
    asked = SessionRequest(incarnation=counter.incarnation, session=session)
    return _post(counter, what, asked, SessionAnswer)


def _post(
    counter: SmallCounter, name: str, asked: msgspec.Struct, answer: type[Answered]
) -> Answered | ErrorAnswer:
    said = counter.post(name, msgspec.json.encode(asked))
    if said.status_code == 200:
        return msgspec.json.decode(said.content, type=answer)
    return msgspec.json.decode(said.content, type=ErrorAnswer)


def told(answer: object) -> tuple[str, int]:
    assert isinstance(answer, ErrorAnswer), answer
    return answer.code, answer.number


def test_a_person_comes_in_goes_on_and_goes_out(own_server: RunningServer) -> None:
    counter = own_server.counter()
    assert _people(counter) == ""
    words = ("add-staff", "李静", "--sign-in", "620702-0317", "--role", "clerk")
    first = own_server.command(*words, *HALL).splitlines()[-1]
    assert _people(counter) == "staff"
    assert told(sign_in(counter, "620702-0317", first)) == ("password_first", 0)
    done = sign_in(counter, "620702-0317", first, "Own-pass-1")
    assert isinstance(done, SignInAnswer)
    assert (done.staff.name, done.staff.login) == ("李静", "620702-0317")
    assert [(each.role, each.region) for each in done.staff.roles] == [("clerk", "620702")]
    assert len(done.session) == 43
    assert done.head.server == counter.enrolment.server
    renewed = of_session(counter, "renew", done.session)
    assert isinstance(renewed, SessionAnswer)
    assert renewed.expires >= done.expires
    stranger = own_server.counter("04")
    assert told(of_session(stranger, "renew", done.session)) == ("no_session", 0)
    for _ in range(2):
        assert isinstance(of_session(counter, "sign-out", done.session), SessionAnswer)
    assert told(of_session(counter, "renew", done.session)) == ("no_session", 0)
    assert told(sign_in(counter, "620702-0317", first)) == ("sign_in_wrong", 4)
    assert told(sign_in(counter, "620702-0318", first)) == ("sign_in_wrong", 4)


def test_nothing_typed_and_no_session_can_be_read_in_any_file(own_server: RunningServer) -> None:
    counter = own_server.counter()
    words = ("add-staff", "李静", "--sign-in", "lijing", "--role", "clerk")
    first = own_server.command(*words, *HALL).splitlines()[-1]
    done = sign_in(counter, "lijing", first, "Own-pass-1")
    assert isinstance(done, SignInAnswer)
    sign_in(counter, "Typed-in-the-wrong-field", "Own-pass-1")
    own_server.stop()
    lying = [file for file in own_server.data.rglob("*") if file.is_file()]
    files = [file.read_bytes() for file in (*lying, own_server.log)]
    for word in (first, "Own-pass-1", done.session, "Typed-in-the-wrong-field", "李静", "lijing"):
        assert not [each for each in files if word.encode() in each], word


def test_whoever_shows_no_device_may_not_even_ask(server: RunningServer) -> None:
    stranger = SmallCounter(server.add_window("77"), server.address)
    assert told(sign_in(stranger, "lijing", "x")) == ("unknown", 0)


def test_a_list_says_who_is_what_and_who_is_locked(own_server: RunningServer) -> None:
    streets = ("--street", "620702001", "--street", "620702002")
    own_server.command(
        "add-staff", "王敏", "--sign-in", "wangmin", "--role", "community", *HALL, *streets
    )
    own_server.command("lock-staff", "WangMin", "--why", "调离")
    (line,) = own_server.command("list-staff", "--json").splitlines()
    known = json.loads(line)
    assert {each["street"] for each in known["roles"]} == {"620702001", "620702002"}
    assert known["first_password"] is True
    assert known["locked_why"] == "调离"
    assert "社区 620702001" in own_server.command("list-staff")
    own_server.command("change-staff", "wangmin", "--role", "county", *HALL)
    own_server.command("reset-password", "wangmin")
    known = json.loads(own_server.command("list-staff", "--json"))
    assert known["roles"] == [{"role": "county", "region": "620702", "street": None}]
    assert known["locked"] is None


ADD = ("add-staff", "王敏", "--sign-in", "somebody")


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ((*ADD, "--role", "clerk", "--region", "110000"), REGION_UNKNOWN),
        ((*ADD, "--role", "community", *HALL), STREET_NEEDED),
        ((*ADD, "--role", "community", *HALL, "--street", "620721100"), STREET_UNKNOWN),
        ((*ADD, "--role", "clerk", *HALL, "--street", "620702001"), STREET_NOT_WANTED),
        ((*ADD, "--role", "municipal", *HALL), ROLE_REGION),
        (("lock-staff", "nobody"), LOGIN_UNKNOWN),
        (("reset-password", "nobody"), LOGIN_UNKNOWN),
    ],
)
def test_what_an_administrator_mistypes_is_told(
    server: RunningServer, words: tuple[str, ...], entry: Entry, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, *server.place]) == 2
    assert entry.title.partition("{")[0] in capsys.readouterr().err
    assert "somebody" not in server.command("list-staff")


def test_a_login_is_given_out_once(
    own_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    own_server.command(*ADD, "--role", "clerk", *HALL)
    assert main([*ADD, "--role", "county", *HALL, *own_server.place]) == 2
    assert LOGIN_TAKEN.title in capsys.readouterr().err


def test_a_server_that_was_founded_as_a_trial_has_its_people_and_no_others(
    own_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        own_server.command("found-trial")
    counter = own_server.counter()
    assert _people(counter) == "trial"
    for person in TRIAL_PEOPLE:
        done = sign_in(counter, person.login, "")
        assert isinstance(done, SignInAnswer)
        assert done.staff.name == person.name
    assert told(sign_in(counter, "lijing", "guess"))[0] == "sign_in_wrong"
    assert told(sign_in(counter, "lijing", "", "Own-pass-1"))[0] == "password_weak"
    case = counter.receive()
    counter.verdicts(case)
    address = f"{own_server.address}/r/{case[0].text('token')}"
    assert "（试用，不是真的办件）" in httpx2.get(address, trust_env=False).text
    for words in (
        (*ADD, "--role", "clerk", *HALL),
        ("reset-password", "lijing"),
        ("change-staff", "lijing", "--role", "county", *HALL),
    ):
        assert main([*words, *own_server.place]) == 2
        assert TRIAL_STAFF.title in capsys.readouterr().err


def test_a_server_that_knows_a_window_is_no_trial_any_more(
    own_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = own_server.counter()
    assert main(["found-trial", *own_server.place]) == 2
    assert TRIAL_TOO_LATE.title in capsys.readouterr().err
    assert _people(counter) == ""


def _people(counter: SmallCounter) -> str:
    page = counter.pull()
    assert isinstance(page, PullAnswer)
    return page.head.people
