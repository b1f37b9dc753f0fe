"""F1: the keys that do something just now, from the table that also makes them work."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
from shiboken6 import isValid

from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import cut_label, label
from counter_app.ui.widgets.theme.ring import has_tint, paint_ring
from counter_app.ui.widgets.theme.sizes import BOTTOM_BAR, TOP_BAR
from counter_app.ui.widgets.theme.tokens import Token, colour

_COLUMNS = 3
_SPACING, _CLOSE_SPACING = 10, 2
_ABOVE, _CLOSE_ABOVE = 24, 8
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


def _order(act: Act) -> tuple[int, int, str]:
    """F1, F2 … F9, then single keys, then those with Ctrl or Alt."""
    if act.key[1:].isdigit() and act.key.startswith("F"):
        return 0, int(act.key[1:]), ""
    return (2 if "+" in act.key else 1), 0, act.key


def _by_name(acts: Iterable[Act]) -> list[tuple[str, str]]:
    """What several keys do is told once."""
    keys: dict[str, list[str]] = {}
    for act in acts:
        told = keys.setdefault(act.name, [])
        if act.key_told not in told:
            told.append(act.key_told)
    return [("、".join(told), name) for name, told in keys.items()]


class KeyHelp(QWidget):
    """A sheet over the page; any key closes it and is not used up twice."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("按键")
        self.hide()
        window.installEventFilter(self)

    def toggle(self, acts: Sequence[Act], bare_keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys, those that are no acts last, or put them away."""
        if self.isVisible():
            self.put_away()
            return
        self._fill([*_by_name(sorted(acts, key=_order)), *bare_keys])
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        """At the window's foot; the lines stand closer where there is little room."""
        window = self.window()
        room = window.height() - TOP_BAR - BOTTOM_BAR
        for spacing, above in ((_SPACING, _ABOVE), (_CLOSE_SPACING, _CLOSE_ABOVE)):
            self._grid.setVerticalSpacing(spacing)
            self._grid.setContentsMargins(32, above, 32, above)
            if self.sizeHint().height() <= room:
                break
        height = min(self.sizeHint().height(), room)
        self.setGeometry(0, window.height() - BOTTOM_BAR - height, window.width(), height)

    def put_away(self) -> None:
        """Hide, and give the keyboard back."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def event(self, event: QEvent) -> bool:
        """No key reaches the page beneath: the sheet takes it before any shortcut does."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key closes the sheet and does nothing else; a bare Shift or Alt is not one yet."""
        if event.key() not in _MODIFIERS:
            self.put_away()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """So does a click elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper with an edge above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.SURFACE))
        painter.setPen(QPen(colour(Token.EDGE), 1))
        painter.drawLine(0, 0, self.width(), 0)
        if not has_tint():
            paint_ring(painter, self.rect())
        painter.end()

    def _fill(self, keys: Sequence[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        rows = -(-len(keys) // _COLUMNS)
        for place, (key, name) in enumerate(keys):
            column = place // rows * 2
            self._grid.addWidget(label(key, "second"), place % rows, column)
            self._grid.addWidget(cut_label(name), place % rows, column + 1)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column * 2 + 1, 1)
