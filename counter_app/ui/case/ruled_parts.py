"""Parts beneath each other in a panel, hairlines between; one that has nothing to say has no room.

Must not know what they say.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.intake.case_view.clock_cells import Clock
from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line
from counter_app.ui.widgets.clock_cells import ClockCells
from counter_app.ui.widgets.theme.parts import cut_label, label, rule

_GAP = 10


class RuledParts(QWidget):
    """The column."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._parts: dict[QWidget, QWidget] = {}

    def add(self, part: QWidget, *, ruled: bool = True) -> None:
        """One more at the end; the last one of a panel has no hairline beneath it."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(part)
        self._parts[part] = whole
        self._column.addWidget(whole)
        if not ruled:
            return
        column.addSpacing(_GAP)
        line = QHBoxLayout()
        line.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
        line.addWidget(rule())
        column.addLayout(line)
        column.addSpacing(_GAP + 1)

    def settle(self) -> None:
        """Place everything now, from within: else each floor waits for a turn of its own."""
        for section in self.findChildren(Section):
            section.settle()
        for whole in self._parts.values():
            layout = whole.layout()
            assert layout is not None
            layout.activate()
        self._column.activate()

    def show_part(self, part: QWidget, *, holds: bool) -> None:
        """Whether it has something to say."""
        self._parts[part].setVisible(holds)

    def show_section(
        self, section: Section, lines: Sequence[Line], words: str = "", *, tone: str = "second"
    ) -> None:
        """What one section says."""
        section.say(words, tone)
        section.show_lines(lines)
        self.show_part(section, holds=bool(lines or words))


class ClockPart(QWidget):
    """期限: how much of it is used and left, a cell a working day, the days that matter."""

    def __init__(self) -> None:
        super().__init__()
        self._days = Section("")
        self._used, self._left = cut_label("", "second"), label("", "strong")
        self._cells = ClockCells()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
        head.setSpacing(10)
        head.addWidget(label("期限", "heading"))
        head.addWidget(self._used, 1)
        head.addWidget(self._left)
        column.addLayout(head)
        cells = QHBoxLayout()
        cells.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
        cells.addWidget(self._cells)
        column.addLayout(cells)
        self._days.hide_heading()
        column.addWidget(self._days)

    def show_clock(self, clock: Clock) -> None:
        """The cells with number and days."""
        self._used.setText(clock.words)
        self._left.setText(clock.left_words)
        self._cells.show_cells(clock.cells, f"期限，{clock.said}")
        self._days.show_lines([Line(day, what) for day, what in clock.days])
