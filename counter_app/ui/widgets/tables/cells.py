"""What stands in a table, as plain cells; the model tells only what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counter_app.documents.glyphs import in_signs
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.tokens import Token

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in pixels (0 takes what is left), whether numbers stand right."""

    title: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `second` stands in the line beneath and may run on under the next cells."""

    text: str = ""
    second: Message = NOTHING
    glyph: Glyph | None = None
    strong: bool = False
    tone: Token = Token.TEXT
    size: int = 16
    aside: str = ""
    """A few quiet words after the text."""

    def words(self) -> str:
        """The cell as it is read out."""
        sign = self.glyph.value if self.glyph else ""
        return " ".join(filter(None, (sign, self.text, self.aside, self.second.text)))


Cells = tuple[Cell, ...]


class CellModel(QAbstractTableModel):
    """Rows of cells under fixed columns."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[Cells] = []

    def show_rows(self, rows: Sequence[Cells]) -> None:
        """Show these rows; the selection stays where it is as long as the row is there.

        What no face draws is shown as its code.
        """
        rows = [tuple(map(_in_signs, row)) for row in rows]
        common = min(len(rows), len(self._rows))
        if len(rows) < len(self._rows):
            self.beginRemoveRows(QModelIndex(), len(rows), len(self._rows) - 1)
            del self._rows[len(rows) :]
            self.endRemoveRows()
        for at in range(common):
            if self._rows[at] != rows[at]:
                self._rows[at] = rows[at]
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        if len(rows) > common:
            self.beginInsertRows(QModelIndex(), common, len(rows) - 1)
            self._rows += rows[common:]
            self.endInsertRows()

    def use_columns(self, columns: Sequence[Column]) -> bool:
        """Stand under other columns, perhaps more or fewer; then rows are to be shown anew."""
        if self.columns == tuple(columns):
            return False
        self.beginResetModel()
        self.columns, self._rows = tuple(columns), []
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        return True

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        return self._rows[row][column]

    def row_words(self, row: int) -> str:
        """A row as it is read out."""
        told = (cell.words() for cell in self._rows[row]) if 0 <= row < len(self._rows) else ()
        return "，".join(filter(None, told))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell for the delegate, its words for everybody else."""
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.text
        readable = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return cell.words() if role in readable else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heading of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _in_signs(cell: Cell) -> Cell:
    text = in_signs(cell.text)
    return cell if text == cell.text else replace(cell, text=text)
