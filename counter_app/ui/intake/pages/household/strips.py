"""The strips beneath members who have no ID card: which are open, where they stand.

Must not know which cell is edited.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from counter_app.intake.members import is_resident, member_key
from counter_app.ui.intake.pages.household.strip import STRIP, OtherPaper
from counter_app.ui.intake.pages.household.view import MemberView
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.theme.sizes import ROW_MEMBER


class Strips(QObject):
    """The open strips of a table."""

    passed = Signal(str, int)
    """Enter after the last field of a member's strip (+1), Shift+Enter before its first (-1)."""

    def __init__(self, session: DraftSession, view: MemberView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._asked: set[str] = set()
        self._open: dict[str, OtherPaper] = {}

    def __contains__(self, member: object) -> bool:
        return member in self._open

    def toggle(self, member: str) -> None:
        """Ask for another paper, or no longer; one that was chosen keeps its strip open."""
        self._asked ^= {member}

    def fields(self, member: str) -> tuple[str, ...]:
        """The fields of a member's strip; none where none is open."""
        return self._open[member].fields() if member in self._open else ()

    def focus(self, member: str, field: str) -> OtherPaper:
        """Give a field of an open strip the keyboard."""
        self._open[member].focus_key(member_key(member, field))
        return self._open[member]

    def with_focus(self) -> str | None:
        """Whose strip has the keyboard."""
        focused = self._view.focusWidget()
        for member, strip in self._open.items():
            if focused is not None and strip.isAncestorOf(focused):
                return member
        return None

    def show_lines(self, lines: Sequence[str]) -> None:
        """Open and close strips, and give their rows the height."""
        wanted = [each for each in lines if each and self._is_wanted(each)]
        for member in self._open.keys() - set(wanted):
            gone = self._open.pop(member)
            gone.hide()
            gone.deleteLater()
        for row, line in enumerate(lines, start=1):
            if line in wanted and line not in self._open:
                self._open[line] = self._make(line)
            height = ROW_MEMBER + (STRIP if line in self._open else 0)
            if self._view.rowHeight(row) != height:
                self._view.setRowHeight(row, height)
        self.place(lines)

    def place(self, lines: Sequence[str]) -> None:
        """Put every strip beneath its row."""
        for row, line in enumerate(lines, start=1):
            if line in self._open:
                left = self._view.area(row, 1).x()
                top = self._view.rowViewportPosition(row) + ROW_MEMBER
                width = self._view.viewport().width() - self._view.inset() - left
                self._open[line].setGeometry(left, top, width, STRIP)

    def _is_wanted(self, member: str) -> bool:
        return member in self._asked or not is_resident(self._session, member)

    def _make(self, member: str) -> OtherPaper:
        strip = OtherPaper(self._session, member, self._view.viewport())
        strip.passed.connect(self.passed)
        strip.show()
        return strip
