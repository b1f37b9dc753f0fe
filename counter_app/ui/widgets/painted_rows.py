"""What paints its rows itself: where the keyboard is, which row is current, what is read out.

`PaintedRow` is one row of many, a widget each; `PaintedList` holds its rows within. Neither may
know what a row says.
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.widgets.announce import come_to
from counter_app.ui.widgets.theme.painted import fill
from counter_app.ui.widgets.theme.ring import has_tint, paint_ring
from counter_app.ui.widgets.theme.sizes import SELECTION_BAR
from counter_app.ui.widgets.theme.tokens import Token

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_AND_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Painted(QWidget):
    """Draws itself, and again when the keyboard comes or goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, painter: QPainter) -> None:
        """Paint everything."""
        raise NotImplementedError

    def keyboard_came(self) -> None:
        """It has the keyboard now."""

    def ringed(self) -> QRect:
        """What the ring goes around."""
        return self.rect()

    def ground(self, painter: QPainter, area: QRect, without_keyboard: Token) -> None:
        """The ground of the current row, and the bar at its edge."""
        fill(painter, area, Token.TINT if self.hasFocus() else without_keyboard)
        fill(painter, QRect(area.x(), area.y(), SELECTION_BAR, area.height()), Token.ACCENT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        painter.save()
        self.draw(painter)
        painter.restore()
        if self.hasFocus() and not has_tint():
            paint_ring(painter, self.ringed())
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.keyboard_came()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.update()


class PaintedRow(Painted):
    """One of several rows; the one that has the keyboard is the current one."""

    def step(self, step: int) -> None:
        """Arrow down (+1) or up (-1)."""
        raise NotImplementedError

    def go_on(self, step: int) -> None:
        """Enter (+1) or Shift+Enter (-1)."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter go from row to row, before a scroll area takes them."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _UP_AND_DOWN:
            self.step(_UP_AND_DOWN[key])
        elif key in _ENTER and not modifiers & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.go_on(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class PaintedList(Painted):
    """Rows within one widget; a screen reader finds each in its place, by its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = 0
        """Which row is the current one."""
        self._read_out: list[QWidget] = []

    # -- what a subclass fills in ---------------------------------------------------------------

    def words(self) -> tuple[str, ...]:
        """Each row as it is read out."""
        raise NotImplementedError

    def area(self, at: int) -> QRect:
        """Where a row stands."""
        raise NotImplementedError

    def ringed(self) -> QRect:
        """The current row."""
        return self.area(self.at) if self.words() else self.rect()

    def row_chosen(self) -> None:
        """Another row is the current one."""

    def mark(self) -> None:
        """Space, on the current row."""

    def leave_rows(self) -> None:
        """Enter: on to what is beside the list."""

    def steps(self) -> dict[Qt.Key, int]:
        """How far each arrow key leads."""
        return _UP_AND_DOWN

    def row_clicked(self, at: int, point: QPoint) -> None:
        """A row was clicked."""

    # -- what it does ---------------------------------------------------------------------------

    def choose(self, at: int) -> None:
        """Make a row the current one."""
        if 0 <= at < len(self.words()) and at != self.at:
            self.at = at
            self.row_chosen()
            self._come_to_row()
            self.update()

    def keyboard_came(self) -> None:
        """A screen reader goes to the current row."""
        self._come_to_row()

    def tell_rows(self) -> None:
        """Rows say something else: draw and read them out anew."""
        words = self.words()
        while len(self._read_out) < len(words):
            # What is painted is nothing to a screen reader: an unseen widget stands for the row.
            row = QWidget(self)
            row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._read_out.append(row)
        for at, row in enumerate(self._read_out):
            row.setVisible(at < len(words))
            row.setAccessibleName(words[at] if at < len(words) else "")
        self._place_read_out()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Space marks, Enter leads on."""
        key, steps = Qt.Key(event.key()), self.steps()
        if key in steps:
            self.choose(max(0, min(len(self.words()) - 1, self.at + steps[key])))
        elif key not in (Qt.Key.Key_Space, *_ENTER):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            (self.mark if key == Qt.Key.Key_Space else self.leave_rows)()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a row."""
        point = event.position().toPoint()
        for at in range(len(self.words())):
            if self.area(at).contains(point):
                self.row_clicked(at, point)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows stand elsewhere."""
        self._place_read_out()

    def _come_to_row(self) -> None:
        if self.hasFocus() and self.at < len(self._read_out):
            come_to(self._read_out[self.at])

    def _place_read_out(self) -> None:
        for at in range(min(len(self.words()), len(self._read_out))):
            self._read_out[at].setGeometry(self.area(at))
