"""What every page has around its body: head of 72, a body that scrolls, a foot of 60.

Must not know what the page is about.
"""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from counter_app.ui.shell.frame.drawer_button import DrawerButton
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import label, named
from counter_app.ui.widgets.theme.sizes import (
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


class PageFrame(QWidget):
    """Head, body and foot; class attributes say how they look."""

    title = ""
    hint = ""
    """Told at the right of the head."""
    bleeds = False
    """The body goes to the page's edges (a `Ledger` has its own inset)."""
    wide = False
    """Tables take the whole width; forms stop at 880."""

    def build(self) -> None:
        """Put the parts together; calls `body()`."""
        named(self, "paper")
        self._insets: list[QLayout] = []
        self.hint_label = label(self.hint, "second")
        self.drawer_button = DrawerButton()
        self.drawer_button.hide()
        self.view = CalmScroll()
        self.whispers = label("", "second")
        self._head = self._make_head()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)
        self.view.setWidget(self._make_paper())
        self.main_button = ActButton("", "Enter", main=True)
        self._foot = self._make_foot()
        column.addWidget(self._foot)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def body(self) -> QWidget | QLayout:
        """The middle of the page. Called once."""
        raise NotImplementedError

    def fitted(self, *, narrow: bool) -> None:
        """A screen may follow the window's size."""

    def fit(self, *, narrow: bool, low: bool) -> None:
        """Smaller insets in a narrow window, lower head and foot in a low one."""
        inset = NARROW_INSET if self.window().width() < FULL_INSET_FROM else INSET
        for layout in self._insets:
            margins = layout.contentsMargins()
            layout.setContentsMargins(inset, margins.top(), inset, margins.bottom())
        self._head.setFixedHeight(LOW_HEAD if low else HEAD)
        self._foot.setFixedHeight((LOW_HEAD if low else FOOT) - _FOOT_ABOVE_BAR)
        self.fitted(narrow=narrow)

    def reveal(self, widget: QWidget) -> None:
        """Scroll only as far as `widget` would else be hidden."""
        self.view.ensureWidgetVisible(widget, 0, 24)

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """A field that takes the keyboard is seen whole, with its line beneath."""
        if now is None or not self.isVisible() or not self.view.isAncestorOf(now):
            return
        row: QWidget | None = now
        while row is not None and row is not self and not isinstance(row, FieldRow):
            row = row.parentWidget()
        self.reveal(row if isinstance(row, FieldRow) else now)

    def _make_head(self) -> QWidget:
        head = QWidget()
        self.head_row = QHBoxLayout(head)
        self.head_row.setContentsMargins(INSET, 0, INSET, 0)
        self.head_row.addWidget(label(self.title, "page"))
        self.head_row.addStretch(1)
        self.head_row.addWidget(self.hint_label)
        self.head_row.addWidget(self.drawer_button)
        self._insets.append(self.head_row)
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
