"""The lines a panel is made of. Each is painted plain text; those that lead somewhere are links."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.glyphs import Glyph, paint_glyph
from counter_app.ui.theme.fonts import font
from counter_app.ui.theme.sizes import GLYPH, PANEL_LINE
from counter_app.ui.theme.tokens import Token, colour

_V = Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
LINE_PADDING = 8
"""Between a line's words and the ring around them."""
_TEXT_AT = 26
_SECOND_LINE = 22


@dataclass(frozen=True, slots=True)
class Line:
    """Sign, title, what is said of it, and at the right where it belongs.

    `second` is a second line beneath; `target` what `chosen` tells (a draft key), empty for
    a line that leads nowhere; `tone` colours `detail`.
    """

    title: str
    detail: str = ""
    right: str = ""
    glyph: Glyph | None = None
    second: str = ""
    target: str = ""
    tone: Token = Token.SECOND
    detail_at: int = 0
    """Where `detail` begins; 0: right after the title."""


class PanelLine(QWidget):
    """One line. Arrow keys walk between links, Enter or a click follows."""

    chosen = Signal(str)

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Show another line in the same place."""
        self.line = line
        self.setFixedHeight(PANEL_LINE - 2 + (_SECOND_LINE - 2 if line.second else 0))
        link = bool(line.target)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if link else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        sign = line.glyph.value if line.glyph else ""
        words = (sign, line.title, line.detail, line.second, line.right)
        self.setAccessibleName(" ".join(filter(None, words)))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign, words and, while it has the keyboard, its ring."""
        painter = QPainter(self)
        height = PANEL_LINE - 2
        if self.hasFocus():
            painter.fillRect(self.rect(), colour(Token.TINT))
            painter.setPen(QPen(colour(Token.ACCENT), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.translate(LINE_PADDING, 0)
        if self.line.glyph:
            paint_glyph(painter, self.line.glyph, 0, (height - GLYPH) / 2)
        width = self.width() - 2 * LINE_PADDING
        self._paint_words(painter, self._paint_right(painter, width, height), width, height)
        painter.end()

    def _paint_right(self, painter: QPainter, width: int, height: int) -> int:
        if not self.line.right:
            return width
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        where = int(_V | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRect(0, 0, width, height), where, self.line.right)
        return width - painter.fontMetrics().horizontalAdvance(self.line.right) - 8

    def _paint_words(self, painter: QPainter, right: int, width: int, height: int) -> None:
        left = _TEXT_AT if self.line.glyph or self.line.detail_at else 0
        painter.setFont(font(15))
        painter.setPen(colour(Token.TEXT))
        title = _elided(painter, self.line.title, right - left)
        painter.drawText(QRect(left, 0, right - left, height), int(_V), title)
        left = self.line.detail_at or left + painter.fontMetrics().horizontalAdvance(title) + 8
        painter.setFont(font(14))
        painter.setPen(colour(self.line.tone))
        words = _fitting(painter, self.line.detail, right - left)
        painter.drawText(QRect(left, 0, max(0, right - left), height), int(_V), words)
        if self.line.second:
            painter.setPen(colour(Token.SECOND))
            area = QRect(left, height - 5, width - left, _SECOND_LINE)
            painter.drawText(area, int(_V), _elided(painter, self.line.second, area.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, Enter follows."""
        if event.key() in _ENTER and self.line.target:
            self.chosen.emit(self.line.target)
        elif event.key() == Qt.Key.Key_Down:
            _step(self, 1)
        elif event.key() == Qt.Key.Key_Up:
            _step(self, -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click follows."""
        if self.line.target and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.line.target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()


def links_of(panel: QWidget) -> list[PanelLine]:
    """The lines of a panel that lead somewhere, from above."""
    lines = panel.findChildren(PanelLine)
    links = [each for each in lines if each.line.target and each.isVisibleTo(panel)]
    return sorted(links, key=lambda each: each.mapTo(panel, each.rect().topLeft()).y())


def _step(line: PanelLine, step: int) -> None:
    panel = line.window()
    links = links_of(panel)
    target = links.index(line) + step
    if 0 <= target < len(links):
        links[target].setFocus(Qt.FocusReason.TabFocusReason)


def _fitting(painter: QPainter, text: str, room: int) -> str:
    """The whole text, else its first clauses as far as they fit, else the beginning with …."""
    metrics = painter.fontMetrics()
    clauses = text.split("，")
    for count in range(len(clauses), 0, -1):
        part = "，".join(clauses[:count])
        if metrics.horizontalAdvance(part) <= room:
            return part
    return _elided(painter, text, room)


def _elided(painter: QPainter, text: str, room: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
