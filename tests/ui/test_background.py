"""Work off the window: in order, its result or its trouble back in the window's thread."""

import threading
from collections.abc import Iterator
from functools import partial
from weakref import finalize

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete

from counter_app.background.lanes import Background, Changed, Lane
from tests.patience import PATIENCE
from tests.ui.hands import gone, until


@pytest.fixture
def background(look: QApplication) -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


def test_a_lane_works_in_order_off_the_window(background: Background) -> None:
    done: list[tuple[int, bool]] = []
    here = threading.get_ident()
    for number in range(20):
        background.read(partial(_number_and_thread, number, here), done.append)
    until(lambda: len(done) == 20)
    assert done == [(number, True) for number in range(20)]


def test_what_it_changed_is_told_after_the_result(background: Background) -> None:
    told: list[object] = []
    background.changed.connect(told.append)
    changed = Changed(drafts=True)
    background.change(lambda: 7, changed, told.append)
    until(lambda: len(told) == 2)
    assert told == [7, changed]


def test_a_trouble_comes_back_and_changes_nothing(background: Background) -> None:
    told: list[object] = []
    background.changed.connect(told.append)
    failed: list[Exception] = []
    background.change(lambda: 1 // 0, Changed(cases=True), told.append, failed.append)
    until(lambda: failed)
    assert isinstance(failed[0], ZeroDivisionError)
    assert told == []


def test_a_trouble_nobody_waits_for_is_unexpected(background: Background) -> None:
    told: list[Exception] = []
    background.unexpected.connect(told.append)
    background.change(lambda: 1 // 0, Changed())
    until(lambda: told)
    assert background.is_idle()


def test_a_slow_line_holds_up_no_draft(background: Background) -> None:
    answer = threading.Event()
    done: list[str] = []
    background.read(lambda: answer.wait(PATIENCE) and "network", done.append, lane=Lane.NETWORK)
    background.read(lambda: "store", done.append)
    until(lambda: done == ["store"])
    answer.set()
    until(lambda: done == ["store", "network"])


def test_closing_finishes_what_was_begun_and_takes_nothing_more(look: QApplication) -> None:
    background = Background()
    written: list[int] = []
    for number in range(5):
        background.change(partial(written.append, number), Changed())
    background.close()
    assert written == [0, 1, 2, 3, 4]
    background.change(lambda: written.append(9), Changed())
    assert written == [0, 1, 2, 3, 4]


def test_a_qt_object_that_nobody_needs_is_never_collected_by_another_thread(
    background: Background,
) -> None:
    where: list[int] = []
    circles = [_Circle() for _ in range(1000)]
    for circle in circles:
        finalize(circle, lambda: where.append(threading.get_ident()))
    del circles, circle
    done: list[int] = []
    background.read(_make_much, done.append)
    until(lambda: done and _litter() and len(where) == 1000)
    assert set(where) == {threading.get_ident()}


def test_what_only_a_job_knows_goes_in_the_windows_thread(background: Background) -> None:
    where: list[int] = []
    for _ in range(200):
        background.read(lambda: None, partial(_look_at, _watched(where)))
    until(lambda: len(where) == 200)
    assert set(where) == {threading.get_ident()}


class _Circle(QObject):
    """Refers to itself: only the garbage collector finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself: QObject = self


def _watched(where: list[int]) -> _Circle:
    """One without a circle that tells in which thread it goes."""
    watched = _Circle()
    watched.itself = QObject()
    finalize(watched, lambda: where.append(threading.get_ident()))
    return watched


def _look_at(watched: QObject, _: object) -> None:
    assert watched.thread() is not None


def _litter() -> int:
    """More of it, so that there is enough to be worth a look."""
    return len([_Circle() for _ in range(100)])


def _make_much() -> int:
    """Enough for Python to look for garbage many times, if it is left to."""
    return len([[number] for number in range(200_000)])


def _number_and_thread(number: int, window: int) -> tuple[int, bool]:
    return number, threading.get_ident() != window


def test_a_screen_that_was_left_is_not_called(background: Background) -> None:
    left, told = QLabel(), QLabel()
    waiting = threading.Event()
    background.read(lambda: str(waiting.wait(PATIENCE)), left.setText)
    background.read(lambda: "da", partial(QLabel.setText, told))
    delete(left)
    waiting.set()
    until(lambda: told.text() == "da")
    gone(told)
