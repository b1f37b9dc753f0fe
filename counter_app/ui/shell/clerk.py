"""Who works here today: the clerk picks a name, or writes a new one. Until sign-in exists.

Everything that is done at this window stands under that name. It is the first thing on the
screen and there before the store is open: it imports nothing that takes time.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.basics.errors import CounterError
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import label
from counter_app.ui.widgets.theme.sizes import INSET, LABEL_COLUMN

if TYPE_CHECKING:
    from counter_app.desk.desk import WindowIdentity

_FIELD_WIDTH = LABEL_COLUMN + 330
_KEYS = 9
_NAME_LIMIT = 50


class ClerkPlace(Place):
    """The first place of the day."""

    chosen = Signal(str)
    """The name of who works here; may come before `ready` was called."""
    bare_keys = (("Enter", "开始"),)

    def __init__(self) -> None:
        super().__init__(LeftColumn("名单只存在本机"))
        self._names: tuple[str, ...] = ()
        self.left.about("本窗口", "正在打开本机数据")
        self.left.chosen.connect(self._choose_known)
        self._build()
        panel = Panel()
        self._about = Section("本机")
        panel.add(self._about)
        self.show_panel(panel)

    def ready(self, names: Sequence[str], window: "WindowIdentity | None", day: str) -> None:
        """The store is open: offer the known names, the last one to be taken with Enter."""
        self._names = tuple(names)
        for name in self._names:
            self.left.add("", name)
        if self._names and not self.name.control.value():
            self.name.control.show_value(self._names[-1])
            self.name.control.select()
        if len(self._names) > 1:
            self.name.say(Message("按 Enter 开始；别的名字按 Alt 和数字，或直接写"))
        hall = window.hall.name if window else "本机还没有登记为窗口"
        self.left.about(window.label if window else "本窗口", hall, day)
        self._about.show_lines(_about_this_counter(window is not None))
        self.acts_changed.emit()

    def tell(self, trouble: CounterError) -> None:
        """Say what keeps the work from beginning: in place, and in the bar what to do."""
        self.name.say(Message(trouble.title, Glyph.WRONG))
        self.say(f"{trouble.title}。{trouble.advice}", "err")

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("开始工作")

    def acts(self) -> tuple[Act, ...]:
        """Alt+1… choose a name."""
        return tuple(
            Act(f"Alt+{at + 1}", name, partial(self._choose_known, at))
            for at, name in enumerate(self._names[:_KEYS])
        )

    def enter(self) -> None:
        """The name is ready to be typed over."""
        self.name.control.select()

    def _build(self) -> None:
        self._middle_column.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(INSET, 20, INSET, 0)
        column.setSpacing(0)
        column.addWidget(label("谁在值班", "page"))
        column.addWidget(label("各用各的名字，收件、打印都记在名下", "second"))
        column.addSpacing(24)
        control = LineControl()
        control.input.setMaxLength(_NAME_LIMIT)
        self.name = FieldRow("clerk", "姓名", control)
        self.name.setFixedWidth(_FIELD_WIDTH)
        self.name.say(Message("写上姓名，按 Enter 开始"))
        column.addWidget(self.name)
        column.addSpacing(8)
        button = ActButton("开始", "Enter", main=True, height=44)
        row = QHBoxLayout()
        row.addSpacing(LABEL_COLUMN)
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._middle_column.addWidget(box)
        control.advance.connect(lambda step: self._begin() if step > 0 else None)
        button.clicked.connect(self._begin)

    def _choose_known(self, at: int) -> None:
        self.chosen.emit(self._names[at])

    def _begin(self) -> None:
        name = str(self.name.control.value()).strip()
        if name:
            self.chosen.emit(name)
        else:
            self.name.say(Message("写上姓名再开始", Glyph.MISSING))
            self.name.control.select()


def _about_this_counter(enrolled: bool) -> list[Line]:
    kept = Line("存储", "加密，只存在本机", glyph=Glyph.DONE)
    if enrolled:
        return [kept, Line("窗口", "已登记", glyph=Glyph.DONE)]
    unknown = Line("窗口", "还没有登记", glyph=Glyph.MISSING, second="登记前可以填报，不能收件")
    return [kept, unknown]
