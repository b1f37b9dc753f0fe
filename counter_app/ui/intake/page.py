"""One page of the way, as a screen writes it.

A screen subclasses `Page`, builds `body` and says what it can do in `acts()`. The frame calls
the rest. Must not know the frame.
"""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from counter_app.intake.steps import Part, info_of, part_after, part_before
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.shell.frame.page_frame import PageFrame
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.fields.under_field import UnderField
from counter_app.ui.widgets.keys import Act


class Page(PageFrame):
    """A page of an open applicant; a subclass implements `body` (see `PageFrame`)."""

    part: Part

    go = Signal(object)
    """The `Part` to go to."""
    acts_changed = Signal()
    """`acts()` has become another."""
    panel_wanted = Signal()
    """The keyboard is about to go to the page's own panel; a drawer has to open."""
    panel_left = Signal()
    """The keyboard comes back from the panel; a drawer may close."""

    def __init__(
        self,
        session: DraftSession,
        seat: Seat,
        papers: PaperDesk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.seat, self.papers = session, seat, papers
        self._last_focus: QWidget | None = None
        self.build()
        self.main_button.clicked.connect(self.proceed)
        self.name_main_button()
        self.refresh_whispers()

    # -- what a screen fills in ---------------------------------------------------------------

    def acts(self) -> tuple[Act, ...]:
        """What can be done here, with keys; those with `foot` are whispered."""
        return ()

    def asked(self) -> tuple[str, ...]:
        """The draft keys that are judged when the clerk goes on."""
        return ()

    def focus_first(self) -> None:
        """Where the keyboard goes on the first visit."""
        self.main_button.setFocus()

    def show_key(self, key: str) -> bool:
        """Bring a draft key into view with the keyboard in it; False if it is not here."""
        return False

    def key_here(self) -> str:
        """The draft key of the field that has the keyboard; empty where none has."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, FieldRow | UnderField):
                return widget.key
            widget = widget.parentWidget()
        return ""

    def panel(self) -> QWidget | None:
        """What stands at the right instead of the usual panel; None keeps the usual one."""
        return None

    def entered(self) -> None:
        """The page is to be seen now."""

    def back(self) -> None:
        """Shift+Enter before the first field: to the part before."""
        before = part_before(self.part)
        if before is not None:
            self.go.emit(before)

    def proceed(self) -> None:
        """The main act: go on to the next part."""
        self.session.leave_page(self.asked())
        after = part_after(self.part)
        if after is not None:
            self.go.emit(after)

    def go_on(self) -> None:
        """Ctrl+Enter: the main act, unless that is done by its own key alone."""
        self.proceed()

    def main_words(self) -> tuple[str, str]:
        """Words and key of the main button; no words, no button."""
        after = part_after(self.part)
        return (f"继续：{info_of(after).title}", "Enter") if after else ("", "")

    # -- what the frame calls -----------------------------------------------------------------

    def enter(self) -> None:
        """Show the page with focus where it was."""
        self.entered()
        last = self._last_focus
        if last is self.main_button and self._wants_something():
            self.focus_first()
        elif last is not None and isValid(last) and last.isVisibleTo(self) and last.isEnabled():
            last.setFocus()
        else:
            self.focus_first()

    def _wants_something(self) -> bool:
        review = self.session.review
        return any(key in review.missing or key in review.wrong for key in self.asked())

    def leave(self) -> None:
        """Remember where the keyboard was."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._last_focus = focus

    def name_main_button(self) -> None:
        """Take the main button's words anew."""
        words, key = self.main_words()
        self.main_button.setVisible(bool(words))
        self.main_button.setText(words)
        self.main_button.whisper(key)

    def refresh_whispers(self, acts: Iterable[Act] | None = None) -> None:
        """Take the foot's whispers anew."""
        told = [f"{act.key_told} {act.name}" for act in (acts or self.acts()) if act.foot]
        self.whispers.setText("    ".join(told) or "返回上一页 Shift+Enter")
