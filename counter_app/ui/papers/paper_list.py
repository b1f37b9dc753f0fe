"""The list of papers at the left of the print screen: tick, name, pages, how far each is."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from counter_app.intake.papers.tray_item import PrintState, TrayItem
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.painted_rows import PaintedList
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import GLYPH, WAY
from counter_app.ui.widgets.theme.tokens import Token, colour

ROW = 54
_TICK_AT, _TEXT_AT, _RIGHT, _GAP = 22, 47, 16, 6
_V = Qt.AlignmentFlag.AlignVCenter
_SIGNS = {
    PrintState.NOT_PRINTED: Glyph.MISSING,
    PrintState.CHANGED: Glyph.REVIEW,
    PrintState.SENT: Glyph.WAITING,
    PrintState.CONFIRMED: Glyph.DONE,
}


class PaperList(PaintedList):
    """One row a paper; arrows choose which is shown, Space whether it is printed."""

    chosen = Signal(int)
    ticked = Signal()
    done = Signal()
    """Enter: go on to what is beside the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[TrayItem, ...] = ()
        self.ticks: set[str] = set()

    def show_items(self, items: tuple[TrayItem, ...]) -> None:
        """Show these papers; ticks stay with their papers."""
        self.items = items
        self.setFixedHeight(ROW * len(items))
        self._tell()

    def tick_only(self, names: set[str]) -> None:
        """Tick these papers and no others."""
        self.ticks = set(names)
        self._tell()
        self.ticked.emit()

    def chosen_items(self) -> tuple[TrayItem, ...]:
        """What is ticked, in order."""
        return tuple(item for item in self.items if item.key in self.ticks)

    def toggle(self) -> None:
        """Space: print this one, or not."""
        if self.items:
            self.ticks ^= {self.items[self.at].key}
            self._tell()
            self.ticked.emit()

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(WAY, ROW * len(self.items))

    # -- what the list asks -----------------------------------------------------------------------

    def words(self) -> tuple[str, ...]:
        """Name, how far it is, whether it will be printed."""
        return tuple(map(self._spoken_words, self.items))

    def area(self, at: int) -> QRect:
        """One row beneath the other."""
        return QRect(0, at * ROW, self.width(), ROW)

    def row_chosen(self) -> None:
        """Show another paper."""
        self._tell()
        self.chosen.emit(self.at)

    def mark(self) -> None:
        """Space: print this one, or not."""
        self.toggle()

    def leave_rows(self) -> None:
        """Enter."""
        self.done.emit()

    def row_clicked(self, at: int, point: QPoint) -> None:
        """A click shows the paper; on the tick it ticks."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(at)
        if point.x() < _TEXT_AT:
            self.toggle()

    def draw(self, painter: QPainter) -> None:
        """Draw the rows."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, item in enumerate(self.items):
            self._paint(painter, item, self.area(at), at == self.at)

    def _paint(self, painter: QPainter, item: TrayItem, row: QRect, here: bool) -> None:
        if here:
            self.ground(painter, row, Token.SURFACE)
        _paint_tick(painter, _TICK_AT, row.y() + 18, item.key in self.ticks)
        first = QRect(_TEXT_AT, row.y() + 4, row.width() - _TEXT_AT - _RIGHT, 26)
        painter.setFont(font(15, strong=here))
        painter.setPen(colour(Token.TEXT))
        painter.drawText(first, int(_V), item.title)
        left = first.width() - painter.fontMetrics().horizontalAdvance(item.title)
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        pages = f"{item.pages} 页" if item.pages else ""
        # Beside a long title there is no room: the foot of the page that is shown has it too.
        if painter.fontMetrics().horizontalAdvance(pages) + _GAP <= left:
            painter.drawText(first, int(_V | Qt.AlignmentFlag.AlignRight), pages)
        paint_glyph(painter, _SIGNS[item.state], _TEXT_AT, row.y() + 31)
        at = _TEXT_AT + GLYPH + 4
        second = QRect(at, row.y() + 28, row.width() - at - _RIGHT, 22)
        metrics = painter.fontMetrics()
        fits = metrics.horizontalAdvance(item.told) <= second.width()
        told = item.told if fits else item.told_shortly
        cut = metrics.elidedText(told, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, int(_V), cut)

    def _tell(self) -> None:
        if self.items:
            self.setAccessibleName(self._spoken_words(self.items[self.at]))
        self.tell_rows()

    def _spoken_words(self, item: TrayItem) -> str:
        ticked = "要印" if item.key in self.ticks else "不印"
        return f"{item.title} {item.told} {ticked}"


def _paint_tick(painter: QPainter, x: int, y: int, ticked: bool) -> None:
    box = QRectF(x, y, 16, 16)
    painter.setPen(QPen(colour(Token.ACCENT if ticked else Token.EDGE), 1.5))
    painter.setBrush(colour(Token.ACCENT if ticked else Token.SURFACE))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        painter.setPen(QPen(colour(Token.ON_ACCENT), 1.9))
        painter.drawPolyline(
            [box.topLeft() + QPointF(*each) for each in ((3.6, 8.2), (6.8, 11.2), (12.4, 4.8))]
        )
