"""The search line of 今日: always ready; arrows move the list beneath without leaving it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter_app.ui.widgets.fields.text_input import TextInput
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import GLYPH
from counter_app.ui.widgets.theme.tokens import Token, colour

HEIGHT = 44
_TEXT_AT = 42
_HINT = "姓名、拼音首字母、身份证后四位、编号、电话、查询码"
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SearchLine(TextInput):
    """A line of text with a magnifying glass; `moved` hands on the keys of the list."""

    moved = Signal(QKeyEvent)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setTextMargins(_TEXT_AT - 10, 0, 32, 0)
        self.setAccessibleName(f"查找，可输{_HINT}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down belong to the list, unless an input method composes."""
        if not self.composing and not event.modifiers() and self._is_the_lists(event.key()):
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)

    def _is_the_lists(self, key: int) -> bool:
        """Home and End move in the text first, then in the list."""
        at, end = self.cursorPosition(), len(self.text())
        far = {Qt.Key.Key_Home: at == 0, Qt.Key.Key_End: at == end}
        return key in _MOVES or (not self.hasSelectedText() and far.get(Qt.Key(key), False))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glass, key and, while nothing is typed, what can be."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_glyph(painter, Glyph.SEARCH, 15, (HEIGHT - GLYPH) / 2)
        painter.setFont(font(14))
        painter.setPen(colour(Token.QUIET))
        middle = Qt.AlignmentFlag.AlignVCenter
        right = QRect(0, 0, self.width() - 13, HEIGHT)
        painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignRight), "F2")
        if not self.text() and not self.composing:
            painter.setFont(font(15))
            painter.drawText(QRect(_TEXT_AT + 12, 0, self.width(), HEIGHT), int(middle), _HINT)
        painter.end()
