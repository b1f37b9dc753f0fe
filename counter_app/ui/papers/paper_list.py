"""The list of papers at the left of the print screen: tick, name, pages, how far each is."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.intake.papers.tray_item import PrintState, TrayItem
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import GLYPH, SELECTION_BAR, WAY
from counter_app.ui.widgets.theme.tokens import Token, colour

ROW = 54
_TICK_AT, _TEXT_AT, _RIGHT = 22, 47, 16
_RAIL_TICK_AT, _RAIL_SIGN_AT = 10, 32
_V = Qt.AlignmentFlag.AlignVCenter
_SIGNS = {
    PrintState.NOT_PRINTED: Glyph.MISSING,
    PrintState.CHANGED: Glyph.REVIEW,
    PrintState.SENT: Glyph.WAITING,
    PrintState.CONFIRMED: Glyph.DONE,
}


class PaperList(QWidget):
    """One row a paper; arrows choose which is shown, Space whether it is printed."""

    chosen = Signal(int)
    ticked = Signal()
    done = Signal()
    """Enter: go on to what is beside the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[TrayItem, ...] = ()
        self.ticks: set[str] = set()
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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
        return tuple(item for item in self.items if item.paper.name in self.ticks)

    def choose(self, at: int) -> None:
        """Show another paper."""
        if 0 <= at < len(self.items) and at != self.at:
            self.at = at
            self._tell()
            self.chosen.emit(at)

    def toggle(self) -> None:
        """Space: print this one, or not."""
        if self.items:
            self.ticks ^= {self.items[self.at].paper.name}
            self._tell()
            self.ticked.emit()

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(WAY, ROW * len(self.items))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose, Space ticks."""
        if event.key() == Qt.Key.Key_Down:
            self.choose(self.at + 1)
        elif event.key() == Qt.Key.Key_Up:
            self.choose(self.at - 1)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows the paper; on the tick it ticks."""
        at = int(event.position().y()) // ROW
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(at)
        if at == self.at and event.position().x() < _TEXT_AT:
            self.toggle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, item in enumerate(self.items):
            self._paint(painter, item, QRect(0, at * ROW, self.width(), ROW), at == self.at)
        painter.end()

    def _paint(self, painter: QPainter, item: TrayItem, row: QRect, here: bool) -> None:
        if here:
            painter.fillRect(row, colour(Token.TINT if self.hasFocus() else Token.SURFACE))
            painter.fillRect(0, row.y(), SELECTION_BAR, ROW, colour(Token.ACCENT))
        rail = self.width() < WAY
        tick_at = _RAIL_TICK_AT if rail else _TICK_AT
        _paint_tick(painter, tick_at, row.y() + 18, item.paper.name in self.ticks)
        if rail:
            paint_glyph(painter, _SIGNS[item.state], _RAIL_SIGN_AT, row.y() + 18)
            return
        first = QRect(_TEXT_AT, row.y() + 4, row.width() - _TEXT_AT - _RIGHT, 26)
        painter.setFont(font(15, strong=here))
        painter.setPen(colour(Token.TEXT))
        painter.drawText(first, int(_V), item.title)
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        pages = f"{item.pages} 页" if item.pages else ""
        painter.drawText(first, int(_V | Qt.AlignmentFlag.AlignRight), pages)
        paint_glyph(painter, _SIGNS[item.state], _TEXT_AT, row.y() + 31)
        second = QRect(_TEXT_AT + GLYPH + 4, row.y() + 28, row.width() - _TEXT_AT - GLYPH - 8, 22)
        painter.drawText(second, int(_V), _state_words(item))

    def _tell(self) -> None:
        if self.items:
            item = self.items[self.at]
            ticked = "要印" if item.paper.name in self.ticks else "不印"
            self.setAccessibleName(f"{item.title} {_state_words(item)} {ticked}")
        self.update()


def _state_words(item: TrayItem) -> str:
    if item.state is PrintState.CONFIRMED and item.at:
        return f"{item.state.value} {item.at:%m-%d %H:%M}"
    aside = item.aside if item.state is PrintState.NOT_PRINTED else ""
    return "，".join(filter(None, (item.state.value, aside)))


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
