"""The demonstration's hands: keys go to the widget that has the keyboard, as on a real desk.

Chinese is committed as an input method does. Must not call anything of the window itself.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Key = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


PATIENCE_SECONDS = 60.0
"""Far beyond what a busy machine needs: only a demonstration that is stuck waits so long."""
_LOOKS_MILLISECONDS = 5


class StuckError(Exception):
    """Something that should have happened did not."""


def focus() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise StuckError("没有焦点")
    return widget


def press(key: Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    """Press one key."""
    QTest.keyClick(focus(), key, modifier)
    settle()


def write(text: str) -> None:
    """Type a text over what stands there."""
    target = focus()
    QTest.keyClick(target, Key.Key_A, CONTROL)
    if text.isascii():
        QTest.keyClicks(target, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)
    settle()


def settle() -> None:
    """Let the window do what is due."""
    for _ in range(2):
        QApplication.processEvents()


def until(condition: Callable[[], object], what: str) -> None:
    """Let the window work until something holds.

    Raises:
        StuckError: it did not in time; `what` says in words what was waited for.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise StuckError(f"没等到：{what}")
        go_on()


def go_on() -> None:
    """Let the window work for a moment.

    Not by QTest.qWait: that keeps Python's lock from the threads that are waited for. What is to be
    taken apart is, as where a loop runs all the time.
    """
    loop = QEventLoop()
    QTimer.singleShot(_LOOKS_MILLISECONDS, loop.quit)
    loop.exec()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
