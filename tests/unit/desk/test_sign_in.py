"""Signing in at a counter, with its server and without: what holds, how long, what locks."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from counter_app.basics.catalogue.people import (
    NO_PEOPLE,
    OFFLINE_LOCKED,
    OFFLINE_NOT_HERE,
    OFFLINE_OVER,
    OFFLINE_WRONG,
    PASSWORD_FIRST,
    PASSWORD_NEEDS_SERVER,
    PASSWORD_WEAK,
    SESSION_OVER,
    SIGN_IN_LOCKED,
    SIGN_IN_WRONG,
    STAFF_LOCKED,
)
from counter_app.basics.clock import stamp, system_clock
from counter_app.basics.errors import CounterError, Entry
from counter_app.bootstrap import Counter
from counter_app.cases.actions import Role
from counter_app.desk.enrol import enrol
from counter_app.desk.lock_out import Running
from counter_app.desk.people_here import has_people, is_trial, people_here
from counter_app.wire.enrolment import write_enrolment
from counter_app.wire.messages import EnrolAnswer, ErrorAnswer, Head
from local_db.audit import entries
from local_db.notes import Note, write_note
from tests.conftest import SettableClock
from tests.engine import SERVER, counter_at, enrolment, receive_one
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.lines import answering

OWN = "自己的口令 2026"
HALL = ("--role", "clerk", "--region", "620702")


@pytest.fixture
def clock() -> SettableClock:
    """Begins with the server's time, which nobody can set."""
    return SettableClock(system_clock())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()


@pytest.fixture
def counter(server: RunningServer, tmp_path: Path, clock: SettableClock) -> Iterator[Counter]:
    string = server.add_window("03", "620702", "--url", server.address)
    with counter_at(tmp_path / "counter", clock, string) as counter:
        yield counter


@pytest.fixture
def person(server: RunningServer, counter: Counter) -> str:
    """The login of somebody who has signed in here once."""
    words = ("add-staff", "李静", "--sign-in", "LiJing", *HALL)
    first = server.command(*words).splitlines()[-1]
    counter.sign_in("lijing", first, OWN)
    return "lijing"


def refused(counter: Counter, login: str, password: str, new: str = "") -> tuple[Entry, int]:
    with pytest.raises(CounterError) as caught:
        counter.sign_in(login, password, new)
    return caught.value.entry, int(caught.value.facts.get("number", 0))


def test_who_signs_in_online_acts_under_a_session(counter: Counter, person: str) -> None:
    signed_in = counter.sign_in(person.upper(), OWN)
    assert signed_in.is_online
    assert (signed_in.clerk.name, signed_in.clerk.role) == ("李静", Role.CLERK)
    assert len(signed_in.clerk.session) == 43
    assert signed_in.clerk.session not in repr(signed_in)
    assert counter.renew(signed_in.clerk.session) > stamp(system_clock())
    counter.sign_out(signed_in.clerk.session)
    with pytest.raises(CounterError) as caught:
        counter.renew(signed_in.clerk.session)
    assert caught.value.entry is SESSION_OVER


def test_a_first_password_does_nothing_but_change(server: RunningServer, counter: Counter) -> None:
    assert not has_people(counter.desk)
    words = ("add-staff", "马兰", "--sign-in", "malan", *HALL)
    first = server.command(*words).splitlines()[-1]
    assert refused(counter, "malan", first)[0] is PASSWORD_FIRST
    assert refused(counter, "malan", first, "short")[0] is PASSWORD_WEAK
    assert people_here(counter.desk) == []
    counter.sign_in("malan", first, OWN)
    assert has_people(counter.desk)
    assert not is_trial(counter.desk)
    assert [each.name for each in people_here(counter.desk)] == ["马兰"]


def test_without_the_line_the_last_password_holds_for_a_fortnight(
    server: RunningServer, counter: Counter, person: str, clock: SettableClock
) -> None:
    server.stop()
    signed_in = counter.sign_in(person, OWN)
    assert not signed_in.is_online
    assert (signed_in.clerk.name, signed_in.clerk.session) == ("李静", "")
    assert refused(counter, "malan", OWN)[0] is OFFLINE_NOT_HERE
    assert refused(counter, person, OWN, "Another-1")[0] is PASSWORD_NEEDS_SERVER
    clock.advance(days=13, hours=23)
    assert counter.sign_in(person, OWN)
    clock.advance(hours=2)
    assert refused(counter, person, OWN)[0] is OFFLINE_OVER


def test_a_clock_that_is_set_back_makes_no_sign_in_younger(
    server: RunningServer, counter: Counter, person: str, clock: SettableClock
) -> None:
    server.stop()
    clock.advance(days=15)
    receive_one(counter)
    clock.advance(days=-15)
    assert refused(counter, person, OWN)[0] is OFFLINE_OVER


def _lock(counter: Counter, person: str) -> None:
    told = [refused(counter, person, "wrong-1") for _ in range(5)]
    assert told == [(OFFLINE_WRONG, left) for left in (4, 3, 2, 1, 0)]
    assert refused(counter, person, OWN)[0] is OFFLINE_LOCKED


