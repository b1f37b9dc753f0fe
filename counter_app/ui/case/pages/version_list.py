"""The contents that have held, in the left column of 两版对照: bars mark the two that are compared.

Arrows choose one; Enter shows what it changed, Space takes it as one of the two. Must not compare.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui.widgets.painted_rows import PaintedList
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.painted import fill, paint_words
from counter_app.ui.widgets.theme.sizes import SELECTION_BAR, WAY
from counter_app.ui.widgets.theme.tokens import Token, colour

ROW = 46
TO_LIST, KEYS = "Ctrl+5 到版本", "Enter 看，空格 取作对照"
_NAME = "版本"
_LEFT, _RIGHT, _FIRST_TOP, _SECOND_TOP, _LINE = 24, 16, 3, 23, 20
_V = Qt.AlignmentFlag.AlignVCenter
_COMPARED = {True: "较新的一版", False: "较早的一版"}


class Version(NamedTuple):
    """One content as it is listed; `newer` None: it is none of the two that are compared."""

    number: int
    title: str
    when: str
    words: str
    newer: bool | None = None


class VersionList(PaintedList):
    """The newest first."""

    alone = Signal(int)
    """Enter: that content beside the one before it."""
    beside = Signal(int)
    """Space: that content beside one that is shown."""
    came = Signal(object)
    """The area of the row that is current now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.versions: tuple[Version, ...] = ()

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these; who walks in them stays where they are."""
        self.versions = tuple(versions)
        marked = (at for at, each in enumerate(self.versions) if each.newer)
        if not self.hasFocus() or self.at >= len(self.versions):
            self.at = next(marked, 0)
        self.setFixedHeight(ROW * len(self.versions))
        self.setAccessibleName(_NAME)
        self.tell_rows()

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(WAY, ROW * len(self.versions))

    # -- what the list asks -----------------------------------------------------------------------

    def words(self) -> tuple[str, ...]:
        """Which, since when, why, whether it is compared."""
        return tuple(
            " ".join(filter(None, (each.title, each.when, each.words, _compared(each))))
            for each in self.versions
        )

    def area(self, at: int) -> QRect:
        """One row beneath the other."""
        return QRect(0, at * ROW, self.width(), ROW)

    def row_chosen(self) -> None:
        """The scroll area brings it into sight."""
        self.came.emit(self.area(self.at))

    def mark(self) -> None:
        """Space."""
        self.beside.emit(self.versions[self.at].number)

    def leave_rows(self) -> None:
        """Enter."""
        self.alone.emit(self.versions[self.at].number)

    def row_clicked(self, at: int, point: QPoint) -> None:
        """A click is as good as Space."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(at)
        self.mark()

    # -- painting ---------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """The rows, with their bars."""
        for at, version in enumerate(self.versions):
            self._paint(painter, version, self.area(at), here=at == self.at and self.hasFocus())

    def _paint(self, painter: QPainter, version: Version, row: QRect, *, here: bool) -> None:
        if here or version.newer is not None:
            fill(painter, row, Token.TINT if here else Token.SURFACE)
        if version.newer is not None:
            bar = QRect(row.x(), row.y(), SELECTION_BAR, row.height() - 1)
            fill(painter, bar, Token.ACCENT if version.newer else Token.SECOND)
        first = QRect(_LEFT, row.y() + _FIRST_TOP, row.width() - _LEFT - _RIGHT, _LINE)
        paint_words(painter, first, version.title, 15, Token.TEXT, strong=bool(version.newer))
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        painter.drawText(first, int(_V | Qt.AlignmentFlag.AlignRight), version.when)
        second = QRect(_LEFT, row.y() + _SECOND_TOP, first.width(), _LINE)
        paint_words(painter, second, version.words, 14, Token.SECOND)
        line = QRect(_LEFT, row.bottom(), first.width(), 1)
        painter.fillRect(line, colour(Token.LINE))


class Versions(QWidget):
    """Scrolls the list where the column is low; a rail has no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.list = VersionList()
        self._view = CalmScroll()
        self._view.setWidget(self.list)
        self._view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._view)
        self.list.came.connect(self._show)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these."""
        self.list.show_versions(versions)
        self._view.setMaximumHeight(self.list.sizeHint().height())
        self._show(self.list.area(self.list.at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current row stays in sight."""
        super().resizeEvent(event)
        self._view.setVisible(self.width() >= WAY)
        self._show(self.list.area(self.list.at))

    def _show(self, area: QRect) -> None:
        at = area.center()
        self._view.ensureVisible(at.x(), at.y(), 0, ROW // 2 + 1)


def _compared(version: Version) -> str:
    return "" if version.newer is None else _COMPARED[version.newer]
