"""Parts of the page after receiving: a sentence with its sign, an act as a line, space."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from counter_app.ui.widgets.glyphs import Glyph, GlyphLabel
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.parts import cut_label
from counter_app.ui.widgets.theme.ring import has_tint, paint_ring
from counter_app.ui.widgets.theme.sizes import GLYPH
from counter_app.ui.widgets.theme.tokens import Token, colour

SENTENCE, LOW_SENTENCE = 64, 54
LOW_SPACE = 6
_BESIDE = 12
_LINE = 44


class Space(QWidget):
    """Empty space that shrinks in a low window."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self.setFixedHeight(height)

    def be_low(self, low: bool) -> None:
        """Shrink, or stand as usual."""
        self.setFixedHeight(LOW_SPACE if low else self._height)


class Sentence(QWidget):
    """A sign, what is so, and what that means."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(SENTENCE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sign = GlyphLabel()
        left = QVBoxLayout()
        left.setContentsMargins(0, 6, 0, 0)
        left.addWidget(self._sign)
        left.addStretch(1)
        row.addLayout(left)
        self._title, self._detail = cut_label("", "strong"), cut_label("", "second")
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in (self._title, self._detail):
            text.setFixedHeight(26)
            words.addWidget(text)
        words.addStretch(1)
        row.addLayout(words, 1)

    def say(self, glyph: Glyph, title: str, detail: str) -> None:
        """Say it."""
        self._sign.show_glyph(glyph)
        self._title.setText(title)
        self._detail.setText(detail.removeprefix("，"))
        self.setAccessibleName(f"{glyph.value} {title} {detail}")


class NextBeside(QWidget):
    """The button that leads on, and beside it as many of the others as have room."""

    def __init__(self, first: QWidget, others: Sequence[QWidget]) -> None:
        super().__init__()
        self._first, self._others = first, tuple(others)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BESIDE)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for button in (first, *others):
            row.addWidget(button)
        row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """The others never make the page wider."""
        return self._first.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whom there is room for."""
        room = self.width() - self._first.sizeHint().width()
        for button in self._others:
            room -= _BESIDE + button.sizeHint().width()
            button.setVisible(room >= 0)


class ActLine(QAbstractButton):
    """A rarer act as a line: name, what it does, key."""

    def __init__(self, name: str, what: str, key: str, run: Callable[[], None]) -> None:
        super().__init__()
        self.setText(name)
        self._what, self._key = what, key
        self.setAccessibleName(name)
        self.setAccessibleDescription(what)
        self.setFixedHeight(_LINE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(partial(self._run, run))

    def _run(self, run: Callable[[], None], _: bool = False) -> None:
        run()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), colour(Token.TINT))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(16))
        painter.setPen(colour(Token.TEXT))
        painter.drawText(self.rect(), int(middle), self.text())
        painter.setFont(font(15))
        painter.setPen(colour(Token.SECOND))
        painter.drawText(self.rect().adjusted(80 + GLYPH, 0, 0, 0), int(middle), self._what)
        painter.drawText(self.rect(), int(middle | Qt.AlignmentFlag.AlignRight), self._key)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(Token.LINE))
        if self.hasFocus() and not has_tint():
            paint_ring(painter, self.rect())
        painter.end()
