"""The line beneath a field: always there, so that nothing moves when something is said."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.widgets.glyphs import Glyph, glyph_token, paint_glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.painted import tell_whole
from counter_app.ui.widgets.theme.sizes import GLYPH, MESSAGE
from counter_app.ui.widgets.theme.tokens import Token, colour


class Message(NamedTuple):
    """What the line says; a sign in front gives it its colour, without one it is a hint."""

    text: str = ""
    glyph: Glyph | None = None


NOTHING = Message()


class MessageLine(QWidget):
    """The line. Paints plain text, cut with … if it is too long for its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = NOTHING
        self.setFixedHeight(MESSAGE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, message: Message) -> None:
        """Show another message."""
        if message != self.message:
            self.message = message
            self.setAccessibleName(message.text)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as its place."""
        return QSize(0, MESSAGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign and words."""
        if self.message.text:
            painter = QPainter(self)
            tell_whole(self, self.message.text, paint_message(painter, self.message, self.rect()))
            painter.end()


def paint_message(painter: QPainter, message: Message, area: QRect) -> str:
    """Draw a message into `area`, as much as fits; tables use it for their second lines."""
    token = Token.QUIET
    if message.glyph:
        token = glyph_token(message.glyph)
        paint_glyph(painter, message.glyph, area.x(), area.center().y() - GLYPH / 2 + 1)
        area = area.adjusted(GLYPH + 8, 0, 0, 0)
    painter.setFont(font(14))
    painter.setPen(colour(token))
    words = painter.fontMetrics().elidedText(
        message.text, Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)
    return words
