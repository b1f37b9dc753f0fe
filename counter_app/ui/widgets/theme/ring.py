"""The ring around what has the keyboard: 3 pixels where no tint shows it, else 2.

Must not know what it goes around.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from counter_app.ui.widgets.theme.tokens import Token, colour

_USUAL, _STRONG = 2, 3


def has_tint() -> bool:
    """Whether the colours in force have a ground of its own for what has the keyboard."""
    return colour(Token.TINT) != colour(Token.SURFACE)


def ring_width() -> int:
    """In pixels, in the colours in force."""
    return _USUAL if has_tint() else _STRONG


def paint_ring(painter: QPainter, area: QRect, ink: Token = Token.ACCENT) -> None:
    """Draw it just inside of `area`."""
    width = ring_width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for at in range(width):
        painter.setPen(QPen(colour(ink), 1))
        painter.drawRect(area.adjusted(at, at, -at - 1, -at - 1))
    painter.restore()
