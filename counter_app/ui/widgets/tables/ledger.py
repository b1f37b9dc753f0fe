"""The one table: hairlines, no boxes; a row is selected by a bar at the page's edge.

It spans the whole page, 32 pixels further than its text on both sides, so that the selected
row's ground reaches the edges. Selected without the keyboard it is grey, with it tinted.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from counter_app.ui.widgets.fields.message import paint_message
from counter_app.ui.widgets.glyphs import paint_glyph
from counter_app.ui.widgets.tables.cells import CELL_ROLE, Cell, CellModel
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.ring import has_tint, paint_ring
from counter_app.ui.widgets.theme.sizes import (
    FULL_INSET_FROM,
    GLYPH,
    INSET,
    NARROW_INSET,
    ROW_CASE,
    SELECTION_BAR,
)
from counter_app.ui.widgets.theme.tokens import Token, colour
from counter_app.ui.widgets.theme.wrapping import wrapped

HEADER = 32
_V = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | _V
_TWO_LINES_FROM = 50
_FIRST_LINE, _SECOND_TOP, _SECOND_LINE = 38, 31, 20
_COLUMN_GAP = 12


class Ledger(QTableView):
    """A table over a `CellModel`."""

    opened = Signal(int)
    """Enter or a double click on a row."""
    row_chosen = Signal(int)
    """Another row is the current one."""

    def __init__(
        self, model: CellModel, row_height: int = ROW_CASE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.cells = model
        self.setModel(model)
        self.setItemDelegate(LedgerDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(row_height)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setHorizontalHeader(_Heading(self))
        model.headerDataChanged.connect(self._share_width)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._tell(now))

    def row(self) -> int:
        """The current row, -1 if there is none."""
        return self.currentIndex().row()

    def choose_row(self, row: int) -> None:
        """Make a row the current one."""
        if 0 <= row < self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(row, 0))

    def inset(self) -> int:
        """How far the text stands from the page's edge; less in a window below the usual width."""
        return NARROW_INSET if self.window().width() < FULL_INSET_FROM else INSET

    def fit_rows(self) -> None:
        """Be exactly as high as heading and rows, for tables that never scroll."""
        rows = sum(self.rowHeight(row) for row in range(self.cells.rowCount()))
        self.setFixedHeight(HEADER + rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; letters do nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat() and self.row() >= 0:
                self.opened.emit(self.row())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            first = event.key() == Qt.Key.Key_Home
            self.choose_row(0 if first else self.cells.rowCount() - 1)
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows and, where no tint shows it, a ring around the current one."""
        super().paintEvent(event)
        row = self.row()
        if self.hasFocus() and row >= 0 and not has_tint():
            painter = QPainter(self.viewport())
            top, width = self.rowViewportPosition(row), self.viewport().width()
            paint_ring(painter, QRect(0, top, width, self.rowHeight(row)))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row."""
        super().focusInEvent(event)
        if self.row() < 0:
            self.choose_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Turn the tinted row grey."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns = self.cells.columns
        fixed = sum(each.width for each in columns)
        open_columns = sum(each.width == 0 for each in columns) or 1
        inset = self.inset()
        rest = max(0, self.viewport().width() - 2 * inset - fixed) // open_columns
        for at, each in enumerate(columns):
            extra = inset * ((at == 0) + (at == len(columns) - 1))
            self.setColumnWidth(at, (each.width or rest) + extra)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.row())


