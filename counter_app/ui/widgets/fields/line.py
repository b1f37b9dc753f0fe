"""Fields of one line: text, numbers of papers, telephones, money, areas, months, dates."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui.widgets.fields.control import Control, Value
from counter_app.ui.widgets.fields.text_input import TextInput
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import FIELD
from counter_app.ui.widgets.theme.style import mark
from counter_app.ui.widgets.theme.tokens import Token, colour

_TAKE = "→ 采用"
_EDGE = 12


Written = Callable[[str], str]
"""How the same value is written elsewhere."""


class _UnitInput(TextInput):
    """A line that paints its unit, or a suggestion, inside its own edge."""

    def __init__(self, unit: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._unit = unit
        self.suggestion = ""
        if unit:
            self.setTextMargins(0, 0, self._width(unit) + 8, 0)

    def _width(self, text: str) -> int:
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(text)

    def offers(self) -> bool:
        """Whether a suggestion is to be seen."""
        return bool(self.suggestion) and not self.text() and not self.composing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then what stands in it but is not typed."""
        super().paintEvent(event)
        if not (self._unit or self.offers()):
            return
        painter = QPainter(self)
        area = self.rect().adjusted(_EDGE + 1, 0, -_EDGE, 0)
        if self.offers():
            self._paint_offer(painter, area)
        elif self._unit:
            painter.setPen(colour(Token.SECOND))
            painter.setFont(font(14))
            painter.drawText(area, _RIGHT, self._unit)
        painter.end()

    def _paint_offer(self, painter: QPainter, area: QRect) -> None:
        painter.setFont(font(14))
        painter.setPen(colour(Token.ACCENT))
        painter.drawText(area, _RIGHT, _TAKE)
        painter.setFont(font(16))
        painter.setPen(colour(Token.QUIET))
        room = area.width() - painter.fontMetrics().horizontalAdvance(_TAKE)
        shown = painter.fontMetrics().elidedText(self.suggestion, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, _LEFT, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ in an empty field takes the suggestion."""
        if event.key() == Qt.Key.Key_Right and self.offers():
            self._take()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a click on the words."""
        words = QFontMetrics(font(14)).horizontalAdvance(_TAKE) + 2 * _EDGE
        if self.offers() and event.position().x() > self.width() - words:
            self.setFocus()
            self._take()
        else:
            super().mousePressEvent(event)

    def _take(self) -> None:
        self.setText(self.suggestion)
        self._tell(self.suggestion)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineControl(Control):
    """One line of text.

    `kept` turns what is shown into what the draft keeps while typing, `shown` the other way while
    the line is not under the hands. What was typed is put right by whoever hears that it was left.
    """

    by_letter = True

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        unit: str = "",
        kept: Written = str,
        shown: Written = str,
    ) -> None:
        super().__init__(parent)
        self._kept, self._shown = kept, shown
        self._state = ""
        self.input = _UnitInput(unit, self)
        self.input.setFixedHeight(FIELD)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.typed.connect(lambda text: self.edited.emit(self._kept(text)))
        self.input.pasted.connect(self.pasted)
        self.input.advance.connect(self.advance)
        self.input.left.connect(self._leave)
        self.input.entered.connect(self._enter)
        self.input.textChanged.connect(self._restate)  # what is typed hides a suggestion

    def value(self) -> Value:
        """The text as the draft keeps it."""
        return self._kept(self.input.text())

    def show_value(self, value: Value) -> None:
        """Show the draft's text; the same value typed differently is left as it stands."""
        text = value if isinstance(value, str) else ""
        if not self.input.hasFocus():
            self.input.put(self._shown(text))
        elif text != self._kept(self.input.text()):
            self.input.put(text)

    def tidy_up(self) -> None:
        """Show the text in its usual form."""
        self.input.put(self._shown(self._kept(self.input.text())))

    def _enter(self) -> None:
        """Under the hands the text stands as it is kept: no sign in it that nobody typed."""
        self.input.put(self._kept(self.input.text()))

    def show_state(self, state: str) -> None:
        """Colour the edge."""
        self._state = state
        self._restate()

    def _restate(self) -> None:
        if mark(self.input, "state", "suggested" if self.input.offers() else self._state):
            self.input.update()

    def show_suggestion(self, text: str) -> None:
        """Offer a text in the empty field."""
        if text != self.input.suggestion:
            self.input.suggestion = text
            self.input.update()
            self._restate()

    def focus_target(self) -> QWidget:
        """The line itself."""
        return self.input

    def select(self) -> None:
        """Take focus with the text selected."""
        self.input.setFocus()
        self.input.selectAll()

    def _leave(self) -> None:
        self.tidy_up()
        self.left.emit()
