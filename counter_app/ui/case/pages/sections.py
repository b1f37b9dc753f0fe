"""A page of sections beneath each other, on paper: what is told line by line.

Must not know what its lines mean.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, links_of
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, INSET

_APART = 18


class SectionsPage(CalmScroll):
    """Its sections, in their order; one may be hidden with the room before it."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.sections = tuple(Section(title) for title in titles)
        self._parts: dict[Section, QWidget] = {}
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        inset = INSET - LINE_PADDING
        column.setContentsMargins(inset, 8, inset, 16)
        column.setSpacing(0)
        for at, section in enumerate(self.sections):
            part = self._parts[section] = QWidget()
            part.setMaximumWidth(FORM_WIDEST)
            apart = QVBoxLayout(part)
            apart.setContentsMargins(0, _APART if at else 0, 0, 0)
            apart.addWidget(section)
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(page)

    def focus_first(self) -> bool:
        """The keyboard to the first line that leads somewhere; False: there is none."""
        for link in links_of(self)[:1]:
            link.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def show_section(self, section: Section) -> None:
        """Scroll to it; the page has the keyboard."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(section)

    def show_only_where(self, section: Section, *, holds: bool) -> None:
        """A section that has nothing to say takes no room."""
        self._parts[section].setVisible(holds)
