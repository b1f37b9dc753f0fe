"""One page of the way: head, body that scrolls, foot with whispers and the main button.

A screen subclasses `Page`, builds `body` and says what it can do in `acts()`. The frame calls
the rest. Must not know the frame.
"""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui.act_button import ActButton
from counter_app.ui.fields.row import FieldRow
from counter_app.ui.frame.drawer_button import DrawerButton
from counter_app.ui.keys import Act
from counter_app.ui.parts import Part, info_of, part_after, part_before
from counter_app.ui.seat import Seat
from counter_app.ui.session import DraftSession
from counter_app.ui.theme.calm_scroll import CalmScroll
from counter_app.ui.theme.parts import label, named
from counter_app.ui.theme.sizes import (
    FOOT,
    FORM_WIDEST,
    FULL_INSET_FROM,
    HEAD,
    INSET,
    LOW_HEAD,
    NARROW_INSET,
)

_FOOT_ABOVE_BAR = 7
"""The foot's text stands a little above its middle: the bar beneath has an edge of its own."""


class Page(QWidget):
    """A page of an open applicant. Class attributes say what the frame has to know."""

    part: Part
    title = ""
    hint = ""
    """Told at the right of the head."""
    bleeds = False
    """The body goes to the page's edges (a `Ledger` has its own inset)."""
    wide = False
    """Tables take the whole width; forms stop at 880."""

    go = Signal(object)
    """The `Part` to go to."""
    acts_changed = Signal()
    """`acts()` has become another."""
    panel_wanted = Signal()
    """The keyboard is about to go to the page's own panel; a drawer has to open."""
    panel_left = Signal()
    """The keyboard comes back from the panel; a drawer may close."""

    def __init__(self, session: DraftSession, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.seat = session, seat
        self._last_focus: QWidget | None = None
        named(self, "paper")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._insets: list[QLayout] = []
        self.hint_label = label(self.hint, "second")
        self.drawer_button = DrawerButton()
        self.drawer_button.hide()
        self._head = self._make_head()
        self.column.addWidget(self._head)
        self.view = CalmScroll()
        self.column.addWidget(self.view, 1)
        self.view.setWidget(self._make_paper())
        self.whispers = label("", "second")
        self.main_button = ActButton("", "Enter", main=True)
        self.main_button.clicked.connect(self.proceed)
        self._foot = self._make_foot()
        self.column.addWidget(self._foot)
        self.name_main_button()
        self.refresh_whispers()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    # -- what a screen fills in ---------------------------------------------------------------

    def body(self) -> QWidget | QLayout:
        """The middle of the page. Called once."""
        raise NotImplementedError

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

    def main_words(self) -> tuple[str, str]:
        """Words and key of the main button; no words, no button."""
        after = part_after(self.part)
        return (f"继续：{info_of(after).title}", "Enter") if after else ("", "")

    # -- what the frame calls -----------------------------------------------------------------

    def enter(self) -> None:
        """Show the page with focus where it was."""
        self.entered()
        last = self._last_focus
        if last is not None and last.isVisibleTo(self) and last.isEnabled():
            last.setFocus()
        else:
            self.focus_first()

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

    def reveal(self, widget: QWidget) -> None:
        """Scroll only as far as `widget` would else be hidden."""
        self.view.ensureWidgetVisible(widget, 0, 24)

    def fit(self, *, narrow: bool, low: bool) -> None:
        """Smaller insets in a narrow window, lower head and foot in a low one."""
        close = self.window().width() < FULL_INSET_FROM
        inset = NARROW_INSET if close else INSET
        for layout in self._insets:
            margins = layout.contentsMargins()
            layout.setContentsMargins(inset, margins.top(), inset, margins.bottom())
        self._head.setFixedHeight(LOW_HEAD if low else HEAD)
        self._foot.setFixedHeight((LOW_HEAD if low else FOOT) - _FOOT_ABOVE_BAR)
        self.fitted(narrow=narrow)

    def fitted(self, *, narrow: bool) -> None:
        """A screen may follow the window's size."""

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """A field that takes the keyboard is seen whole, with its line beneath."""
        if now is None or not self.isVisible() or not self.view.isAncestorOf(now):
            return
        row: QWidget | None = now
        while row is not None and row is not self and not isinstance(row, FieldRow):
            row = row.parentWidget()
        self.reveal(row if isinstance(row, FieldRow) else now)

    # -- frame of the page --------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.addWidget(label(self.title, "page"))
        row.addStretch(1)
        row.addWidget(self.hint_label)
        row.addWidget(self.drawer_button)
        self.head_row = row
        self._insets.append(row)
        outer = _bounded(head, self.wide)
        outer.setFixedHeight(HEAD)
        return outer

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.addWidget(self.whispers)
        row.addStretch(1)
        row.addWidget(self.main_button)
        self._insets.append(row)
        outer = named(_bounded(foot, self.wide), "foot")
        outer.setFixedHeight(FOOT - _FOOT_ABOVE_BAR)
        return outer

    def _make_paper(self) -> QWidget:
        paper = named(QWidget(), "paper")
        column = QVBoxLayout(paper)
        inset = 0 if self.bleeds else INSET
        column.setContentsMargins(inset, 0, inset, 8)
        column.setSpacing(0)
        if not self.bleeds:
            self._insets.append(column)
        body = self.body()
        if isinstance(body, QLayout):
            column.addLayout(body)
        else:
            column.addWidget(body)
        column.addStretch(1)
        return paper


def _bounded(inner: QWidget, wide: bool) -> QWidget:
    """`inner` no wider than a form, at the left."""
    if wide:
        return inner
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    inner.setMaximumWidth(FORM_WIDEST)
    row.addWidget(inner, 1)
    row.addStretch(0)
    return outer
