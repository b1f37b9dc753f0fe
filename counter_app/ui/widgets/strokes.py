"""Nine strokes, 72×18: how far each department is. Told apart by form alone.

Must not know what a department is asked.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from counter_app.intake.case_view.strokes import Stroke
from counter_app.ui.widgets.theme.tokens import Token, colour

WIDTH, HEIGHT = 72, 18
_WIDE, _PITCH, _FULL = 5, 8, 14
_LOW = 5
_BROKEN, _SHIFT = 6, 2


def paint_strokes(painter: QPainter, x: float, y: float, shown: Sequence[Stroke]) -> int:
    """Draw them with their upper left corner at (x, y); gives how wide they are."""
    painter.save()
    painter.translate(x, y)
    for at, stroke in enumerate(shown):
        _paint(painter, at * _PITCH, stroke)
    painter.restore()
    return WIDTH


def _paint(painter: QPainter, x: int, stroke: Stroke) -> None:
    top, foot = (HEIGHT - _FULL) / 2, (HEIGHT + _FULL) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    if stroke is Stroke.AGREES:
        painter.fillRect(QRectF(x, top, _WIDE, _FULL), colour(Token.SECOND))
    elif stroke is Stroke.DIFFERS:
        review = colour(Token.REVIEW)
        painter.fillRect(QRectF(x - _SHIFT / 2, top, _WIDE - 1, _BROKEN), review)
        painter.fillRect(QRectF(x + _SHIFT, foot - _BROKEN, _WIDE - 1, _BROKEN), review)
    elif stroke is Stroke.WAITING:
        painter.setPen(QPen(colour(Token.SECOND), 1))
        painter.drawRect(QRectF(x + 0.5, foot - _LOW - 0.5, _WIDE - 1, _LOW))
    elif stroke is Stroke.OUT_OF_REACH:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Token.ERR), 1.4))
        painter.drawLine(QRectF(x, foot - _LOW, _WIDE, _LOW).topLeft(),
                         QRectF(x, foot - _LOW, _WIDE, _LOW).bottomRight())  # fmt: skip
        painter.drawLine(QRectF(x, foot - _LOW, _WIDE, _LOW).topRight(),
                         QRectF(x, foot - _LOW, _WIDE, _LOW).bottomLeft())  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    else:
        painter.fillRect(QRectF(x + 1, foot - 2, 3, 2), colour(Token.EDGE))
