"""The sign-in place and the lock, by key: who comes in, what is told, what is covered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from counter_app.basics.catalogue.people import (
    NO_WORKPLACE,
    OFFLINE_NOT_HERE,
    OFFLINE_WRONG,
    PASSWORD_FIRST,
    SIGN_IN_WRONG,
)
from counter_app.basics.clock import Clock, stamp, system_clock
from counter_app.basics.errors import CounterError
from counter_app.basics.passwords import make_verifier
from counter_app.bootstrap import Counter
from counter_app.cases.rights import HeldRole
from counter_app.desk.clerks import Clerk
from counter_app.desk.seat_word import leave_word, take_word
from counter_app.ui.application import Front
from counter_app.ui.gallery.samples import sample_enrolment
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.shell.clerk import ClerkPlace
from counter_app.ui.shell.sign_in import SignInPlace
from counter_app.ui.shell.signed_in import may_sit
from counter_app.wire.enrolment import read_enrolment, write_enrolment
from local_db.staff import KnownPerson, keep_person
from tests.ui import counter
from tests.ui.hands import focus, press, says, seen, settle, until, write
from tests.unit.server.running_server import RunningServer

OWN = "Own-pass-1"
Key = Qt.Key
Prepare = Callable[[Counter], None]


def _string(people: str) -> str:
    bare = read_enrolment(sample_enrolment())
    return write_enrolment(msgspec.structs.replace(bare, people=people))


def _knows_li_jing(opened: Counter) -> None:
    """Somebody has signed in here before, under OWN."""
    now = opened.desk.now()
    person = KnownPerson(
        staff_id="01a21ab3-c7cc-7389-a284-5862102a54a7",
        login="620702-0317",
        name="李静",
        roles=(HeldRole("clerk", "620702"),),
        verifier=make_verifier(OWN),
        verified_at=stamp(now),
        valid_until=stamp(now + timedelta(days=14)),
        used_at=stamp(now),
    )
    with opened.desk.store.transaction() as connection:
        keep_person(connection, person)


@contextmanager
def shown(
    folder: Path, clock: Clock, string: str, prepare: Prepare | None = None
) -> Iterator[Front]:
    """The window before anybody sits at it."""

    def open_it() -> Counter:
        opened = counter.a_counter(folder, clock, string)
        if prepare:
            prepare(opened)
        return opened

    front = Front(open_it)
    front.window.show()
    front.window.open_at(0)
    try:
        until(lambda: isinstance(front.window.place(), SignInPlace))
        settle()
        yield front
    finally:
        counter.end(front)


@pytest.fixture
def front(look: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Front]:
    """At a counter where 李静 has signed in before; its server is out of reach."""
    with shown(tmp_path, clock, _string("staff"), _knows_li_jing) as front:
        yield front


def sign_in(front: Front) -> None:
    write(OWN)
    press(Key.Key_Return)
    until(lambda: front.opening)
    counter.idle(front)


def test_one_key_is_enough_for_somebody_of_a_trial(
    look: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with shown(tmp_path, clock, _string("trial")) as front:
        assert says(front.window, "王敏")
        press(Key.Key_1, alt=True)
        until(lambda: front.opening)
        assert front.opening
        assert (front.opening.clerk.name, front.opening.clerk.login) == ("李静", "lijing")


def test_a_role_of_a_later_program_has_no_workplace_here() -> None:
    newer = Clerk("1" * 32, "某人", roles=(HeldRole("archivist", "620702"),))
    with pytest.raises(CounterError) as error:
        may_sit(newer)
    assert error.value.entry is NO_WORKPLACE


def test_a_trial_that_began_before_its_server_finds_it_later(
    look: QApplication, tmp_path: Path
) -> None:
    server = RunningServer(tmp_path / "server")
    try:
        words = ("add-window", "03", "--trial", "--region", "620702", "--url", server.address)
        string = server.command(*words).splitlines()[-1]
        server.stop()
        with shown(tmp_path, system_clock, string) as front:
            press(Key.Key_1, alt=True)
            until(lambda: front.opening)
            assert front.guarding
            assert front.guarding.session == ""
            server.start()
            front.guarding.seek_session()
            until(lambda: front.guarding and front.guarding.session)
    finally:
        server.close()


def test_without_the_server_the_last_password_lets_in_and_a_wrong_one_says_what_is_left(
    front: Front,
) -> None:
    place = front.window.place()
    assert isinstance(place, SignInPlace)
    assert says(place, "李静，窗口")
    write("wrong-1")
    press(Key.Key_Return)
    until(lambda: says(front.window, OFFLINE_WRONG.title))
    assert says(front.window, "再错 4 次")
    assert place.password.control.value() == ""
    sign_in(front)
    assert front.opening
    assert front.opening.clerk.roles == (HeldRole("clerk", "620702"),)


def test_whom_only_the_server_could_let_in_goes_on_under_a_name(front: Front) -> None:
    press(Key.Key_0, alt=True)
    write("somebody")
    press(Key.Key_Return)
    write(OWN)
    press(Key.Key_Return)
    until(lambda: says(front.window, OFFLINE_NOT_HERE.title))
    press(Key.Key_J, alt=True)
    assert isinstance(front.window.place(), ClerkPlace)
    write("马兰")
    press(Key.Key_Return)
    until(lambda: front.opening)
    assert front.opening
    assert (front.opening.clerk.name, front.opening.clerk.login) == ("马兰", "")
    assert front.guarding is None


def test_what_is_missing_is_asked_for_before_anybody_is(front: Front) -> None:
    press(Key.Key_Return)
    assert says(front.window, "写上口令")
    press(Key.Key_0, alt=True)
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert says(front.window, "写上工号")


def test_capitals_that_are_locked_are_told(front: Front) -> None:
    def type_letter(letter: str, held: Qt.KeyboardModifier) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_A, held, letter)
        QApplication.sendEvent(focus(), event)

    type_letter("A", Qt.KeyboardModifier.ShiftModifier)
    assert not says(front.window, "大写锁定开着")
    type_letter("A", Qt.KeyboardModifier.NoModifier)
    assert says(front.window, "大写锁定开着")
    type_letter("a", Qt.KeyboardModifier.NoModifier)
    assert not says(front.window, "大写锁定开着")


def test_a_first_password_asks_for_ones_own_twice(look: QApplication, tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "server")
    try:
        words = ("add-staff", "马兰", "--sign-in", "malan", "--role", "clerk", "--region", "620702")
        first = server.command(*words).splitlines()[-1]
        string = server.add_window("03", "620702", "--url", server.address)
        with shown(tmp_path, system_clock, string) as front:
            write("malan")
            press(Key.Key_Return)
            write("wrong-1")
            press(Key.Key_Return)
            until(lambda: says(front.window, SIGN_IN_WRONG.title))
            write(first)
            press(Key.Key_Return)
            until(lambda: says(front.window, PASSWORD_FIRST.title))
            write(OWN)
            press(Key.Key_Return)
            write("Own-pass-2")
            press(Key.Key_Return)
            assert says(front.window, "两遍不一样")
            write(OWN)
            press(Key.Key_Return)
            until(lambda: front.opening)
            assert front.opening
            assert front.opening.clerk.session
    finally:
        server.close()


def _begin_somebody(front: Front, name: str) -> ApplicantPlace:
    press(Key.Key_F3)
    write(name)
    until(lambda: any(each.tab().name == name for each in front.window.places))
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    return place


def test_the_lock_covers_everything_and_gives_the_caret_back(front: Front) -> None:
    sign_in(front)
    place = _begin_somebody(front, "周瑞安")
    press(Key.Key_Left)
    line = focus()
    press(Key.Key_L, control=True)
    assert front.window.has_lid
    assert not [each for each in seen(front.window) if "周瑞安" in each]
    assert not place.isVisible()
    for key in (Key.Key_F3, Key.Key_F2):
        press(key)
    press(Key.Key_1, alt=True)
    assert front.window.has_lid
    assert len(front.window.places) == 2
    write("wrong-1")
    press(Key.Key_Return)
    until(lambda: says(front.window, OFFLINE_WRONG.title))
    write(OWN)
    press(Key.Key_Return)
    until(lambda: not front.window.has_lid)
    assert front.window.place() is place
    assert focus() is line
    write("心")
    assert any(each.tab().name == "周瑞心安" for each in front.window.places)


def test_a_window_where_nobody_does_anything_locks_itself(
    look: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with shown(tmp_path, clock, _string("staff"), _knows_li_jing) as front:
        sign_in(front)
        assert front.guarding
        front.guarding.lock_after(0.001)
        until(lambda: front.window.has_lid)
        assert says(front.window, "分钟没有操作")


def test_somebody_else_may_sit_down_and_what_was_begun_is_parked(front: Front) -> None:
    wanted: list[bool] = []
    front.leave_wanted.connect(lambda: wanted.append(True))
    sign_in(front)
    press(Key.Key_L, control=True)
    press(Key.Key_0, alt=True)
    assert wanted == [True]


def test_whoever_sat_here_goes_on_once_where_the_window_is_begun_anew(front: Front) -> None:
    sign_in(front)
    assert front.opening
    desk, clerk = front.opening.counter.desk, front.opening.clerk
    word = leave_word(desk, clerk)
    assert take_word(desk, "another") is None
    assert take_word(desk, word) is None
    word = leave_word(desk, clerk)
    assert take_word(desk, word) == clerk
    assert take_word(desk, word) is None
