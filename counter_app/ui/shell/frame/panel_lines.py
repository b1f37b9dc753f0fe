"""The lines a panel is made of. Each is painted plain text; those that lead somewhere are links."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from counter_app.documents.glyphs import in_signs
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.painted_rows import PaintedRow
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.painted import fill, tell_whole
from counter_app.ui.widgets.theme.ring import paint_ring
from counter_app.ui.widgets.theme.sizes import GLYPH, PANEL_LINE
from counter_app.ui.widgets.theme.tokens import Token, colour
from counter_app.ui.widgets.theme.wrapping import wrapped

_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_CUT = Qt.TextElideMode.ElideRight
LINE_PADDING = 8
"""Between a line's words and the ring around them."""
_TEXT_AT = 26
_GAP = 8
_FIRST_LINE = PANEL_LINE - 2
_FURTHER_LINE = 20
_TIGHTER = 4
"""Lines of one thought stand a little closer."""


class Line(NamedTuple):
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

    def in_signs(self) -> "Line":
        """The same with the code of each letter that no face draws."""
        title, detail, second = map(in_signs, (self.title, self.detail, self.second))
        return self._replace(title=title, detail=detail, second=second)


class _Words(NamedTuple):
    """Words in their place."""

    text: str
    area: QRect
    size: int
    ink: Token
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter


class PanelLine(PaintedRow):
    """One line. Arrow keys walk between links, Enter or a click follows."""

    chosen = Signal(str)

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._words: list[_Words] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if parent is not None:
            self.resize(parent.size())  # words are broken, and heights found, at the width to come
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Show another line in the same place; below it everything may move, nothing above."""
        self.line = line
        link = bool(line.target)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if link else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        sign = line.glyph.value if line.glyph else ""
        words = (sign, line.title, line.detail, line.second, line.right)
        self.setAccessibleName(" ".join(filter(None, words)))
        self._place_words()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        if event.size().width() != event.oldSize().width():
            self._place_words()

    def draw(self, painter: QPainter) -> None:
        """Draw sign, words and, while it has the keyboard, its ring."""
        if self.hasFocus():
            fill(painter, self.rect(), Token.TINT)
            paint_ring(painter, self.rect())
        painter.translate(LINE_PADDING, 0)
        if self.line.glyph:
            paint_glyph(painter, self.line.glyph, 0, (_FIRST_LINE - GLYPH) / 2)
        for words in self._words:
            painter.setFont(font(words.size))
            painter.setPen(colour(words.ink))
            painter.drawText(words.area, int(words.side), words.text)

    def _place_words(self) -> None:
        """Break title, detail and second line by the width there is; sets the height."""
        line, width = self.line, self.width() - 2 * LINE_PADDING
        small = QFontMetrics(font(14))
        right = width
        self._words = []
        if line.right:
            right -= small.horizontalAdvance(line.right) + _GAP
            area = QRect(0, 0, width, _FIRST_LINE)
            self._words.append(_Words(line.right, area, 14, Token.SECOND, _RIGHT))
        left = _TEXT_AT if line.glyph or line.detail_at else 0
        title = QFontMetrics(font(15)).elidedText(line.title, _CUT, max(0, right - left))
        tell_whole(self, line.title, title)
        area = QRect(left, 0, max(0, right - left), _FIRST_LINE)
        self._words.append(_Words(title, area, 15, Token.TEXT))
        hang = line.detail_at or left
        start = line.detail_at or left + QFontMetrics(font(15)).horizontalAdvance(title) + _GAP
        below = self._place_lines(line.detail, line.tone, start, right, hang, _FIRST_LINE)
        if line.second:
            below = self._place_lines(line.second, Token.SECOND, hang, -1, hang, below)
        self.setFixedHeight(below)

    def _place_lines(
        self, text: str, ink: Token, start: int, right: int, hang: int, below: int
    ) -> int:
        """Place broken lines; returns where they end.

        The first from `start` to `right` beside the title (a negative `right`: beneath it), the
        others from `hang`.
        """
        metrics, width = QFontMetrics(font(14)), self.width() - 2 * LINE_PADDING
        beside = right >= 0
        first_room = right - start if beside else None
        lines = wrapped(metrics, text, width - hang, first_room) if text else []
        for at, words in enumerate(lines):
            if at == 0 and beside:
                area = QRect(start, 0, max(0, right - start), _FIRST_LINE)
            else:
                area = QRect(hang, below - _TIGHTER, width - hang, _FURTHER_LINE + _TIGHTER)
                below += _FURTHER_LINE
            self._words.append(_Words(words, area, 14, ink))
        return below

    def step(self, step: int) -> None:
        """Up and down walk between links."""
        links = links_of(_around(self))
        target = links.index(self) + step
        if 0 <= target < len(links):
            links[target].setFocus(Qt.FocusReason.TabFocusReason)

    def go_on(self, step: int) -> None:
        """Enter follows."""
        self.chosen.emit(self.line.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is as good as Enter."""
        if event.key() == Qt.Key.Key_Space and self.line.target:
            self.chosen.emit(self.line.target)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click follows."""
        if self.line.target and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.line.target)


def _around(line: QWidget) -> QWidget:
    """What scrolls with a line; what stands beside that is walked by itself."""
    parent = line.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent or line.window()


def links_of(panel: QWidget) -> list[PanelLine]:
    """The lines of a panel that lead somewhere, from above."""
    lines = panel.findChildren(PanelLine)
    links = [each for each in lines if each.line.target and each.isVisibleTo(panel)]
    return sorted(links, key=lambda each: each.mapTo(panel, each.rect().topLeft()).y())
