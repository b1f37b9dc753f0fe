"""Why somebody works at what another has claimed: asked in place, kept on the record.

Must not do it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, INSET
from counter_app.wire.lists import ListRow

_LONGEST = 200


class TakeOver(QWidget):
    """One line beneath the list while it is asked; `number` is of the case."""

    given = Signal(str, str)
    """Number and reason."""

    def __init__(self) -> None:
        super().__init__()
        self.number = ""
        self.control = LineControl()
        self.control.input.setMaxLength(_LONGEST)
        self._field = FieldRow("take_over", "接办理由", self.control)
        self._field.setMaximumWidth(FORM_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 8, INSET, 4)
        row.addWidget(self._field)
        self.control.advance.connect(self._go)
        self.hide()

    def ask(self, row: ListRow) -> None:
        """Ask for one case; what was typed for another is gone."""
        self.number = row.number
        self.control.show_value("")
        words = f"{row.name} 由{row.claimed_by}在办；理由记录在案，Enter 接办，Esc 不接"
        self._field.say(Message(words))
        self.show()
        self.control.select()

    def put_away(self) -> bool:
        """Nothing is asked any more; whether something was."""
        was = not self.isHidden()
        self.hide()
        return was

    def _go(self, step: int) -> None:
        reason = str(self.control.value()).strip()
        if step < 0:
            return
        if reason:
            self.given.emit(self.number, reason)
        else:
            self._field.say(Message("写上理由再接办", Glyph.MISSING))