def test_a_lock_runs_down_only_while_the_program_runs(
    server: RunningServer, counter: Counter, person: str, clock: SettableClock, tmp_path: Path
) -> None:
    server.stop()
    _lock(counter, person)
    for hours in (-3, 6):
        clock.advance(hours=hours)
        assert refused(counter, person, OWN)[0] is OFFLINE_LOCKED
    with counter_at(tmp_path / "counter", clock, "") as again:
        assert refused(again, person, OWN)[0] is OFFLINE_LOCKED
        seconds = [0.0]
        running = Running(lambda: seconds[0])
        for passed in (400.0, 899.0):
            seconds[0] = passed
            running.count(again.desk)
            assert refused(again, person, OWN)[0] is OFFLINE_LOCKED
        seconds[0] = 900.5
        running.count(again.desk)
        assert again.sign_in(person, OWN)
        assert refused(again, person, "wrong-1") == (OFFLINE_WRONG, 4)


def test_a_lock_runs_down_by_the_servers_time_from_its_first_word_on(
    server: RunningServer, counter: Counter, person: str, clock: SettableClock
) -> None:
    server.stop()
    _lock(counter, person)

    def says(**later: float) -> None:
        moment = clock.moment + timedelta(**later)
        with counter.desk.store.transaction() as connection:
            write_note(connection, Note.SERVER_CLOCK, f"{stamp(moment)} {stamp(clock())}")

    for later in ({"hours": 2}, {"hours": 2, "minutes": 14}):
        says(**later)
        assert refused(counter, person, OWN)[0] is OFFLINE_LOCKED
    says(hours=2, minutes=15)
    assert counter.sign_in(person, OWN)


def test_a_right_password_gives_all_tries_back(
    server: RunningServer, counter: Counter, person: str
) -> None:
    server.stop()
    for _ in range(3):
        refused(counter, person, "wrong-1")
    counter.sign_in(person, OWN)
    assert refused(counter, person, "wrong-1") == (OFFLINE_WRONG, 4)


def test_whom_the_server_shuts_out_does_not_come_in_without_it(
    server: RunningServer, counter: Counter, person: str
) -> None:
    server.command("lock-staff", person)
    assert refused(counter, person, OWN)[0] is STAFF_LOCKED
    server.stop()
    assert refused(counter, person, OWN)[0] is OFFLINE_NOT_HERE


def test_a_password_that_was_given_out_anew_ends_the_old_one_here_too(
    server: RunningServer, counter: Counter, person: str
) -> None:
    server.command("reset-password", person)
    assert refused(counter, person, "wrong-1") == (SIGN_IN_WRONG, 4)
    assert [each.login for each in people_here(counter.desk)] == [person]
    assert refused(counter, person, OWN) == (SIGN_IN_WRONG, 3)
    assert people_here(counter.desk) == []
    server.stop()
    assert refused(counter, person, OWN)[0] is OFFLINE_NOT_HERE


def test_the_servers_lock_is_told_with_its_minutes(counter: Counter, person: str) -> None:
    for _ in range(5):
        refused(counter, person, "wrong-1")
    assert refused(counter, person, OWN) == (SIGN_IN_LOCKED, 15)


def test_another_string_forgets_who_was_here(
    server: RunningServer, counter: Counter, person: str
) -> None:
    enrol(counter.desk, server.add_window("04", "620702", "--url", server.address))
    assert people_here(counter.desk) == []
    assert counter.sign_in(person, OWN).is_online


def test_a_server_of_before_has_no_people(tmp_path: Path, clock: SettableClock) -> None:
    head = Head(server=SERVER, epoch="0" * 16, time=stamp(clock()))
    known = msgspec.json.encode(EnrolAnswer(head=head))
    not_there = msgspec.json.encode(ErrorAnswer(code="not_found", message="", advice=""))

    def answer(path: str, _body: bytes) -> tuple[int, bytes]:
        return (200, known) if path.endswith("/enrol") else (404, not_there)

    with answering(answer) as address:
        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path / "counter", clock, string) as counter:
            assert refused(counter, "lijing", OWN)[0] is NO_PEOPLE


def test_a_trial_has_its_people_without_a_password(tmp_path: Path, clock: SettableClock) -> None:
    server = RunningServer(tmp_path / "trial")
    try:
        server.stop()
        server.command("found-trial")
        server.start()
        string = server.add_window("03", "620702", "--url", server.address)
        with counter_at(tmp_path / "of-trial", clock, string) as counter:
            assert is_trial(counter.desk)
            assert counter.sign_in("zhouying", "").clerk.role is Role.COUNTY_LEAD
            server.stop()
            assert counter.sign_in("zhouying", "").clerk.name == "周颖"
            assert not counter.sign_in("lijing", "").is_online
            server.start()
            online = counter.sign_in("lijing", "").clerk
            assert online.session
            assert counter.desk.window()
            assert {each.staff_id for each in people_here(counter.desk)} >= {online.staff_id}
            assert len(people_here(counter.desk)) == 2
    finally:
        server.close()


def test_each_sign_in_here_and_each_refusal_is_on_record(
    server: RunningServer, counter: Counter, person: str
) -> None:
    signed_in = counter.sign_in(person, OWN)
    server.stop()
    counter.sign_in(person, OWN)
    assert refused(counter, person, "wrong")[0] is OFFLINE_WRONG
    with counter.desk.store.reading() as connection:
        told = [
            (entry.did, json.loads(entry.detail))
            for entry in entries(connection)
            if entry.staff_id == signed_in.clerk.staff_id
        ]
    assert told == [
        ("signed_in", {"kind": "online"}),
        ("signed_in", {"kind": "online"}),
        ("signed_in", {"kind": "offline"}),
        ("denied", {"code": "people_offline_wrong", "kind": "sign_in"}),
    ]
