"""The button that opens the drawer: the panel in three counts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import FIELD, GLYPH
from counter_app.ui.widgets.theme.tokens import Token, colour

_PADDING, _GAP, _BETWEEN = 12, 6, 12
_KEY = "F5"


class DrawerButton(QAbstractButton):
    """Signs, words and numbers in one box; counts of nothing are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[tuple[Glyph, str], ...] = ()
        self.setFixedHeight(FIELD)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_counts(self, counts: tuple[tuple[Glyph, str], ...]) -> None:
        """Show these signs with their words."""
        if counts != self._counts:
            self._counts = counts
            self.setAccessibleName("，".join(words for _, words in counts) or "没有要处理的")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """All counts and the key."""
        metrics = QFontMetrics(font(15))
        width = sum(
            GLYPH + _GAP + metrics.horizontalAdvance(words) + _BETWEEN for _, words in self._counts
        )
        return QSize(width + 2 * _PADDING + metrics.horizontalAdvance(_KEY), FIELD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then one count after the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Token.EDGE), 1))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        x = _PADDING
        for glyph, words in self._counts:
            paint_glyph(painter, glyph, x, (self.height() - GLYPH) / 2)
            x = self._paint(painter, x + GLYPH + _GAP, words, Token.TEXT) + _BETWEEN
        self._paint(painter, x, _KEY, Token.QUIET)
        painter.end()

    def _paint(self, painter: QPainter, x: int, text: str, ink: Token) -> int:
        painter.setFont(font(15))
        painter.setPen(colour(ink))
        area = self.rect().adjusted(x, 0, 0, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
        return x + painter.fontMetrics().horizontalAdvance(text)
