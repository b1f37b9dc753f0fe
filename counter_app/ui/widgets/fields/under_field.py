"""A field whose label stands first in the line beneath it, where there is no room beside.

The label stays there when a hint or an error follows it; what does not fit is told by `rest`.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.glyphs import Glyph, glyph_token, paint_glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import FIELD, GLYPH, MESSAGE
from counter_app.ui.widgets.theme.tokens import Token, colour

UNDER_FIELD = FIELD + MESSAGE
_GAP = 8
_SIGN = GLYPH + 5


class UnderField(QWidget):
    """Control above, label and message below; 56 high, nothing in it moves."""

    def __init__(self, key: str, label: str, control: Control, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.label, self.control = key, label, control
        self.message = NOTHING
        control.setParent(self)
        control.describe(label, "")
        self.setFixedHeight(UNDER_FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, message: Message) -> None:
        """Follow the label with a message."""
        if message != self.message:
            self.message = message
            self.control.show_state("wrong" if message.glyph is Glyph.WRONG else "")
            self.control.describe(self.label, message.text)
            if message.glyph is Glyph.WRONG:
                announce(self, f"{self.label}，{message.text}")
            self.update()

    def rest(self) -> Message:
        """The message where it has no room here, else nothing."""
        return NOTHING if self._fits() else self.message

    def sizeHint(self) -> QSize:
        """As wide as its place."""
        return QSize(60, UNDER_FIELD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the control above."""
        self.control.setGeometry(0, 0, self.width(), FIELD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign, label and what fits of the message."""
        painter = QPainter(self)
        painter.setFont(font(14))
        glyph, x = self.message.glyph, 1
        if glyph:
            paint_glyph(painter, glyph, x, FIELD + 2)
            x += _SIGN
        tone = glyph_token(glyph) if glyph is Glyph.WRONG else Token.SECOND
        x = self._paint(painter, self.label, x, tone)
        if self._fits():
            self._paint(painter, self.message.text, x, glyph_token(glyph) if glyph else Token.QUIET)
        painter.end()

    def _paint(self, painter: QPainter, words: str, x: int, tone: Token) -> int:
        painter.setPen(colour(tone))
        where = QRect(x, FIELD, self.width() - x, MESSAGE)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), words)
        return x + painter.fontMetrics().horizontalAdvance(words) + _GAP

    def _fits(self) -> bool:
        metrics = QFontMetrics(font(14))
        needed = metrics.horizontalAdvance(self.label) + _GAP
        needed += metrics.horizontalAdvance(self.message.text)
        return needed + (_SIGN if self.message.glyph else 0) <= self.width()
