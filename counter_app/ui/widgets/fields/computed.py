"""A value that is reckoned: dotted foot, no box, and how it was reckoned at its right."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from counter_app.ui.widgets.fields.control import Control, Value
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.tokens import Token, colour

_V = Qt.AlignmentFlag.AlignVCenter


class Computed(Control):
    """Shows; is never edited and takes no focus."""

    asks = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = self._unit = self._how = ""

    def show_figure(self, value: str, unit: str, how: str) -> None:
        """Show a figure, its unit and its reckoning."""
        if (value, unit, how) != (self._value, self._unit, self._how):
            self._value, self._unit, self._how = value, unit, how
            self.setAccessibleName(f"{value} {unit} {how}")
            self.update()

    def value(self) -> Value:
        """The figure as shown."""
        return self._value

    def show_value(self, value: Value) -> None:
        """Figures come through `show_figure`."""

    def focus_target(self) -> QWidget:
        """Itself, though it takes no focus."""
        return self

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw value, unit, reckoning and the dotted foot."""
        painter = QPainter(self)
        area = self.rect().adjusted(12, 0, -10, 0)
        left = self._paint(painter, area, self._value, 16, Token.TEXT)
        self._paint(painter, area.adjusted(left + 5, 0, 0, 0), self._unit, 15, Token.SECOND)
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        painter.drawText(area, int(_V | Qt.AlignmentFlag.AlignRight), self._how)
        painter.setPen(QPen(colour(Token.EDGE), 1, Qt.PenStyle.DotLine))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint(self, painter: QPainter, area: QRect, text: str, size: int, ink: Token) -> int:
        painter.setFont(font(size, strong=size == 16))
        painter.setPen(colour(ink))
        painter.drawText(area, int(_V), text)
        return painter.fontMetrics().horizontalAdvance(text)
