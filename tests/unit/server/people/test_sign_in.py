"""Signing in at the server: first passwords, wrong ones, locks by the server's time, sessions."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from central_server.people.bounds import DEVICE_TRIES
from central_server.people.sessions import end_session, get_session, renew_session
from counter_app.basics.catalogue.people import (
    LOGIN_MALFORMED,
    LOGIN_TAKEN,
    LOGIN_UNKNOWN,
    PASSWORD_FIRST,
    PASSWORD_WEAK,
    SESSION_OVER,
    SIGN_IN_LOCKED,
    SIGN_IN_WRONG,
    STAFF_LOCKED,
)
from counter_app.basics.errors import CounterError, Entry
from tests.unit.server.people.town import GIVEN, HERE, OWN, THERE, Town


def refused(town: Town, login: str, password: str, **more: str) -> tuple[Entry, int]:
    with pytest.raises(CounterError) as caught:
        town.sign_in(login, password, **more)
    return caught.value.entry, int(caught.value.facts["number"])


def test_a_first_password_can_only_change_itself(town: Town) -> None:
    town.add("620702-0317")
    assert refused(town, "620702-0317", GIVEN)[0] is PASSWORD_FIRST
    for weak in ("short1", "onlyletters", "12345678", "x620702-0317x", GIVEN):
        assert refused(town, "620702-0317", GIVEN, new=weak)[0] is PASSWORD_WEAK
    assert town.sign_in("620702-0317", GIVEN, new=OWN).person.name == "李静"
    assert refused(town, "620702-0317", GIVEN)[0] is SIGN_IN_WRONG
    assert town.sign_in("620702-0317").person.name == "李静"


def test_a_login_and_a_password_are_the_same_however_wide_they_are_typed(town: Town) -> None:
    town.add("LiJing")
    town.sign_in("ＬＩＪＩＮＧ ", GIVEN, new="Abc123!x")
    assert town.sign_in("lijing", "Ａｂｃ１２３！ｘ").person.login == "lijing"
    with pytest.raises(CounterError) as caught:
        town.add("ｌｉｊｉｎｇ")
    assert caught.value.entry is LOGIN_TAKEN


@pytest.mark.parametrize("login", ["", "a", "li jing", "x" * 41, "a\nb"])
def test_a_login_that_nobody_can_type_is_refused(town: Town, login: str) -> None:
    with pytest.raises(CounterError) as caught:
        town.add(login)
    assert caught.value.entry is LOGIN_MALFORMED


@pytest.mark.parametrize("login", ["wangmin", "nobody"])
def test_who_is_known_and_who_is_not_are_told_alike_and_locked_alike(
    town: Town, login: str
) -> None:
    town.settled("wangmin")
    told = [refused(town, login, "wrong-1") for _ in range(5)]
    assert told == [(SIGN_IN_WRONG, left) for left in (4, 3, 2, 1, 0)]
    assert refused(town, login, OWN) == (SIGN_IN_LOCKED, 15)
    town.clock.advance(minutes=14, seconds=30)
    assert refused(town, login, OWN) == (SIGN_IN_LOCKED, 1)


def test_a_lock_is_over_after_its_time_and_not_before(town: Town) -> None:
    town.settled("wangmin")
    for _ in range(5):
        refused(town, "wangmin", "wrong-1")
    town.clock.advance(hours=-5)
    assert refused(town, "wangmin", OWN)[0] is SIGN_IN_LOCKED
    town.clock.advance(hours=5, minutes=16)
    assert town.sign_in("wangmin")


def test_tries_of_long_ago_and_before_a_right_one_do_not_count(town: Town) -> None:
    town.settled("wangmin")
    for _ in range(4):
        refused(town, "wangmin", "wrong-1")
    town.sign_in("wangmin")
    assert refused(town, "wangmin", "wrong-1") == (SIGN_IN_WRONG, 4)
    town.clock.advance(minutes=16)
    assert refused(town, "wangmin", "wrong-1") == (SIGN_IN_WRONG, 4)


def test_who_asks_many_times_at_once_has_no_try_more(town: Town) -> None:
    town.settled("wangmin")
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: refused(town, "wangmin", "wrong-1")[0], range(8)))
    assert told.count(SIGN_IN_WRONG) == 5
    assert told.count(SIGN_IN_LOCKED) == 3


def test_a_machine_that_guesses_at_many_logins_is_held_up(town: Town) -> None:
    town.settled("wangmin")
    for number in range(DEVICE_TRIES):
        refused(town, f"guess{number}", "wrong-1")
    assert refused(town, "wangmin", OWN)[0] is SIGN_IN_LOCKED
    assert town.sign_in("wangmin", device=THERE)


def test_another_password_from_the_administrator_unlocks_and_ends_what_was_open(
    town: Town,
) -> None:
    town.settled("wangmin")
    token = town.sign_in("wangmin").token
    for _ in range(5):
        refused(town, "wangmin", "wrong-1")
    town.reset("wangmin")
    assert _is_over(town, token)
    assert refused(town, "wangmin", GIVEN)[0] is PASSWORD_FIRST
    assert town.sign_in("wangmin", GIVEN, new="Another-1")


def test_who_is_locked_is_told_so_only_after_the_right_password(town: Town) -> None:
    town.settled("wangmin")
    token = town.sign_in("wangmin").token
    assert town.lock("wangmin")
    assert not town.lock("wangmin")
    assert _is_over(town, token)
    assert refused(town, "wangmin", OWN)[0] is STAFF_LOCKED
    assert refused(town, "wangmin", "wrong-1")[0] is SIGN_IN_WRONG
    with pytest.raises(CounterError) as caught:
        town.lock("nobody")
    assert caught.value.entry is LOGIN_UNKNOWN


def test_a_session_holds_half_a_day_at_its_device_and_is_renewed_for_a_day(town: Town) -> None:
    town.settled("wangmin")
    token = town.sign_in("wangmin").token
    assert _is_over(town, token, THERE)
    town.clock.advance(hours=11)
    renewed = _renew(town, token)
    assert renewed == "2026-11-25T08:00:00.000+08:00"
    town.clock.advance(hours=11)
    assert _renew(town, token) == "2026-11-25T09:00:00.000+08:00"
    town.clock.advance(hours=2)
    assert _is_over(town, token)
    with pytest.raises(CounterError) as caught:
        _renew(town, token)
    assert caught.value.entry is SESSION_OVER


def test_who_signs_out_is_out_and_may_say_it_twice(town: Town) -> None:
    town.settled("wangmin")
    token = town.sign_in("wangmin").token
    now = town.server.now()
    ends = [
        town.server.writer.submit(lambda c: end_session(c, token, HERE, now)).result()
        for _ in range(2)
    ]
    assert [bool(each) for each in ends] == [True, False]
    assert _is_over(town, token)


def _is_over(town: Town, token: str, device: str = HERE) -> bool:
    now = town.server.now()
    asked = town.server.writer.submit(lambda c: get_session(c, token, device, now))
    over = asked.exception()
    return isinstance(over, CounterError) and over.entry is SESSION_OVER


def _renew(town: Town, token: str) -> str:
    now = town.server.now()
    return (
        town.server.writer.submit(lambda c: renew_session(c, token, HERE, now)).result().expires_at
    )
