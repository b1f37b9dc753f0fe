"""What of a window cannot be read or reached: words cut or drawn over others, parts out of reach.

Words cut with … are right where the whole is told on pointing at them; what lies outside of a
scroll area is right where it scrolls. Must not change what it looks at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QLineEdit, QWidget

from counter_app.ui.gallery.drawn_text import Drawn, drawn_text, shown_in

_SLACK = 1.0
"""What rounding may take of a letter's edge."""
_OVER = 2.0


@dataclass(frozen=True, slots=True)
class Fault:
    """Where something cannot be read, and why."""

    where: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}：{self.text!r} {self.why}"


def faults(window: QWidget) -> list[Fault]:
    """Everything that is wrong in a window as it is shown now, each once."""
    drawn: dict[QWidget, list[Drawn]] = {}
    for each in drawn_text(window):
        drawn.setdefault(each.widget, []).append(each)
    found: dict[Fault, None] = {}
    for widget, words in drawn.items():
        found |= dict.fromkeys(_faults_of(widget, words, window))
    return [*found, *_out_of_reach(window)]


def _faults_of(widget: QWidget, words: list[Drawn], window: QWidget) -> Iterator[Fault]:
    where = _name(widget)
    rows = isinstance(widget.parentWidget(), QAbstractItemView)
    for each in words:
        shown = each.seen & each.ink
        if rows and shown.isEmpty():
            continue  # of a row of which only the edge is to be seen: the list scrolls
        if why := _cut(widget, each) or _cut_by_others(widget, shown, window):
            yield Fault(where, each.text, why)
        elif each.text.endswith("…") and not _told_whole(widget, each):
            yield Fault(where, each.text, "省略了，没有提示全文")
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            both = one.ink.intersected(other.ink)
            if both.width() > _OVER and both.height() > _OVER and one.text != other.text:
                yield Fault(where, f"{one.text} / {other.text}", "叠在一起")


def _out_of_reach(window: QWidget) -> Iterator[Fault]:
    for widget in shown_in(window):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if why := _cut_by_others(widget, QRectF(widget.rect()), window):
            yield Fault(_name(widget), widget.accessibleName(), f"够不到，{why}")


def _cut(widget: QWidget, drawn: Drawn) -> str:
    """By its own box; a line of text scrolls by its caret, a list by its rows."""
    ink, seen = drawn.ink, drawn.seen
    is_line = isinstance(widget, QLineEdit)
    if not is_line and (ink.left() < seen.left() - _SLACK or ink.right() > seen.right() + _SLACK):
        return f"横里放不下，差 {max(ink.right() - seen.right(), seen.left() - ink.left()):.0f}"
    scrolls = isinstance(widget.parentWidget(), QAbstractItemView)
    if not scrolls and (ink.top() < seen.top() - _SLACK or ink.bottom() > seen.bottom() + _SLACK):
        return "竖里放不下"
    return ""


def _cut_by_others(widget: QWidget, area: QRectF, window: QWidget) -> str:
    """By what it lies in, as far as nothing scrolls it into view."""
    part, inner = area, widget
    while inner is not window and (outer := inner.parentWidget()) is not None:
        part = part.translated(inner.pos())
        scroll = outer.parentWidget()
        if isinstance(scroll, QAbstractScrollArea) and scroll.viewport() is outer:
            never = scroll.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            across = not never and scroll.horizontalScrollBar().maximum() > 0
            down = scroll.verticalScrollBar().maximum() > 0
            if down:
                part = QRectF(part.x(), 0, part.width(), 1)
            if across:
                part = QRectF(0, part.y(), 1, part.height())
        room = QRectF(outer.rect()).adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if not room.contains(part):
            return f"被 {_name(outer)} 切掉"
        inner = outer
    return ""


def _told_whole(widget: QWidget, drawn: Drawn) -> bool:
    """Whether pointing at the words tells all of them."""
    view = widget.parentWidget()
    if isinstance(view, QAbstractItemView) and view.viewport() is widget:
        index = view.indexAt(drawn.ink.center().toPoint())
        return bool(index.data(Qt.ItemDataRole.ToolTipRole))
    return bool(widget.toolTip())


def _name(widget: QWidget) -> str:
    named = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__}({named})" if named else type(widget).__name__
