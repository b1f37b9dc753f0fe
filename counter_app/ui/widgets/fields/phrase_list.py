"""Phrases beneath a text: a digit or Enter puts one where the caret is, Esc goes back.

Must not know what kind of text it is.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListWidget, QWidget

from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.tokens import Token, colour

_ROW, _EDGE, _WIDEST, _NARROWEST = 36, 1, 640, 320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@runtime_checkable
class Writable(Protocol):
    """A text into which something can be put as if it was typed."""

    composing: bool

    def write(self, text: str) -> None:
        """Put it where the caret is."""


class PhraseList(QListWidget):
    """Over the window while a phrase is chosen; has the keyboard then."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("choices")
        self.setFont(font(16))
        self.setAccessibleName("常用语")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text: QWidget | None = None
        self._phrases: tuple[str, ...] = ()
        self._window_size = QSize()
        self.itemClicked.connect(lambda _: self._take(self.currentRow()))
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a window of another size the text is elsewhere; Qt may tell a size that it had."""
        resized = event.type() == QEvent.Type.Resize and self.isVisible()
        if resized and self._window_size != self.window().size():
            self._back()
        return False

    def offer(self, text: QWidget, phrases: Sequence[str]) -> None:
        """Offer these for a text, the first one current."""
        self._text, self._phrases = text, tuple(phrases)
        self._window_size = self.window().size()
        self.clear()
        self.addItems([f"{at}  {each}" for at, each in enumerate(phrases, start=1)])
        for at, each in enumerate(phrases):
            self.item(at).setToolTip(each)
        self._place(text)
        self.setCurrentRow(0)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """No key is an act's while a phrase is chosen."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the phrases, then the edge."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(colour(Token.EDGE), 1))
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose at once, Enter the current one, Esc none."""
        at = event.key() - Qt.Key.Key_1
        if event.key() in _ENTER:
            self._take(self.currentRow())
        elif 0 <= at < len(self._phrases):
            self._take(at)
        elif event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere closes it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()

    def _take(self, at: int) -> None:
        text = self._back()
        if isinstance(text, Writable) and 0 <= at < len(self._phrases):
            text.write(self._phrases[at])

    def _back(self) -> QWidget | None:
        """The keyboard to the text, its caret where it was."""
        text, self._text = self._text, None
        self.hide()
        if text is not None:
            text.setFocus(Qt.FocusReason.PopupFocusReason)
        return text

    def _place(self, text: QWidget) -> None:
        """Beneath the text, or above it where there is more room."""
        window = self.parentWidget()
        assert window is not None
        corner = text.mapTo(window, QPoint(0, 0))
        height = _ROW * self.count() + 2 * _EDGE
        wide = max(_NARROWEST, min(_WIDEST, text.width()))
        left = max(0, min(corner.x(), window.width() - wide))
        below = corner.y() + text.height()
        top = below if below + height <= window.height() else max(0, corner.y() - height)
        self.setGeometry(QRect(left, top, wide, height))
