"""Beside a case in review: its clock, whom it waits for, consents, opinions that were given.

Must not know what may be done about it.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.intake.case_view.clock_cells import Clock
from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line
from counter_app.ui.widgets.clock_cells import ClockCells
from counter_app.ui.widgets.theme.parts import cut_label, label, rule

_GAP = 10


class ReviewSide(QWidget):
    """Sections with hairlines between them; one that has nothing to say takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.waiting, self.consents = Section("还等谁"), Section("授权")
        self.opinions, self.claim = Section("意见"), Section("领取")
        self._days = Section("")
        self._used, self._left = cut_label("", "second"), label("", "strong")
        self._cells = ClockCells()
        self._parts: dict[QWidget, QWidget] = {}
        for part in (self._clock(), self.waiting, self.consents, self.opinions, self.claim):
            self._add(part)

    def show_clock(self, clock: Clock | None) -> None:
        """The cells with number and days; None: nothing runs."""
        self._show(self._clock_part, holds=clock is not None)
        if clock is None:
            return
        self._used.setText(clock.words)
        self._left.setText(clock.left_words)
        self._cells.show_cells(clock.cells, f"期限，{clock.said}")
        self._days.show_lines([Line(day, what) for day, what in clock.days])

    def show_section(self, section: Section, lines: Sequence[Line], words: str = "") -> None:
        """What one section says."""
        section.say(words)
        section.show_lines(lines)
        self._show(section, holds=bool(lines))

    def _clock(self) -> QWidget:
        self._clock_part = QWidget()
        column = QVBoxLayout(self._clock_part)
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
        return self._clock_part

    def _add(self, part: QWidget) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(part)
        column.addSpacing(_GAP)
        line = QHBoxLayout()
        line.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
        line.addWidget(rule())
        column.addLayout(line)
        column.addSpacing(_GAP + 1)
        self._parts[part] = whole
        self._column.addWidget(whole)

    def _show(self, part: QWidget, *, holds: bool) -> None:
        self._parts[part].setVisible(holds)
