"""What painted parts draw: a ground, one line of words. Must not know what it says."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.tokens import Token, colour

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def fill(painter: QPainter, area: QRect, ground: Token) -> None:
    """Fill an area with one colour."""
    # Asked to fill with a colour, PySide first makes all words of gradients, which a start pays.
    painter.setBackground(colour(ground))
    painter.eraseRect(area)


def tell_whole(widget: QWidget, whole: str, shown: str) -> None:
    """Pointing at words that were cut tells all of them."""
    told = "" if shown == whole else whole
    if widget.toolTip() != told:
        widget.setToolTip(told)


def paint_words(
    painter: QPainter, area: QRect, words: str, size: int, tone: Token, *, strong: bool = False
) -> int:
    """Draw plain words from the left, cut with … where they do not fit; gives their width."""
    painter.setFont(font(size, strong=strong))
    painter.setPen(colour(tone))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, int(_MIDDLE), shown)
    return metrics.horizontalAdvance(shown)
