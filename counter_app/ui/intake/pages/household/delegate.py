"""How a member's row is drawn: second lines run on under the next cells, a wrong cell has an edge.

Must not read the session.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from counter_app.ui.intake.pages.household.rows import is_wrong
from counter_app.ui.widgets.fields.message import Message, paint_message
from counter_app.ui.widgets.tables.cells import Cell
from counter_app.ui.widgets.tables.ledger import Ledger, LedgerDelegate
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import GLYPH
from counter_app.ui.widgets.theme.tokens import Token, colour
from counter_app.ui.widgets.theme.wrapping import wrapped

BOX_OUT = 9
BOX_TOP, BOX_HEIGHT = 2, 34
_LINE_TOP, _LINE_HEIGHT = 33, 20
_FIRST = 38
_UPPER, _LOWER = 8, 29
"""Where the two lines of a long name or employer stand."""
_V = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | _V
Index = QModelIndex | QPersistentModelIndex


def box_of(area: QRect, right: bool) -> QRect:
    """The box of a cell whose text stands in `area`; it reaches into the gaps beside it."""
    out = BOX_OUT - 1 if right else 3
    return QRect(area.x() - BOX_OUT, area.y() + BOX_TOP, area.width() + BOX_OUT + out, BOX_HEIGHT)


class MemberDelegate(LedgerDelegate):
    """Draws all cells but the one that is being edited."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.edited: tuple[int, int] | None = None
        """Row and column of the cell under the editor: its text is not drawn beneath it."""

    def paint_cell(self, painter: QPainter, area: QRect, cell: Cell, index: Index) -> None:
        """Draw value, edge if it is wrong, and the line beneath."""
        right = self.ledger.cells.columns[index.column()].right
        painter.setClipping(False)
        if (index.row(), index.column()) != self.edited:
            if is_wrong(cell):
                painter.setPen(QPen(colour(Token.ERR), 1))
                box = box_of(area, right).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(box, 3, 3)
            self._paint_value(painter, area, cell, right)
        if cell.second.text:
            paint_message(painter, cell.second, self._line(area, cell.second, index, right))

    def _paint_value(self, painter: QPainter, area: QRect, cell: Cell, right: bool) -> None:
        """The value, never cut while two lines are enough for it."""
        painter.setFont(font(cell.size, strong=cell.strong))
        painter.setPen(colour(cell.tone))
        metrics = painter.fontMetrics()
        first = QRect(area.x(), area.y(), area.width(), _FIRST)
        fits = metrics.horizontalAdvance(cell.text) <= area.width()
        if fits or right or cell.second.text:
            words = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, first.width())
            painter.drawText(first, int(_RIGHT if right else _V), words)
            return
        lines = wrapped(metrics, cell.text, area.width())
        rest = metrics.elidedText("".join(lines[1:]), Qt.TextElideMode.ElideRight, area.width())
        for top, words in ((_UPPER, lines[0]), (_LOWER, rest)):
            line = QRect(area.x(), area.y() + top, area.width(), _LINE_HEIGHT + 2)
            painter.drawText(line, int(_V), words)

    def _line(self, area: QRect, message: Message, index: Index, right: bool) -> QRect:
        """Where the line beneath stands: up to the next cell that says something."""
        top = area.y() + _LINE_TOP
        if right:
            width = _width(message)
            return QRect(area.right() + 1 - width, top, width, _LINE_HEIGHT)
        end = self.ledger.viewport().width() - self.ledger.inset()
        for column in range(index.column() + 1, len(self.ledger.cells.columns)):
            other = self.ledger.cells.cell(index.row(), column)
            if other.second.text:
                end = self._start(column, other.second) - 12
                break
        return QRect(area.x(), top, max(0, end - area.x()), _LINE_HEIGHT)

    def _start(self, column: int, message: Message) -> int:
        left = self.ledger.columnViewportPosition(column)
        if self.ledger.cells.columns[column].right:
            return left + self.ledger.columnWidth(column) - self.ledger.inset() - _width(message)
        return left


def _width(message: Message) -> int:
    words = QFontMetrics(font(14)).horizontalAdvance(message.text) + 2
    return words + (GLYPH + 8 if message.glyph else 0)
