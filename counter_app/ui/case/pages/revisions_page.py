"""两版对照: what is otherwise in the newer content, in groups; new characters are underlined.

Must not choose which two.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.intake.case_view.revisions import GROUPS, TAKEN_AND_RECKONED, Change
from counter_app.ui.case.pages.table_rows import TableRow
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.painted import paint_words
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.theme.sizes import INSET
from counter_app.ui.widgets.theme.tokens import Token, colour
from counter_app.ui.widgets.theme.wrapping import wrapped

_COLUMNS = (152, 212, 212)
_HEAD, _ROW, _GROUP, _SHORT = 52, 58, 32, 32
_FIRST, _SECOND_TOP, _SECOND, _GAP = 36, 30, 20, 12
_UNDER, _PITCH, _FIT = 3, 21, 2
"""Underline, from line to line, and how many lines of a content a row of the usual height has."""
_SAID = {TAKEN_AND_RECKONED: ("申报没有改，不用签字",)}


def _areas(widget: QWidget, height: int) -> list[QRect]:
    """The four columns; what there is more of width is the two contents'."""
    left, inset = INSET, INSET
    more = max(0, widget.width() - 2 * inset - sum(_COLUMNS) - 196)
    widths = (_COLUMNS[0], _COLUMNS[1] + more * 2 // 5, _COLUMNS[2] + more * 2 // 5)
    found = []
    for width in widths:
        found.append(QRect(left, 0, width - _GAP, height))
        left += width
    found.append(QRect(left, 0, widget.width() - inset - left, height))
    return found


class ChangeRow(TableRow):
    """One change; what it says is shown whole, over as many lines as that takes."""

    def __init__(self, change: Change) -> None:
        super().__init__(_ROW if change.who or change.whose else _SHORT)
        self.change = change
        self._is_short = self.height() == _SHORT
        self._before, self._after, self._why = [change.before], [change.after], [change.why]
        words = (change.place, change.whose, f"原 {change.before}", f"现 {change.after}")
        self.setAccessibleName("，".join(filter(None, (*words, change.who, change.why))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break both contents and the reason by the width there is; sets the height."""
        super().resizeEvent(event)
        areas, change = _areas(self, _FIRST), self.change
        large, small = QFontMetrics(font(15)), QFontMetrics(font(14))
        self._before = wrapped(large, change.before, areas[1].width())
        self._after = wrapped(large, change.after, areas[2].width())
        self._why = wrapped(small, change.why, areas[3].width())
        contents = max(len(self._before), len(self._after))
        if not self._is_short:
            more = max(contents - _FIT, len(self._why) - 1, 0)
            self.setFixedHeight(_ROW + more * _PITCH)
        else:
            self.setFixedHeight(_SHORT + (contents - 1) * _PITCH)

    def draw_words(self, painter: QPainter) -> None:
        """What, before, after with what is new underlined, who and why."""
        change = self.change
        first = _SHORT if self._is_short else _FIRST
        areas = _areas(self, first)
        self.put(painter, areas[0], change.place, strong=not self._is_short)
        for at, text in enumerate(self._before):
            self.put(painter, _line(areas[1], at), text, Token.SECOND)
        upto = 0
        for at, text in enumerate(self._after):
            self.put(painter, _line(areas[2], at), text)
            begins = change.after.index(text, upto)
            upto = begins + len(text)
            _underline_new(painter, _line(areas[2], at), text, begins, change)
        self.put(painter, areas[3], change.who)
        seconds = ((areas[0], [change.whose]), (areas[3], self._why))
        for area, texts in seconds:
            for at, text in enumerate(texts):
                top = _SECOND_TOP + at * _PITCH
                line = QRect(area.x(), top, area.width(), _SECOND)
                self.put(painter, line, text, Token.SECOND, 14)


class _Group(QWidget):
    """The heading of a group."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title, self._words = title, words
        self.setFixedHeight(_GROUP)
        self.setAccessibleName(f"{title} {words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, words, hairline."""
        painter = QPainter(self)
        inset = INSET
        area = QRect(inset, 0, self.width() - 2 * inset, _GROUP)
        wide = paint_words(painter, area, self._title, 15, Token.TEXT, strong=True)
        paint_words(painter, area.adjusted(wide + 10, 0, 0, 0), self._words, 14, Token.SECOND)
        painter.fillRect(inset, _GROUP - 1, area.width(), 1, colour(Token.LINE))
        painter.end()


class _Head(QWidget):
    """Which two are compared, and how each was signed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEAD)
        self._titles: tuple[tuple[str, str], ...] = (("", ""), ("", ""))

    def say(self, older: tuple[str, str], newer: tuple[str, str]) -> None:
        """Title and words of both."""
        self._titles = (older, newer)
        self.setAccessibleName("，".join(" ".join(each) for each in self._titles))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two columns and a dark hairline."""
        painter = QPainter(self)
        areas = _areas(self, _HEAD // 2)
        for area, (title, words) in zip(areas[1:], (*self._titles, ("谁、为何", "")), strict=True):
            paint_words(painter, area, title, 15, Token.TEXT, strong=True)
            paint_words(painter, area.translated(0, _HEAD // 2 - 3), words, 14, Token.SECOND)
        inset = INSET
        painter.fillRect(inset, _HEAD - 1, self.width() - 2 * inset, 1, colour(Token.EDGE))
        painter.end()


class RevisionsPage(QWidget):
    """Only what changed."""

    opened = Signal(object)
    """A `Change` whose place in the case is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "paper")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("两版对照")
        self._head, self._view = _Head(), CalmScroll()
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._view, 1)
        self._rows: list[ChangeRow] = []
        self.show_changes(("", ""), ("", ""), ())

    def show_changes(
        self, older: tuple[str, str], newer: tuple[str, str], found: Sequence[Change]
    ) -> None:
        """Show what changed between two, each told by title and words.

        Whoever walks in the rows stays at the same place of them.
        """
        self._head.say(older, newer)
        at = next((at for at, row in enumerate(self._rows) if row.hasFocus()), None)
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        self._rows = []
        for group in GROUPS:
            of_group = [each for each in found if each.group == group]
            if of_group:
                column.addWidget(
                    _Group(group, "，".join((f"{len(of_group)} 处", *_SAID.get(group, ()))))
                )
            for change in of_group:
                row = ChangeRow(change)
                row.walked.connect(lambda step, row=row: self._walk(row, step))
                row.opened.connect(partial(self.opened.emit, change))
                row.came.connect(lambda row=row: self._view.ensureWidgetVisible(row, 0, 24))
                column.addWidget(row)
                self._rows.append(row)
        column.addStretch(1)
        self._view.setWidget(page)
        if at is not None:
            self._focus_at(min(at, len(self._rows) - 1))

    def focus_first(self) -> bool:
        """The first change; the page itself where there is none."""
        self._focus_at(0)
        return True

    def _focus_at(self, at: int) -> None:
        target: QWidget = self._rows[at] if self._rows else self
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _walk(self, row: ChangeRow, step: int) -> None:
        to = self._rows.index(row) + step
        if 0 <= to < len(self._rows):
            self._rows[to].setFocus(Qt.FocusReason.TabFocusReason)


def _line(area: QRect, at: int) -> QRect:
    """One of several lines of a text."""
    return area.translated(0, at * _PITCH)


def _underline_new(painter: QPainter, area: QRect, text: str, begins: int, change: Change) -> None:
    """Beneath a line of the newer text, which begins there, what the older one lacks."""
    painter.setFont(font(15))
    metrics = painter.fontMetrics()
    foot = area.center().y() + metrics.ascent() // 2 + _UNDER
    for start, end in change.new:
        here, upto = max(0, start - begins), min(len(text), end - begins)
        if here >= upto:
            continue
        left = metrics.horizontalAdvance(text[:here])
        wide = metrics.horizontalAdvance(text[:upto]) - left
        painter.fillRect(QRect(area.x() + left, foot, wide, 1), colour(Token.TEXT))
