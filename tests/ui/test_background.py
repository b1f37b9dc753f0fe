"""Work off the window: in order, its result or its trouble back in the window's thread."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete

from counter_app.background.lanes import Background, Changed, Lane
from tests.patience import PATIENCE
from tests.ui.hands import until


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
    told.deleteLater()
