"""The clock of a case, 272×16: a cell a working day; number and day always stand beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.intake.case_view.clock_cells import Cell
from counter_app.ui.widgets.theme.tokens import Token, colour

_HEIGHT, _LOW, _MOST_PITCH, _GAP = 16, 4, 13.6, 1.6


class ClockCells(QWidget):
    """Used solid, today accent, stopped only its foot, left open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[Cell, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(self, cells: Sequence[Cell], words: str) -> None:
        """Show these; `words` are what is read out."""
        self._cells = tuple(cells)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(0, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw cell by cell; many of them stand closer."""
        if not self._cells:
            return
        painter = QPainter(self)
        pitch = min(_MOST_PITCH, self.width() / len(self._cells))
        for at, cell in enumerate(self._cells):
            _paint(painter, QRectF(at * pitch, 0, pitch - _GAP, _HEIGHT), cell)
        painter.end()


def _paint(painter: QPainter, area: QRectF, cell: Cell) -> None:
    if cell is Cell.OPEN:
        painter.setPen(QPen(colour(Token.EDGE), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    elif cell is Cell.STOPPED:
        foot = QRectF(area.x(), area.bottom() - _LOW, area.width(), _LOW)
        painter.fillRect(foot, colour(Token.QUIET))
    else:
        ink = Token.ACCENT if cell is Cell.TODAY else Token.SECOND
        painter.fillRect(area, colour(ink))
