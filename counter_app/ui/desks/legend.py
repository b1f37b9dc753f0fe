"""The foot of a desk's list: what the strokes mean. Must not know a case."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.intake.case_view.strokes import Stroke
from counter_app.ui.widgets.strokes import HEIGHT, paint_strokes
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.tokens import Token, colour

_SHOWN = (
    Stroke.AGREES,
    Stroke.DIFFERS,
    Stroke.WAITING,
    Stroke.OUT_OF_REACH,
    Stroke.NOT_ASKED,
)
_STROKE, _BETWEEN = 12, 18
_BEFORE = "部门次序固定"


class Legend(QWidget):
    """Each stroke beside its word."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("，".join((_BEFORE, *(each.value for each in _SHOWN))))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """All of them in a line."""
        metrics = QFontMetrics(font(14))
        each = sum(_BETWEEN + _STROKE + metrics.horizontalAdvance(one.value) for one in _SHOWN)
        return QSize(metrics.horizontalAdvance(_BEFORE) + each, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw stroke and word, one after the other."""
        painter = QPainter(self)
        painter.setFont(font(14))
        x = self._word(painter, 0, _BEFORE)
        for each in _SHOWN:
            x += _BETWEEN
            paint_strokes(painter, x, (self.height() - HEIGHT) / 2, (each,))
            x = self._word(painter, x + _STROKE, each.value)
        painter.end()

    def _word(self, painter: QPainter, x: int, words: str) -> int:
        painter.setPen(colour(Token.SECOND))
        area = QRect(x, 0, self.width() - x, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)
        return x + painter.fontMetrics().horizontalAdvance(words)
