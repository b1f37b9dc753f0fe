"""Choosing one in a row, or several ticks in a row."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from counter_app.ui.widgets.fields.control import Control, Value
from counter_app.ui.widgets.fields.marks import RadioMark, TickMark
from counter_app.ui.widgets.theme.ring import has_tint

Options = Sequence[tuple[str | bool, str]]
"""Value and label of each choice, in the order of the form."""

_SPACING = 24
_LEAST_SPACING = 3


class ChoiceRow(Control):
    """One of a few, all to be seen. While it has the keyboard, keys 1… choose in it."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._marks: dict[str | bool, RadioMark] = {}
        row = _Row(self)
        for place, (value, text) in enumerate(options, start=1):
            mark = RadioMark(text, str(place), self)
            self._marks[value] = mark
            self._group.addButton(mark)
            row.addWidget(mark)
            mark.clicked.connect(partial(self.edited.emit, value))
            mark.step.connect(partial(self._step, place - 1))
            mark.picked.connect(self.choose)
            mark.advance.connect(self.advance)
            mark.left.connect(partial(_leave_unless_inside, self))
        row.addStretch(1)

    def _step(self, here: int, step: int) -> None:
        """An arrow: the neighbour; where nothing is chosen yet, first what is suggested."""
        suggested = [at for at, mark in enumerate(self._marks.values(), 1) if mark.suggested]
        if suggested and self._group.checkedButton() is None:
            self.choose(suggested[0])
        else:
            self.choose((here + step) % len(self._marks) + 1)

    def value(self) -> Value:
        """The chosen value, or None."""
        return next((v for v, mark in self._marks.items() if mark.isChecked()), None)

    def show_value(self, value: Value) -> None:
        """Show the choice; None clears all."""
        mark = (
            self._marks.get("" if value is None else value) if not isinstance(value, list) else None
        )
        if mark is None:
            self._group.setExclusive(False)
            for each in self._marks.values():
                each.setChecked(False)
            self._group.setExclusive(True)
        else:
            mark.setChecked(True)

    def choose(self, place: int) -> bool:
        """Choose the option at `place`, counted from 1; False if there is none."""
        values = list(self._marks)
        if not 1 <= place <= len(values):
            return False
        mark = self._marks[values[place - 1]]
        mark.setFocus()
        mark.click()
        return True

    def show_suggestion(self, text: str) -> None:
        """Dash the mark of the suggested value; an empty text takes it back."""
        _dash(self._marks, text)

    def focus_target(self) -> QWidget:
        """The chosen mark, else the suggested one, else the first."""
        chosen = self._group.checkedButton()
        marks = list(self._marks.values())
        suggested = next((mark for mark in marks if mark.suggested), marks[0])
        return chosen if chosen is not None else suggested

    def describe(self, name: str, state: str) -> None:
        """Each mark says the label before its own words."""
        _describe(self._marks.values(), name, state)


class TickRow(Control):
    """Any of several. Arrows walk, Space or a digit ticks; a suggested one is dashed."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: dict[str | bool, TickMark] = {}
        row = _Row(self)
        for place, (value, text) in enumerate(options, start=1):
            mark = TickMark(text, str(place), self)
            self._marks[value] = mark
            row.addWidget(mark)
            mark.clicked.connect(self._tell)
            mark.picked.connect(self._toggle)
            mark.advance.connect(self.advance)
            mark.left.connect(partial(_leave_unless_inside, self))
        row.addStretch(1)

    def value(self) -> Value:
        """The ticked values, in the order of the form."""
        return [str(value) for value, mark in self._marks.items() if mark.isChecked()]

    def show_value(self, value: Value) -> None:
        """Show the ticks."""
        chosen = value if isinstance(value, list) else []
        for each, mark in self._marks.items():
            mark.setChecked(each in chosen)

    def marks(self) -> dict[str | bool, TickMark]:
        """The boxes by their values, in the order of the form."""
        return dict(self._marks)

    def show_suggestion(self, text: str) -> None:
        """Dash the box of the suggested value; an empty text takes it back."""
        _dash(self._marks, text)

    def focus_target(self) -> QWidget:
        """The suggested box, else the first."""
        marks = list(self._marks.values())
        return next((mark for mark in marks if mark.suggested and not mark.isChecked()), marks[0])

    def describe(self, name: str, state: str) -> None:
        """Each box says the label before its own words."""
        _describe(self._marks.values(), name, state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the boxes."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        marks = list(self._marks.values())
        here = next((at for at, mark in enumerate(marks) if mark.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        elif 0 <= here + step < len(marks):
            marks[here + step].setFocus()

    def _toggle(self, place: int) -> None:
        """Tick the box at `place`, counted from 1, or take its tick away."""
        if place <= len(self._marks):
            mark = list(self._marks.values())[place - 1]
            mark.setFocus()
            mark.click()

    def _tell(self) -> None:
        self.edited.emit(self.value())


class YesNo(ChoiceRow):
    """A yes-or-no whose answer must be given: two radios, none preset."""

    def __init__(self, yes: str, no: str, parent: QWidget | None = None) -> None:
        super().__init__(((True, yes), (False, no)), parent)


class _Row(QHBoxLayout):
    """Marks side by side; where there is little room they move together, never over each other."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(_SPACING)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 (Qt's name)
        """Share the room that the words leave."""
        marks = [self.itemAt(at).widget() for at in range(self.count() - 1)]
        words = sum(each.sizeHint().width() for each in marks if each is not None)
        room = (rect.width() - words) // max(1, len(marks))
        least = _LEAST_SPACING if has_tint() else 0  # where there is a ring it has room of its own
        spacing = max(least, min(_SPACING, room))
        if spacing != self.spacing():  # Setting it, the same or not, asks for another layout.
            self.setSpacing(spacing)
        super().setGeometry(rect)


def _dash(marks: Mapping[str | bool, RadioMark] | Mapping[str | bool, TickMark], text: str) -> None:
    for value, mark in marks.items():
        suggested = bool(text) and value == text
        if mark.suggested != suggested:
            mark.suggested = suggested
            mark.update()


def _describe(marks: Iterable[QAbstractButton], name: str, state: str) -> None:
    for mark in marks:
        mark.setAccessibleName(f"{name} {mark.text()}")
        mark.setAccessibleDescription(state)


def _leave_unless_inside(owner: Control) -> None:
    inside = owner.focusWidget()
    if not (isinstance(inside, QAbstractButton) and inside.hasFocus()):
        owner.left.emit()
