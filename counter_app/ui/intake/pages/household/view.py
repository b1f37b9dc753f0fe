"""The table of members as it is seen: columns that make room for long names, places of cells.

Must not edit anything.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from counter_app.ui.intake.pages.household.delegate import MemberDelegate
from counter_app.ui.intake.pages.household.rows import COLUMNS
from counter_app.ui.widgets.tables.cells import CellModel
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import ROW_MEMBER

NAME_GAP = 12
_EDGE = 8
"""What the box around a name that is edited takes of its room."""
_NAME, _EMPLOYER = 1, 4
_NAME_IN_ONE, _EMPLOYER_LEAST = 132, 130


def _name_room(width: int) -> int:
    """Room for a name: eight characters in one line, a longer one in two."""
    return min(width, max(_NAME_IN_ONE, width // 2 + 24))


class MemberView(Ledger):
    """A ledger without a current row: the cell that is edited is marked by its box alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._wider = self._widest = 0
        self._names: list[str] = []
        super().__init__(CellModel(COLUMNS), ROW_MEMBER, parent)
        self.drawn = MemberDelegate(self)
        self.setItemDelegate(self.drawn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("同住家庭成员")

    def area(self, row: int, column: int) -> QRect:
        """Where the text of a cell stands."""
        inner = NAME_GAP if column < len(COLUMNS) - 1 else self.inset()
        width = self.columnWidth(column) - inner
        x = self.columnViewportPosition(column)
        return QRect(x, self.rowViewportPosition(row), width, ROW_MEMBER)

    def make_room_for_names(self) -> None:
        """A long name takes room from 工作单位."""
        names = [self.cells.cell(row, _NAME).text for row in range(self.cells.rowCount())]
        if names != self._names:
            metrics = QFontMetrics(font(16, strong=True))
            self._names = names
            self._widest = max(map(_name_room, map(metrics.horizontalAdvance, names)), default=0)
        room = self.columnWidth(_EMPLOYER) + self._wider - _EMPLOYER_LEAST
        wider = max(0, min(self._widest + NAME_GAP + _EDGE - COLUMNS[_NAME].width, room))
        if wider != self._wider:
            self._wider = wider
            self._share_width()

    def _share_width(self) -> None:
        super()._share_width()
        # What was found in a wider window may be more than there is.
        spare = max(0, self.columnWidth(_EMPLOYER) - _EMPLOYER_LEAST)
        self._wider = min(self._wider, spare)
        if self._wider:
            self.setColumnWidth(_NAME, COLUMNS[_NAME].width + self._wider)
            self.setColumnWidth(_EMPLOYER, self.columnWidth(_EMPLOYER) - self._wider)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys belong to the editors."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The table itself never has the keyboard."""
