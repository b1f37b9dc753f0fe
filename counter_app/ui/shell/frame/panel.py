"""The column at the right: sections of a heading and lines, hairlines between them.

`Panel` is the bare column for any screen; it becomes a drawer in a narrow window. Lines that
stay the same are not rebuilt. Must not know where its lines come from.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.documents.glyphs import in_signs
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line, PanelLine, links_of
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import cut_label, label, named, retone, rule
from counter_app.ui.widgets.theme.sizes import PANEL, PANEL_INSET

_TITLE_KEEPS = 128


class Section(QWidget):
    """A heading with a few words beside it, and lines beneath."""

    chosen = Signal(str)

    def __init__(self, title: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PanelLine] = []
        self._said = cut_label("", "second")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
        head.setSpacing(10)
        self._title = cut_label("", "heading")
        self._title.setFixedHeight(28)
        self._entitle(title)
        head.addWidget(self._title)
        head.addWidget(self._said)
        head.addStretch(1)
        self._key = label(key, "quiet")
        head.addWidget(self._key)
        self._column.addLayout(head)

    def say(self, words: str, tone: str = "second", title: str = "") -> None:
        """Say something beside the heading."""
        if title:
            self._entitle(in_signs(title))
        self._said.setText(in_signs(words))
        retone(self._said, tone)

    def _entitle(self, title: str) -> None:
        """A name may be longer than the column; short headings are never cut for what is said."""
        self._title.setText(title)
        self._title.setMinimumWidth(0)  # else the hint is as wide as the title before
        self._title.setMinimumWidth(min(self._title.sizeHint().width(), _TITLE_KEEPS))

    def hide_heading(self) -> None:
        """Lines alone, beneath a heading of somebody else."""
        for part in (self._title, self._said, self._key):
            part.hide()

    def key(self, text: str) -> None:
        """Tell a key at the right of the heading."""
        self._key.setText(text)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; one that was there moves, as it is, to its new place."""
        lines = [each.in_signs() for each in lines]
        for place, (line, widget) in enumerate(zip(lines, self._widgets_for(lines), strict=True)):
            if widget.line != line:
                widget.show_line(line)
            self._put(widget, place)
            if widget.isHidden():
                widget.show()
        for spare in self._lines[len(lines) :]:
            spare.hide()

    def settle(self) -> None:
        """Place the lines now."""
        self._column.activate()

    def _widgets_for(self, lines: Sequence[Line]) -> list[PanelLine]:
        """A widget for each line: that which says it, else the one in its place, else any."""
        free = list(self._lines)
        found = [_take(free, [each for each in free if each.line == line]) for line in lines]
        for place, widget in enumerate(found):
            if widget is None:
                found[place] = _take(free, self._lines[place : place + 1]) or _take(free, free)
        return [each or self._new(line) for each, line in zip(found, lines, strict=True)]

    def _put(self, widget: PanelLine, place: int) -> None:
        if place < len(self._lines) and self._lines[place] is widget:
            return
        at = place + 1  # the heading is before them
        if widget in self._lines:
            self._lines.remove(widget)
            # As an item of the column: a widget that is put in anew is also drawn anew.
            self._column.insertItem(at, self._column.takeAt(self._column.indexOf(widget)))
        else:
            self._column.insertWidget(at, widget)
        self._lines.insert(place, widget)

    def _new(self, line: Line) -> PanelLine:
        widget = PanelLine(line, self)
        widget.chosen.connect(self.chosen)
        return widget


class Panel(CalmScroll):
    """The column: sections above each other."""

    chosen = Signal(str)
    """The target of the line that was followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "panel")
        self.setFixedWidth(PANEL)
        inner = named(QWidget(), "quietpaper")
        self.column = QVBoxLayout(inner)
        inset = PANEL_INSET - LINE_PADDING
        self.column.setContentsMargins(inset, 16, inset, 16)
        self.column.setSpacing(0)
        self.column.addStretch(1)
        self.setWidget(inner)

    def add(self, part: QWidget, *, ruled: bool = True) -> None:
        """Add a section or any other part at the end, a hairline before it."""
        at = self.column.count() - 1
        if ruled and at > 0:
            self.column.insertSpacing(at, 10)
            self.column.insertWidget(at + 1, _inset(rule()))
            self.column.insertSpacing(at + 2, 11)
            at += 3
        whole = part if isinstance(part, Section) else _inset(part)
        # With a ground of its own a part that only moves is shifted, not drawn anew.
        whole.setAutoFillBackground(True)
        self.column.insertWidget(at, whole)
        if isinstance(part, Section):
            part.chosen.connect(self.chosen)

    def settle(self) -> None:
        """Place everything now: what is placed piece by piece later is drawn more than once."""
        for section in self.findChildren(Section):
            section.settle()
        self.column.activate()

    def focus_first(self) -> bool:
        """Give the first link the keyboard; False if there is none."""
        links = links_of(self.widget())
        if links:
            links[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(links)


def _take(free: list[PanelLine], wanted: Sequence[PanelLine]) -> PanelLine | None:
    """The first of the wanted that is free, and is so no more; None: there is none."""
    found = next((each for each in wanted if each in free), None)
    if found is not None:
        free.remove(found)
    return found


def _inset(part: QWidget) -> QWidget:
    """A part as far from the edge as the words of a line are."""
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
    row.addWidget(part)
    return outer
