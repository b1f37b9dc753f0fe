"""The right of a desk's list: of the case in the current row what differs, who answered, the clock.

Must not ask for it.
"""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.intake.listed_case import CaseBeside, beside_row
from counter_app.intake.listed_words import short_number
from counter_app.ui.desks.department_grid import DepartmentGrid
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line
from counter_app.ui.widgets.clock_cells import ClockCells
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.parts import cut_label, label, rule
from counter_app.wire.lists import ListRow

_INDENT = 26
_BEFORE_RULE, _BEHIND_RULE = 10, 11
_MOST = 5
_LOOK = "F5 看是哪几项，记为查看"


class CasePanel(Panel):
    """Four sections; `chosen` tells the number of the case that is to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._differences = Section(""), Section("不一致", "F5")
        self._departments, self._clock = Section("部门"), Section("期限")
        self._grid, self._cells = DepartmentGrid(), ClockCells()
        self._troubles = cut_label("", "second")
        self._stopped, self._left = cut_label("", "second"), label("", "text")
        self.add(self._head)
        self._verified, self._time = Column(), Column()
        for section in (self._differences, self._departments):
            self._verified.add(section)
        self._verified.add(self._grid)
        self._verified.add(self._troubles)
        self._time.add(self._clock)
        self._time.add(self._cells)
        self._time.add(self._beneath())
        for column in (self._verified, self._time):
            self.column.insertWidget(self.column.count() - 1, column)
        self._differences.chosen.connect(self.chosen)
        self.clear()

    def clear(self) -> None:
        """No case is the current one."""
        self._head.say("", title="没有选中办件")
        self._head.key("")
        self._head.show_lines(())
        self._show_rest(None)

    def show_row(self, row: ListRow) -> None:
        """What the row says of its case; the rest is there for whoever looks at the case."""
        self._head.say("", title=row.name)
        self._head.key(short_number(row.number))
        self._head.show_lines([Line(row.type), *([Line("", row.why)] if row.why else [])])
        self._say_differences(row.differences, row.undecided)
        hint = [Line("", _LOOK, detail_at=_INDENT)] if row.differences else []
        self._differences.show_lines(hint)
        self._show_asked(beside_row(row))

    def show_case(self, row: ListRow, case: CaseBeside) -> None:
        """All that was told of it."""
        self._head.say(case.people, title=row.name)
        lines = [Line(step, said) for step, said in case.opinions]
        self._head.show_lines([Line(row.type), *lines])
        self._show_differences(row, case)
        self._show_asked(case)

    def _show_asked(self, case: CaseBeside) -> None:
        told = f"问 {case.asked} 家，答 {case.answered} 家" if case.asked else "还没有问"
        self._departments.say(told)
        self._show_rest(case)

    def _say_differences(self, many: int, undecided: int) -> None:
        told = f"{many} 项，已定 {many - undecided}" if many else "没有"
        self._differences.say(told, "review" if undecided else "second")

    def _show_differences(self, row: ListRow, case: CaseBeside) -> None:
        many = len(case.differences)
        self._say_differences(many, case.undecided)
        lines = [
            Line(
                each.title,
                right=each.source,
                glyph=Glyph.DONE if each.is_decided else Glyph.DIFFERENT,
                second=each.sides,
                target=row.number,
            )
            for each in case.differences[:_MOST]
        ]
        if many > _MOST:
            lines.append(Line("", f"还有 {many - _MOST} 项，打开看", detail_at=_INDENT))
        self._differences.show_lines(lines)

    def _show_rest(self, case: CaseBeside | None) -> None:
        """Departments and clock; nothing of them while they are not known."""
        self._verified.setVisible(case is not None)
        self._grid.show_states(case.departments if case else ())
        self._troubles.setText("，".join(case.troubles) if case else "")
        self._troubles.setVisible(bool(case and case.troubles))
        clock = case.clock if case else None
        self._time.setVisible(clock is not None)
        if case is None:
            self._differences.show_lines(())
        if clock is not None and case is not None:
            self._clock.say(clock.words)
            self._clock.key(f"{clock.due} 到期" if clock.due else "")
            self._cells.show_cells(clock.cells, clock.said)
            self._stopped.setText("，".join(case.stopped))
            self._left.setText(clock.left_words)

    def _beneath(self) -> QWidget:
        beneath = QWidget()
        row = QHBoxLayout(beneath)
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(self._stopped, 1)
        row.addWidget(self._left)
        return beneath


class Column(QWidget):
    """Sections with a hairline before each, and parts beneath them; there or not as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add(self, part: QWidget) -> None:
        """One more at the end, its words as far from the edge as those of a line."""
        if isinstance(part, Section):
            self._column.addSpacing(_BEFORE_RULE)
            self._column.addLayout(_inset(rule()))
            self._column.addSpacing(_BEHIND_RULE)
            self._column.addWidget(part)
        else:
            self._column.addLayout(_inset(part))


def _inset(part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
    row.addWidget(part)
    return row
