"""The last hour of a department, a mark a minute: answered, failed, nothing tried.

Form alone tells them apart. Must not know a department.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.intake.departments_told import Tick
from counter_app.ui.widgets.theme.tokens import Token, colour

_HEIGHT, _FULL, _LOW, _DOT = 20, 14, 5, 2
_WIDE_SHARE = 0.7
WORDS = "长划 已答    × 试了不通    点 没有试"


class TrailMarks(QWidget):
    """Sixty of them."""

    def __init__(self) -> None:
        super().__init__()
        self._ticks: tuple[Tick, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these; in words how many minutes of each there were."""
        self._ticks = tuple(ticks)
        answered = sum(each.answered for each in ticks)
        failed = sum(each.failed for each in ticks)
        self.setAccessibleName(f"近一小时 {answered} 分钟有答复，{failed} 分钟不通")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(0, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw minute by minute, the oldest at the left."""
        if not self._ticks:
            return
        painter = QPainter(self)
        pitch = self.width() / len(self._ticks)
        for at, tick in enumerate(self._ticks):
            _paint(painter, QRectF(at * pitch, 0, pitch * _WIDE_SHARE, _HEIGHT), tick)
        painter.fillRect(0, _HEIGHT - 1, self.width(), 1, colour(Token.LINE))
        painter.end()


def _paint(painter: QPainter, area: QRectF, tick: Tick) -> None:
    foot = area.bottom() - 2
    if tick.failed:
        low = QRectF(area.x(), foot - _LOW, area.width(), _LOW)
        painter.setPen(QPen(colour(Token.ERR), 1.3))
        painter.drawLine(low.topLeft(), low.bottomRight())
        painter.drawLine(low.topRight(), low.bottomLeft())
    elif tick.answered:
        painter.fillRect(QRectF(area.x(), foot - _FULL, area.width(), _FULL), colour(Token.SECOND))
    else:
        x = area.center().x() - _DOT / 2
        painter.fillRect(QRectF(x, foot - _DOT, _DOT, _DOT), colour(Token.EDGE))
