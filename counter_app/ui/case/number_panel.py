"""The number that came back from the 公租房信息系统, typed twice, and how much was copied there.

Must not record it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph

_LABEL = 84
_LONGEST = 60
_HINT = "照对方页面录入"


class NumberPanel(Panel):
    """How much was copied, and the number."""

    given = Signal(str)
    """The number, typed twice alike."""

    def __init__(self) -> None:
        super().__init__()
        self._stand = Section("抄录")
        self._against = Section("没有办成")
        self.add(self._stand)
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.number, self.again = _row("number", "对方编号"), _row("again", "再录一次")
        self.number.say(Message(_HINT))
        self.button = ActButton("编号回来了", "Ctrl+Enter", main=True)
        self.button.clicked.connect(self.give)
        for part in (self.number, self.again, self.button):
            column.addWidget(part)
        self.number.control.advance.connect(lambda step: self._select(self.again, step))
        self.again.control.advance.connect(self._from_again)
        self.add(asked)
        self.add(self._against, ruled=False)
        self._against.hide()

    def show_stand(self, lines: list[Line]) -> None:
        """How far it is."""
        self._stand.show_lines(lines)

    def focus_first(self) -> bool:
        """The number."""
        self.number.control.select()
        return True

    def give(self) -> None:
        """Tell the number, where it was typed twice alike; else say what is not so."""
        first, second = _typed(self.number), _typed(self.again)
        self.number.say(Message("还没有写", Glyph.MISSING) if not first else Message(_HINT))
        if not first:
            self.number.control.select()
        elif first != second:
            words = "和上面不一样" if second else "还没有写"
            self.again.say(Message(words, Glyph.WRONG if second else Glyph.MISSING))
            self.again.control.select()
        else:
            self.again.say(NOTHING)
            self.given.emit(first)

    def tell(self, lines: list[Line]) -> None:
        """What kept it from being recorded; nothing, where nothing did."""
        self._against.show_lines(lines)
        self._against.setVisible(bool(lines))

    def _from_again(self, step: int) -> None:
        if step < 0:
            self.number.control.select()
        else:
            self.give()

    def _select(self, row: FieldRow, step: int) -> None:
        if step > 0:
            row.control.select()


def _typed(row: FieldRow) -> str:
    return str(row.control.value() or "").strip()


def _row(key: str, label: str) -> FieldRow:
    control = LineControl()
    control.input.setMaxLength(_LONGEST)
    return FieldRow(key, label, control, label_column=_LABEL)
