"""The choices of an opinion side by side, each with the key that takes it; none is preset."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from counter_app.intake.case_view.opinions import KEYS, Choice
from counter_app.ui.case.opinion import Opinion
from counter_app.ui.widgets.fields.marks import RadioMark

_SPACING = 22


class OpinionChoices(QWidget):
    """Radios that follow the opinion."""

    def __init__(self, opinion: Opinion) -> None:
        super().__init__()
        self._opinion = opinion
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        self._row.addStretch(1)
        self._marks: dict[Choice, RadioMark] = {}
        self._told: tuple[tuple[Choice, str], ...] = ()
        opinion.changed.connect(self.show_ways)
        self.show_ways()

    def show_ways(self) -> None:
        """Show what can be chosen, and what is."""
        told = tuple((each.choice, each.title) for each in self._opinion.ways)
        if told != self._told:
            self._told = told
            self._make()
        chosen = self._opinion.way
        self._group.setExclusive(False)
        for choice, mark in self._marks.items():
            mark.setChecked(chosen is not None and chosen.choice is choice)
        self._group.setExclusive(True)

    def _make(self) -> None:
        for mark in self._marks.values():
            self._group.removeButton(mark)
            self._row.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        self._marks = {}
        for at, (choice, title) in enumerate(self._told):
            mark = RadioMark(title, KEYS[choice], self)
            mark.setAccessibleName(f"{title} {KEYS[choice]}")
            mark.clicked.connect(partial(self._opinion.choose, choice))
            mark.step.connect(partial(self._step, at))
            self._marks[choice] = mark
            self._group.addButton(mark)
            self._row.insertWidget(at, mark)

    def _step(self, at: int, step: int) -> None:
        choice = self._told[(at + step) % len(self._told)][0]
        self._opinion.choose(choice)
        self._marks[choice].setFocus()
