"""What one tab opens: left column, middle, panel; in a narrow window the panel is a drawer.

Subclasses fill the three and say what can be done. Must not know what they show.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from counter_app.basics.errors import CounterError
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.theme.sizes import (
    DRAWER,
    PANEL,
    PANEL_WIDE,
    THREE_COLUMNS_FROM,
    WIDE_FROM,
)
from counter_app.ui.widgets.theme.style import mark


@runtime_checkable
class _Enterable(Protocol):
    """A panel into which F5 leads."""

    def focus_first(self) -> bool:
        """Give its first line the keyboard; False if there is none."""
        ...


WALKING = (
    ("Enter", "下一项"),
    ("Shift+Enter", "上一项"),
    ("→", "采用建议的值"),
    ("空格", "勾选"),
    ("1…9", "在这一组里选"),
)
"""Keys of fields."""


class Place(QWidget):
    """One tab's content."""

    bare_keys: tuple[tuple[str, str], ...] = WALKING
    """What its widgets do with keys that are no acts, as F1 tells it."""

    acts_changed = Signal()
    """`acts()` has become another."""
    tab_changed = Signal()
    said = Signal(str, str)
    """Words and tone for the bottom bar."""

    def __init__(self, left: LeftColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "frame")
        self.left = left
        self.middle = named(QWidget(), "middle")
        self._middle_column = QVBoxLayout(self.middle)
        self._middle_column.setContentsMargins(1, 0, 1, 0)
        self._panels = QStackedWidget()
        self._panels.setFixedWidth(PANEL)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(left)
        self._row.addWidget(self.middle, 1)
        self._row.addWidget(self._panels)
        self._drawer = False
        self._note = ("", "second")
        self._before_drawer: QWidget | None = None
        self._cover: Place | None = None
        # No window is wider than its screen; what is so before the first look is not restyled.
        self._set_drawer(self.screen().size().width() < THREE_COLUMNS_FROM)

    # -- a place over this one --------------------------------------------------------------------

    def shown(self) -> "Place":
        """What is seen in this tab: the place itself, or what covers it."""
        return self._cover.shown() if self._cover else self

    def cover(self, place: "Place") -> None:
        """Open a place over this one, in the same tab; `uncover` comes back."""
        self.leave()
        self._cover = place
        place.setParent(self)
        place.acts_changed.connect(self.acts_changed)
        place.said.connect(self.said)
        place.setGeometry(self.rect())
        place.show()
        place.raise_()
        place.enter()
        self._may_be_used(False)
        self._cover_changed()

    def uncover(self) -> None:
        """Take away what covers this place; focus is where it was."""
        place, self._cover = self._cover, None
        if place is not None:
            self._may_be_used(True)
            place.leave()
            place.hide()
            place.deleteLater()
            self.enter()
            self._cover_changed()

    def _may_be_used(self, may: bool) -> None:
        """Neither Tab nor a screen reader comes to what is covered."""
        for part in (self.left, self.middle, self._panels):
            part.setEnabled(may)

    def _cover_changed(self) -> None:
        self.acts_changed.emit()
        self.tab_changed.emit()
        self.said.emit(*self.shown().note())

    # -- what a subclass fills in ---------------------------------------------------------------

    def tab(self) -> Tab:
        """What the tab says."""
        raise NotImplementedError

    def acts(self) -> tuple[Act, ...]:
        """What can be done here, with keys."""
        return ()

    def enter(self) -> None:
        """The place is opened: put focus where it belongs."""

    def leave(self) -> None:
        """Another place is about to be opened."""

    def is_untouched(self) -> bool:
        """Whether nothing was typed here yet: F3 again opens this one instead of another."""
        return False

    def to_search(self) -> None:
        """The clerk looks for something; a place that has a search line goes there."""

    def to_waiting(self) -> None:
        """The clerk looks for somebody put aside; a place that lists them does."""

    def note(self) -> tuple[str, str]:
        """Words and tone for the bottom bar while this place is open."""
        return self._note

    def say_trouble(self, error: Exception) -> None:
        """Say a trouble in the bar; one that nobody foresaw is raised on."""
        if not isinstance(error, CounterError):
            raise error
        self.say(f"{error.title}，{error.advice}", "err")

    def say_too(self, words: str) -> None:
        """Say something beside what is said already."""
        self.say("；".join(filter(None, (self._note[0], words))), self._note[1])

    def say(self, words: str, tone: str = "second") -> None:
        """Say something in the bar while this place is open."""
        self._note = (words, tone)
        self.said.emit(words, tone)

    def say_to_stay(self, words: str) -> None:
        """Say what has to be read; a place that has room for it keeps it until it is put away."""
        self.say(words, "err")

    def panel_width(self, *, wide: bool) -> int:
        """How wide the panel is in a window that has room for it."""
        return PANEL_WIDE if wide else PANEL

    # -- panel ------------------------------------------------------------------------------------

    def show_panel(self, panel: QWidget) -> None:
        """Show a panel; it is kept for the next time."""
        if self._panels.indexOf(panel) < 0:
            mark(panel, "drawer", self._drawer)
            self._panels.addWidget(panel)
            panel.setFixedWidth(self._panels.width())
        self._panels.setCurrentWidget(panel)

    def panel_act(self, name: str = "问题") -> Act:
        """F5: into the panel, and back to the same caret."""
        return Act("F5", name, self.toggle_panel, bar=True)

    def toggle_panel(self) -> None:
        """Into the panel's first line; a second time back."""
        panel = self._panels.currentWidget()
        focus = QApplication.focusWidget()
        if panel is not None and focus is not None and panel.isAncestorOf(focus):
            self.leave_panel()
            return
        self._before_drawer = focus
        if self._drawer:
            self._panels.show()
            self._panels.raise_()
        if not isinstance(panel, _Enterable) or not panel.focus_first():
            self.say("右边没有可选的")

    def leave_panel(self) -> None:
        """Close the drawer; the keyboard goes back to where it was before it went to the panel."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self._panels.isAncestorOf(focus)
        if self._drawer:
            self._panels.hide()
        before = self._before_drawer
        if inside and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_drawer(self) -> bool:
        """Whether the panel is a drawer just now."""
        return self._drawer

    def escape_act(self, otherwise: Callable[[], object] | None = None) -> Act:
        """Esc: closes the drawer; never discards anything."""
        return Act("Esc", "收起", self.leave_panel if otherwise is None else otherwise)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between column and drawer."""
        width = self.width()
        if self._cover is not None:
            self._cover.setGeometry(self.rect())
        self.left.fit(width)
        self._set_drawer(width < THREE_COLUMNS_FROM)
        if self._drawer:
            self._panels.setGeometry(QRect(width - DRAWER, 0, DRAWER, self.height()))
        super().resizeEvent(event)
        self.fitted()

    def fitted(self) -> None:
        """The window's size class may have changed."""

    def _set_drawer(self, drawer: bool) -> None:
        wide = self.width() >= WIDE_FROM
        self._panels.setFixedWidth(self.panel_width(wide=wide) if not drawer else DRAWER)
        for at in range(self._panels.count()):
            panel = self._panels.widget(at)
            if mark(panel, "drawer", drawer):
                # A scroll area asks for the width of its edge when it hears this, never else.
                QApplication.sendEvent(panel, QEvent(QEvent.Type.StyleChange))
            panel.setFixedWidth(self._panels.width())
        if drawer == self._drawer:
            return
        self._drawer = drawer
        if drawer:
            self._row.removeWidget(self._panels)
            self._panels.hide()
        else:
            self._row.addWidget(self._panels)
            self._panels.show()
