"""A field with its row of 64: label, control, and the line beneath that is always there."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.message import Message, MessageLine
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import FIELD, LABEL_COLUMN, MESSAGE
from counter_app.ui.widgets.theme.tokens import Token, colour

_LABEL_LINE = 18
_LABEL_LETTER = 15
_LAST_WORD = 4


class FieldRow(QWidget):
    """One field of a form. Places its three parts to the pixel; nothing in it moves."""

    def __init__(
        self,
        key: str,
        label: str,
        control: Control,
        parent: QWidget | None = None,
        *,
        label_column: int = LABEL_COLUMN,
    ) -> None:
        super().__init__(parent)
        self.key, self.label, self.control = key, label, control
        self._label_column = label_column
        self._label_lines = _broken(label, label_column)
        self.line = MessageLine(self)
        control.setParent(self)
        control.describe(label, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(FIELD + MESSAGE)

    def sizeHint(self) -> QSize:
        """Label column and a usable control."""
        return QSize(self._label_column + 120, FIELD + MESSAGE)

    def set_label_column(self, width: int) -> None:
        """Give the label more or less room."""
        if width != self._label_column:
            self._label_column = width
            self._label_lines = _broken(self.label, width)
            self._place()
            self.update()

    def say(self, message: Message) -> None:
        """Show a message beneath; a wrong one colours the control's edge."""
        if message == self.line.message:
            return
        self.line.say(message)
        self.control.show_state("wrong" if message.glyph is Glyph.WRONG else "")
        self.control.describe(self.label, message.text)
        if message.glyph is Glyph.WRONG:
            announce(self, f"{self.label}，{message.text}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put control and line in their places."""
        self._place()

    def _place(self) -> None:
        left, width = self._label_column, self.width() - self._label_column
        self.control.setGeometry(left, 0, width, FIELD)
        self.line.setGeometry(left, FIELD, width, MESSAGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the label, in two lines if it is long."""
        painter = QPainter(self)
        painter.setFont(font(15))
        painter.setPen(colour(Token.SECOND))
        top = (FIELD - _LABEL_LINE * len(self._label_lines)) // 2
        for place, words in enumerate(self._label_lines):
            area = QRect(0, top + place * _LABEL_LINE, self._label_column, _LABEL_LINE)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


def _broken(label: str, width: int) -> tuple[str, ...]:
    """The label in one line, or in two: most labels end in a word of four letters."""
    letters = width // _LABEL_LETTER
    if len(label) <= letters:
        return (label,)
    half = len(label) - _LAST_WORD
    if half > letters:
        half = (len(label) + 1) // 2
    return (label[:half], label[half:])
