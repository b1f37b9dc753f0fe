"""The lock: nothing of an applicant is seen, nothing of their work is touched.

What is printed or sent goes on beneath. Must not know what it covers, nor keep what was typed.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.basics.errors import CounterError
from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.fields.password import PasswordControl
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import label, named, rule
from counter_app.ui.widgets.theme.sizes import INSET, LABEL_COLUMN

_FIELD_WIDTH = LABEL_COLUMN + 330


class Locked(NamedTuple):
    """Whose window it is, where, why it is locked, and what goes on."""

    name: str
    hall: str
    window: str
    day: str
    why: str
    needs_password: bool = True
    lines: Sequence[Line] = ()


class LockPlace(Place):
    """Over all places."""

    given = Signal(str)
    """The password by which somebody wants back."""
    leave_wanted = Signal()
    """Somebody else wants to sign in."""

    def __init__(self, locked: Locked) -> None:
        super().__init__(LeftColumn())
        self._locked = locked
        self.left.about(locked.window, locked.hall, locked.day)
        self._panels.hide()
        self._panels.setFixedWidth(0)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(INSET, 20, INSET, 17)
        column.setSpacing(0)
        column.addWidget(label(f"{locked.name}的窗口锁着", "page"))
        column.addWidget(label(f"{locked.why}，屏幕上不留申请人的内容", "second"))
        column.addSpacing(24)
        self._dots = PasswordControl()
        self.password = FieldRow("password", "口令", self._dots)
        self.password.setFixedWidth(_FIELD_WIDTH)
        self.password.say(Message("解锁后回到原来的光标"))
        column.addWidget(self.password)
        self.password.setVisible(locked.needs_password)
        self._button = ActButton("解锁", "Enter", main=True, height=44)
        other = ActButton("换人登录", "Alt+0", height=44)
        row = QHBoxLayout()
        row.addSpacing(LABEL_COLUMN if locked.needs_password else 0)
        row.setSpacing(12)
        for button in (self._button, other):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(12)
        column.addLayout(row)
        column.addSpacing(28)
        column.addWidget(rule())
        self._going_on = Section("")
        self._going_on.show_lines(list(locked.lines))
        column.addWidget(self._going_on)
        column.addStretch(1)
        column.addWidget(label("Ctrl+L 随时锁定　人走开一会儿自动锁，时长由大厅定", "second"))
        view = CalmScroll()
        view.setWidget(named(box, "paper"))
        self._middle_column.addWidget(view, 1)
        self._dots.advance.connect(lambda step: self._go() if step > 0 else None)
        self._dots.capitals.connect(self._warn)
        self._button.clicked.connect(self._go)
        other.clicked.connect(self.leave_wanted)

    def tab(self) -> Tab:
        """What the one tab says."""
        return Tab("已锁定")

    def acts(self) -> tuple[Act, ...]:
        """Somebody else may sit down; Enter does where no password is asked for."""
        other = Act("Alt+0", "换人登录", self.leave_wanted.emit)
        if self._locked.needs_password:
            return (other,)
        return (other, Act("Return", "解锁", self._go))

    def enter(self) -> None:
        """To the dots."""
        if self._locked.needs_password:
            self._dots.select()
        else:
            self._button.setFocus()

    def tell(self, trouble: CounterError) -> None:
        """Why it stays locked."""
        self._button.setEnabled(True)
        self._dots.forget()
        self.password.say(Message(trouble.title, Glyph.WRONG))
        self.say(trouble.advice, "err")
        self._dots.select()

    def _warn(self, locked: bool) -> None:
        self.password.say(Message("大写锁定开着", Glyph.REVIEW) if locked else NOTHING)

    def _go(self) -> None:
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self.given.emit(self._dots.password())

    def fitted(self) -> None:
        """There is no panel to fit."""
        self._panels.hide()
