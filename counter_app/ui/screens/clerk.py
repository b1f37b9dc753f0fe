"""Who works here today: the clerk picks a name, or writes a new one. Until sign-in exists.

Everything that is done at this window stands under that name.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.background.lanes import Background, Changed
from counter_app.desk.clerks import Clerk, add_clerk
from counter_app.desk.desk import Desk
from counter_app.ui.act_button import ActButton
from counter_app.ui.fields.line import LineControl
from counter_app.ui.fields.message import Message
from counter_app.ui.fields.row import FieldRow
from counter_app.ui.frame.panel import Panel, Section
from counter_app.ui.frame.panel_lines import Line
from counter_app.ui.frame.place import Place
from counter_app.ui.frame.top_tabs import Tab
from counter_app.ui.frame.way import LeftColumn
from counter_app.ui.glyphs import Glyph
from counter_app.ui.keys import Act
from counter_app.ui.theme.parts import label
from counter_app.ui.theme.sizes import INSET, LABEL_COLUMN

_FIELD_WIDTH = LABEL_COLUMN + 330
_KEYS = 9
_NAME_LIMIT = 50


class ClerkPlace(Place):
    """The first place of the day."""

    chosen = Signal(object)
    """The `Clerk` who works here."""

    def __init__(self, desk: Desk, background: Background, known: Sequence[Clerk]) -> None:
        super().__init__(LeftColumn("名单只存在本机"))
        self._desk, self._background = desk, background
        self._known = tuple(known)
        self._busy = False
        who = desk.window()
        hall = who.hall.name if who else "本机还没有登记为窗口"
        self.left.about(who.label if who else "本窗口", hall, f"{desk.now():%Y-%m-%d}")
        for clerk in self._known:
            self.left.add("", clerk.name)
        self.left.chosen.connect(self._choose_known)
        self._build()
        self.show_panel(_about_this_counter(enrolled=who is not None))

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("开始工作")

    def acts(self) -> tuple[Act, ...]:
        """Alt+1… choose a name."""
        return tuple(
            Act(f"Alt+{at + 1}", clerk.name, partial(self._choose_known, at))
            for at, clerk in enumerate(self._known[:_KEYS])
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
        self.name.say(Message("按 Enter 开始；别的名字按 Alt 和数字，或直接写"))
        if self._known:
            control.show_value(self._known[-1].name)
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
        self.chosen.emit(self._known[at])

    def _begin(self) -> None:
        name = str(self.name.control.value()).strip()
        if not name:
            self.name.say(Message("写上姓名再开始", Glyph.MISSING))
            self.name.control.select()
            return
        known = next((each for each in self._known if each.name == name), None)
        if known is not None:
            self.chosen.emit(known)
        elif not self._busy:
            self._busy = True
            self._background.change(
                partial(add_clerk, self._desk, name), Changed(), self.chosen.emit, self._failed
            )

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.name.say(Message(str(error), Glyph.WRONG))


def _about_this_counter(*, enrolled: bool) -> Panel:
    panel = Panel()
    section = Section("本机")
    panel.add(section)
    lines = [Line("存储", "加密，只存在本机", glyph=Glyph.DONE)]
    if enrolled:
        lines.append(Line("窗口", "已登记", glyph=Glyph.DONE))
    else:
        lines.append(
            Line("窗口", "还没有登记", glyph=Glyph.MISSING, second="登记前可以填报，不能收件")
        )
    section.show_lines(lines)
    return panel
