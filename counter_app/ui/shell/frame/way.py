"""The way at the left: who it is about, and the eight parts with counts and signs."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from counter_app.documents.glyphs import in_signs
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.painted import fill, tell_whole
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import (
    FULL_WAY_FROM,
    SELECTION_BAR,
    WAY,
    WAY_ITEM,
    WAY_RAIL,
)
from counter_app.ui.widgets.theme.tokens import Token, colour

_V = Qt.AlignmentFlag.AlignVCenter
_GAP = 8


class Stand(NamedTuple):
    """How far a part is: its sign, and how much is to be done, with its measure."""

    glyph: Glyph | None = None
    todo: str = ""


class WayItem(QAbstractButton):
    """One line of the left column; `number` may be empty."""

    def __init__(self, number: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setText(text)
        self.stand = Stand()
        self.current = False
        self.setFixedHeight(WAY_ITEM)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stand(self, stand: Stand, *, current: bool) -> None:
        """Show how far the part is and whether it is the one that is open."""
        if (stand, current) != (self.stand, self.current):
            self.stand, self.current = stand, current
            words = (self.text(), stand.todo, stand.glyph.value if stand.glyph else "")
            self.setAccessibleName(" ".join(filter(None, words)))
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(WAY_RAIL, WAY_ITEM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, number, name, what is to be done and sign."""
        painter = QPainter(self)
        if self.current:
            fill(painter, self.rect(), Token.SURFACE)
            fill(painter, QRect(0, 0, SELECTION_BAR, self.height()), Token.ACCENT)
        rail = self.width() < WAY
        self._paint_words(painter, rail)
        if self.stand.glyph:
            x = 31 if rail else self.width() - 32
            paint_glyph(painter, self.stand.glyph, x, (self.height() - 16) / 2)
        painter.end()

    def _paint_words(self, painter: QPainter, rail: bool) -> None:
        left = 12 if rail else 24
        painter.setFont(font(14))
        painter.setPen(colour(Token.TEXT if rail and self.current else Token.SECOND))
        painter.drawText(QRect(left, 0, 20, self.height()), int(_V), self._number)
        if rail:
            return
        wrong = self.stand.glyph is Glyph.WRONG
        small, right = font(14, strong=wrong), self.width() - (39 if self.stand.glyph else 24)
        todo = QFontMetrics(small).horizontalAdvance(self.stand.todo)
        painter.setFont(font(16, strong=self.current))
        painter.setPen(colour(Token.TEXT))
        x = 44 if self._number else 24
        room = right - x - (todo + _GAP if todo else 0)
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        tell_whole(self, self.text(), name)
        painter.drawText(QRect(x, 0, room, self.height()), int(_V), name)
        if self.stand.todo:
            painter.setFont(small)
            painter.setPen(colour(Token.ERR if wrong else Token.SECOND))
            where = int(_V | Qt.AlignmentFlag.AlignRight)
            painter.drawText(QRect(0, 0, right, self.height()), where, self.stand.todo)


class LeftColumn(QWidget):
    """A name, two lines beneath it, items, and a whisper at the foot."""

    chosen = Signal(int)
    """Which item was clicked, counted from 0."""

    def __init__(
        self, whisper: str = "", parent: QWidget | None = None, *, rails: bool = True
    ) -> None:
        """`rails`: its items are still told apart without their names."""
        super().__init__(parent)
        self._rails = rails
        named(self, "way")
        self.setFixedWidth(WAY)
        self.items: list[WayItem] = []
        self.name = cut_label("", "page")
        self.first_line = cut_label("", "second")
        self.second_line = label("", "second")
        self._whisper = label(whisper, "quiet")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 18, 0, 17)
        self._column.setSpacing(0)
        for text, height in ((self.name, 36), (self.first_line, 20), (self.second_line, 28)):
            text.setContentsMargins(24, 0, 8, 0)
            text.setFixedHeight(height)
            self._column.addWidget(text)
        self._space = self._column.count()
        self._column.addSpacing(14)
        self._items = QVBoxLayout()
        self._items.setSpacing(0)
        self._column.addLayout(self._items)
        self._column.addStretch(1)
        self._whisper.setContentsMargins(24, 0, 0, 0)
        self._column.addWidget(self._whisper)

    def whisper(self, text: str) -> None:
        """Tell the keys of the column."""
        self._whisper.setText(text)

    def about(self, name: str, first: str, second: str = "") -> None:
        """Say whom or what the column is about."""
        targets = (self.name, self.first_line, self.second_line)
        for target, text in zip(targets, map(in_signs, (name, first, second)), strict=True):
            if target.text() != text:
                target.setText(text)
        self.second_line.setVisible(bool(second) and not self.is_rail())

    def add(self, number: str, text: str) -> WayItem:
        """Add an item at the end."""
        item = WayItem(number, text, self)
        item.clicked.connect(partial(self.chosen.emit, len(self.items)))
        self.items.append(item)
        self._items.addWidget(item)
        return item

    def put(self, widget: QWidget) -> None:
        """A widget of a screen's own in the place of items."""
        self._items.addWidget(widget)

    def is_rail(self) -> bool:
        """Whether only numbers and signs have room."""
        return self.width() < WAY

    def fit(self, window_width: int) -> None:
        """Become a rail in a narrow window."""
        rail = self._rails and window_width < FULL_WAY_FROM
        self.setFixedWidth(WAY_RAIL if rail else WAY)
        for part in (self.name, self.first_line, self._whisper):
            part.setVisible(not rail)
        self.second_line.setVisible(not rail and bool(self.second_line.text()))
