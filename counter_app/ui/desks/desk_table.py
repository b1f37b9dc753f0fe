"""The table of a desk's list: strokes and urgency are painted, Space claims. Must not ask."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from counter_app.ui.desks.desk_rows import DeskModel, LeftCell, StrokesCell
from counter_app.ui.widgets.glyphs import paint_glyph
from counter_app.ui.widgets.strokes import HEIGHT, WIDTH, paint_strokes
from counter_app.ui.widgets.tables.cells import Cell
from counter_app.ui.widgets.tables.ledger import Ledger, LedgerDelegate
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import GLYPH, ROW_CASE
from counter_app.ui.widgets.theme.tokens import Token, colour

_SIGN_ROOM = 24
_BESIDE = 10
_V = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _V | Qt.AlignmentFlag.AlignRight


class DeskTable(Ledger):
    """Rows of cases."""

    claim_wanted = Signal()
    """Space: work at the case of the row, again: give it back."""

    def __init__(self, model: DeskModel) -> None:
        super().__init__(model, ROW_CASE)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("办件")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space claims; the rest is any table's."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self.claim_wanted.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(LedgerDelegate):
    def paint_cell(
        self,
        painter: QPainter,
        area: QRect,
        cell: Cell,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Strokes with their count; days with their sign behind them."""
        if isinstance(cell, StrokesCell):
            _paint_strokes(painter, area, cell)
        elif isinstance(cell, LeftCell):
            _paint_left(painter, area, cell)
        else:
            super().paint_cell(painter, area, cell, index)


def _paint_strokes(painter: QPainter, area: QRect, cell: StrokesCell) -> None:
    if cell.strokes:
        paint_strokes(painter, area.x(), area.y() + (area.height() - HEIGHT) / 2, cell.strokes)
    painter.setFont(font(cell.size))
    painter.setPen(colour(Token.TEXT))
    painter.drawText(area.adjusted(WIDTH + _BESIDE, 0, 0, 0), int(_V), cell.text)


def _paint_left(painter: QPainter, area: QRect, cell: LeftCell) -> None:
    painter.setFont(font(cell.size, strong=cell.strong))
    painter.setPen(colour(cell.tone))
    painter.drawText(area.adjusted(0, 0, -_SIGN_ROOM, 0), int(_RIGHT), cell.text)
    if cell.glyph:
        x = area.right() + 1 - GLYPH
        paint_glyph(painter, cell.glyph, x, area.y() + (area.height() - GLYPH) / 2)
