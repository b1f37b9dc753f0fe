"""Beside an open case: how its review stands, what may be done, its letters.

Must not judge what may follow.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.ui.case import act_list
from counter_app.ui.case import case_lines as lines
from counter_app.ui.case.case_shown import Shown
from counter_app.ui.shell.frame.panel import Panel, Section

NAME = "能办的"


class CaseSide(Panel):
    """Chosen by key or mouse: an act, or a letter by its number."""

    begun = Signal(str)
    letter_wanted = Signal(str)

    def __init__(self, review: QWidget) -> None:
        """`review` stands above all."""
        super().__init__()
        self._can, self._letters = Section(NAME, "F5"), Section("文书")
        self.column.insertWidget(0, review)
        self.add(self._can, ruled=False)
        self.add(self._letters)
        self._can.chosen.connect(self.begun)
        self._letters.chosen.connect(self.letter_wanted)

    def show_case(self, case: Shown, can: Mapping[str, list[str]]) -> None:
        """`can`: the acts that are offered, each with what it lacks."""
        told = case.opened.told
        self._can.say("" if can else "这一件现在没有要在这里办的")
        self._can.show_lines([act_list.act_line(act, lacks, told) for act, lacks in can.items()])
        written = lines.letters(case.loaded)
        self._letters.say("" if written else "还没有")
        self._letters.show_lines(written)
