"""A clerk's hands for tests: typing as a keyboard or an input method does."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from counter_app.demo.hands import go_on
from tests.patience import PATIENCE


def focus() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def write(text: str, widget: QWidget | None = None) -> None:
    """Type a text: plain letters as keys, all else committed by an input method."""
    target = widget or focus()
    if text.isascii():
        QTest.keyClicks(target, text)
    else:
        compose(text, target)
        commit(text, target)


def compose(text: str, widget: QWidget | None = None) -> None:
    """Have characters under composition, not yet committed."""
    QApplication.sendEvent(widget or focus(), QInputMethodEvent(text, []))


def commit(text: str, widget: QWidget | None = None) -> None:
    """Let the input method commit a text."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget or focus(), event)


def press(key: Qt.Key, *, shift: bool = False, control: bool = False, alt: bool = False) -> None:
    """Press a key where the keyboard is."""
    modifiers = Qt.KeyboardModifier.NoModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    if control:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    if alt:
        modifiers |= Qt.KeyboardModifier.AltModifier
    QTest.keyClick(focus(), key, modifiers)


def settle() -> None:
    """Let the window do what is due."""
    for _ in range(3):
        QApplication.processEvents()


def gone(*objects: QObject) -> None:
    """Let these be taken apart now: what stays makes every later test's look slower."""
    for each in objects:
        each.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(condition: Callable[[], object]) -> None:
    """Let the window work until something holds; fails if it never does."""
    assert QApplication.instance(), "without a window wait by `tests.patience`"
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        go_on()


def seen(widget: QWidget) -> tuple[str, ...]:
    """What a widget says to whoever looks or listens: the words of each part that is shown."""
    parts = [each for each in widget.findChildren(QWidget) if each.isVisibleTo(widget)]
    words = [each.accessibleName() or getattr(each, "text", str)() for each in parts]
    return tuple(filter(None, words))


def button(widget: QWidget, begins: str) -> QAbstractButton | None:
    """The button to be seen in a widget whose name for a screen reader begins so."""
    found = widget.findChildren(QAbstractButton)
    named = (each for each in found if each.accessibleName().startswith(begins))
    return next((each for each in named if each.isVisible()), None)


def says(widget: QWidget, words: str) -> bool:
    """Whether some part of a widget says this, among other words."""
    return any(words in each for each in seen(widget))


@contextmanager
def drawings_of(kind: type[QWidget]) -> Iterator[Counter[QWidget]]:
    """How often each widget of a kind is drawn meanwhile."""
    application, counter = QApplication.instance(), _Drawings(kind)
    assert application is not None
    application.installEventFilter(counter)
    yield counter.times
    application.removeEventFilter(counter)


class _Drawings(QObject):
    def __init__(self, kind: type[QWidget]) -> None:
        super().__init__()
        self._kind = kind
        self.times: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, self._kind):
            self.times[watched] += 1
        return False
