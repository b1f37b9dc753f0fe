"""The middle of a desk's home: head, what is asked in place, the table, the foot.

Must not know what the rows are of, nor ask for one.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from counter_app.ui.desks.desk_rows import DeskModel
from counter_app.ui.desks.desk_table import DeskTable
from counter_app.ui.desks.in_place import (
    InPlace,
    StandingWord,
    find_line,
    hand_on_line,
    take_over_line,
)
from counter_app.ui.desks.legend import Legend
from counter_app.ui.shell.frame.drawer_button import DrawerButton
from counter_app.ui.widgets.fields.drop_down import DropList
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import FOOT, HEAD, INSET

_LISTS, _LISTS_HEIGHT = 190, 36
ORDER, NEWEST_FIRST = "先到期的在前", "新收的在前"


class DeskPage(QWidget):
    """Its parts are the place's to fill."""

    def __init__(self, model: DeskModel) -> None:
        super().__init__()
        named(self, "paper")
        self._insets: list[QLayout] = []
        self.sought, self.why, self.hand_on = find_line(), take_over_line(), hand_on_line()
        self.standing = StandingWord()
        self.table = DeskTable(model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.standing)
        column.addWidget(self.sought)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing(), 1)
        column.addWidget(self.why)
        column.addWidget(self.hand_on)
        column.addWidget(self._foot())
        self._insets += [each.inset for each in self._lines()]

    def _lines(self) -> tuple[InPlace | StandingWord, ...]:
        return (self.standing, self.sought, self.why, self.hand_on)

    def fit(self, inset: int) -> None:
        """Every part begins where the table's cells do."""
        for layout in self._insets:
            margins = layout.contentsMargins()
            layout.setContentsMargins(inset, margins.top(), inset, margins.bottom())

    def tell(self, words: str, nothing: str) -> None:
        """What the foot says; `nothing` stands in place of the rows."""
        had_keyboard = self.table.hasFocus() or self._without.hasFocus()
        self._empty.setText(nothing)
        self._without.setAccessibleName(nothing)
        self.table.setVisible(not nothing)
        self._without.setVisible(bool(nothing))
        self._told.setText(words)
        if had_keyboard:
            self.to_rows()

    def to_rows(self) -> None:
        """The keyboard to the rows, or to where it says that there are none."""
        (self._without if self.table.isHidden() else self.table).setFocus()

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(INSET, 0, INSET, 0)
        self._insets.append(row)
        self.title, self.order = cut_label("", "page"), label(ORDER, "second")
        self.drop = DropList()
        self.drop.setAccessibleName("列表")
        self.drop.setFixedSize(_LISTS, _LISTS_HEIGHT)
        self.drop.hide()
        self.drawer_button = DrawerButton()
        self.drawer_button.hide()
        row.addWidget(self.title)
        row.addWidget(self.drop)
        row.addStretch(1)
        row.addWidget(self.order)
        row.addWidget(self.drawer_button)
        return head

    def _nothing(self) -> QWidget:
        self._empty, self._without = label("", "value"), QWidget()
        self._without.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self._without)
        column.setContentsMargins(INSET, 24, INSET, 0)
        column.addWidget(self._empty)
        column.addStretch(1)
        self._insets.append(column)
        self._without.hide()
        return self._without

    def _foot(self) -> QWidget:
        foot = named(QWidget(), "foot")
        foot.setFixedHeight(FOOT - 14)
        row = QHBoxLayout(foot)
        row.setContentsMargins(INSET, 0, INSET, 0)
        self._insets.append(row)
        self._told: QLabel = cut_label("", "second")
        row.addWidget(self._told, 1)
        row.addWidget(Legend())
        return foot