_WRAPS_FROM = 40
_WRAPPED_LINE = 18
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class _Heading(QHeaderView):
    """The headings, and the dark hairline beneath them."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(Qt.Orientation.Horizontal, ledger)
        self.setFixedHeight(HEADER)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self._ledger = ledger

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:  # noqa: N802 (Qt's)
        """Draw one heading."""
        painter.save()
        columns = self._ledger.cells.columns
        area = _inner(rect, at, len(columns), self._ledger.inset())
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        column = columns[at]
        painter.drawText(area, int(_RIGHT if column.right else _V), column.title)
        line = area.adjusted(0, 0, _gap(at, len(columns)), 0)
        painter.fillRect(line.x(), rect.bottom(), line.width(), 1, colour(Token.EDGE))
        painter.restore()


class LedgerDelegate(QStyledItemDelegate):
    """Draws a cell of any row height; screens may subclass it for a cell of their own."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.ledger = ledger

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The row's height decides."""
        return QSize(10, self.ledger.verticalHeader().defaultSectionSize())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, hairline, bar and the cell."""
        painter.save()
        rect = QRect(option.rect)  # type: ignore[attr-defined]  # PySide6 declares no option fields
        count = len(self.ledger.cells.columns)
        area = _inner(rect, index.column(), count, self.ledger.inset())
        self._paint_ground(painter, rect, area, index)
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            self.paint_cell(painter, area, cell, index)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Pointing at words that were cut tells all of them."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return False
        room = _inner(view.visualRect(index), index.column(), len(self.ledger.cells.columns), 0)
        taken = GLYPH + 8 if cell.glyph else 0
        needed = QFontMetrics(font(cell.size, strong=cell.strong)).horizontalAdvance(cell.text)
        QToolTip.showText(event.globalPos(), cell.text if needed + taken > room.width() else "")
        return True

    def paint_cell(
        self,
        painter: QPainter,
        area: QRect,
        cell: Cell,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell's words into `area`."""
        right = self.ledger.cells.columns[index.column()].right
        two_lines = area.height() >= _TWO_LINES_FROM
        first = QRect(area.x(), area.y(), area.width(), _FIRST_LINE if two_lines else area.height())
        if cell.glyph:
            paint_glyph(painter, cell.glyph, first.x(), first.center().y() - GLYPH / 2 + 1)
            first.setLeft(first.left() + GLYPH + 8)
        painter.setFont(font(cell.size, strong=cell.strong))
        painter.setPen(colour(cell.tone))
        metrics = painter.fontMetrics()
        fits = metrics.horizontalAdvance(cell.text) <= first.width()
        if not fits and first.height() >= _WRAPS_FROM and not cell.aside:
            self._paint_wrapped(painter, first, cell)
            return
        words = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, int(_RIGHT if right else _V), words)
        if cell.aside:
            left = painter.fontMetrics().horizontalAdvance(words) + 8
            painter.setFont(font(14))
            painter.setPen(colour(Token.SECOND))
            painter.drawText(first.adjusted(left, 0, 0, 0), int(_V), cell.aside)
        if cell.second.text and two_lines:
            painter.setClipping(False)
            runs_on = self.ledger.viewport().width() - self.ledger.inset() - area.x()
            width = runs_on if cell.second.glyph else area.width()
            second = QRect(area.x(), area.y() + _SECOND_TOP, width, _SECOND_LINE)
            paint_message(painter, cell.second, second)

    def _paint_wrapped(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        """Smaller letters, in two lines where need be, instead of cutting a long name."""
        painter.setFont(font(14, strong=cell.strong))
        lines = wrapped(painter.fontMetrics(), cell.text, area.width())
        rest = "".join(lines[1:])
        last = painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
        shown = (lines[0], last) if last else (lines[0],)
        top = area.center().y() - _WRAPPED_LINE * len(shown) // 2
        for at, words in enumerate(shown):
            line = QRect(area.x(), top + at * _WRAPPED_LINE, area.width(), _WRAPPED_LINE)
            painter.drawText(line, int(_V), words)

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRect,
        area: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if index.row() == self.ledger.row():
            ground = Token.TINT if self.ledger.hasFocus() else Token.WINDOW
            painter.fillRect(rect, colour(ground))
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour(Token.LINE))
            if index.column() == 0:
                bar = QRect(rect.x(), rect.y(), SELECTION_BAR, rect.height())
                painter.fillRect(bar, colour(Token.ACCENT))
            return
        count = len(self.ledger.cells.columns)
        width = area.width() + _gap(index.column(), count)
        painter.fillRect(area.x(), rect.bottom(), width, 1, colour(Token.LINE))


def _inner(rect: QRect, at: int, count: int, inset: int) -> QRect:
    """The part of a cell that holds text: without the page's inset and the column gap."""
    left = inset if at == 0 else 0
    right = inset if at == count - 1 else _COLUMN_GAP
    return rect.adjusted(left, 0, -right, 0)


def _gap(at: int, count: int) -> int:
    return 0 if at == count - 1 else _COLUMN_GAP
