"""申报与核验: the persons, what each declared, what is shared; Enter opens the facts of one.

Must not know a store, an act, or who looks.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.intake.case_view.declared_parts import Part
from counter_app.ui.case.pages.table_rows import (
    FACT_ROW,
    INDENT,
    PERSON_ROW,
    PlainRow,
    TableRow,
    Words,
)
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.theme.tokens import Token

_SHOWN_WITH = 24
"""So much beyond a row is seen too, when the keyboard comes to it."""


class FactsPage(CalmScroll):
    """The table: only it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = named(QWidget(), "paper")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._page)
        self._parts: tuple[Part, ...] = ()
        self._rows: dict[str, TableRow] = {}
        self._facts: dict[str, list[TableRow]] = {}
        """Part → the rows of its facts, while it is open."""

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show the form; what was opened stays open, and the keyboard where it is."""
        if tuple(parts) == self._parts:
            return
        at, opened = self.current(), list(self._facts)
        self._clear()
        self._parts = tuple(parts)
        for part in parts:
            row = self._rows[part.key] = _part_row(part)
            self._add(row)
            row.opened.connect(partial(self.toggle, part.key))
        for key in opened:
            if key in self._rows:
                self.toggle(key)
        if at in self._rows:
            self._rows[at].setFocus()

    def toggle(self, key: str) -> None:
        """Open the facts of one part, or put them away."""
        row = self._rows[key]
        shown = self._facts.pop(key, None)
        if shown is not None:
            for each in shown:
                self._column.removeWidget(each)
                each.hide()
                each.deleteLater()
        else:
            self._facts[key] = self._open(key, self._column.indexOf(row) + 1)
        row.setFocus()

    def current(self) -> str:
        """The part that has the keyboard; empty where none has."""
        return next((key for key, row in self._rows.items() if row.hasFocus()), "")

    def focus_first(self) -> bool:
        """The keyboard to the first row; False where there is none."""
        rows = self.rows()
        if rows:
            rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(rows)

    def rows(self) -> list[TableRow]:
        """As they stand beneath each other."""
        found = (self._column.itemAt(at).widget() for at in range(self._column.count()))
        return [each for each in found if isinstance(each, TableRow)]

    # -- inside -----------------------------------------------------------------------------------

    def _open(self, key: str, at: int) -> list[TableRow]:
        part = next(each for each in self._parts if each.key == key)
        made: list[TableRow] = []
        for place, fact in enumerate(part.facts):
            cells = (Words(fact.label), Words(fact.text))
            row = PlainRow(FACT_ROW, cells, indent=INDENT)
            self._add(row, at + place)
            made.append(row)
        return made

    def _add(self, row: TableRow, at: int = -1) -> None:
        self._column.insertWidget(self._column.count() - 1 if at < 0 else at, row)
        row.walked.connect(partial(self._walk, row))
        row.came.connect(partial(self.ensureWidgetVisible, row, 0, _SHOWN_WITH))
        row.show()

    def _walk(self, row: TableRow, step: int) -> None:
        rows = self.rows()
        to = rows.index(row) + step
        if 0 <= to < len(rows):
            rows[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _clear(self) -> None:
        for row in self.rows():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._facts = {}, {}


def _part_row(part: Part) -> PlainRow:
    told = f"{len(part.facts)} 项" if part.facts else "没有填"
    cells = (
        Words(part.title, strong=True),
        Words(part.number, Token.SECOND),
        Words(told, Token.SECOND, size=14),
    )
    return PlainRow(PERSON_ROW, cells, aside=part.aside)
