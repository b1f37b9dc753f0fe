"""The top: title, 今日, the parked applicants as tabs, a new one; hall, window, clerk at right."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.painted import fill, tell_whole
from counter_app.ui.widgets.theme.parts import label, named
from counter_app.ui.widgets.theme.sizes import FULL_WAY_FROM, LOW_TOP_BAR, TOP_BAR, WAY
from counter_app.ui.widgets.theme.tokens import Token, colour

_V = Qt.AlignmentFlag.AlignVCenter
_PADDING = 20
_GAP = 8
_NAME_LONGEST = 160
_SHORT_NAME = 80
_RIGHT_INSET = 24


class Tab(NamedTuple):
    """A tab: whom it is, how it stands with them."""

    name: str
    state: str = ""


class _TabButton(QAbstractButton):
    def __init__(self, tab: Tab, parent: QWidget) -> None:
        super().__init__(parent)
        self.tab, self.current, self.short = tab, False, False
        self.key = ""
        """The digit that opens it, told where tabs are short."""
        self.setFixedHeight(TOP_BAR)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._say()

    def show_tab(self, tab: Tab, *, current: bool, short: bool) -> None:
        if (tab, current, short) == (self.tab, self.current, self.short):
            return
        self.tab, self.current, self.short = tab, current, short
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self.tab.name} {self.tab.state}".strip())
        tell_whole(self, self.tab.name, self._name())

    def _name(self) -> str:
        metrics = QFontMetrics(font(15, strong=self.current))
        room = _SHORT_NAME if self.short else _NAME_LONGEST
        return metrics.elidedText(self.tab.name, Qt.TextElideMode.ElideRight, room)

    def _state(self) -> str:
        return self.key if self.short else self.tab.state

    def sizeHint(self) -> QSize:
        """Padding, name, state."""
        width = QFontMetrics(font(15, strong=True)).horizontalAdvance(self._name())
        if self._state():
            width += _GAP + QFontMetrics(font(14)).horizontalAdvance(self._state())
        return QSize(width + 2 * _PADDING, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tab; the current one joins the page beneath."""
        painter = QPainter(self)
        if self.current:
            fill(painter, self.rect(), Token.SURFACE)
            painter.setPen(colour(Token.LINE))
            painter.drawLine(0, 0, 0, self.height())
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
            fill(painter, QRect(0, 0, self.width(), 3), Token.ACCENT)
        else:
            fill(painter, QRect(0, self.height() - 1, self.width(), 1), Token.LINE)
        painter.setFont(font(15, strong=self.current))
        painter.setPen(colour(Token.ACCENT if self.current else Token.TEXT))
        area = self.rect().adjusted(_PADDING, 3, 0, 0)
        painter.drawText(area, int(_V), self._name())
        left = _PADDING + painter.fontMetrics().horizontalAdvance(self._name()) + _GAP
        painter.setFont(font(14))
        painter.setPen(colour(Token.ACCENT if self.current else Token.SECOND))
        painter.drawText(
            QRect(left, 3, self.width() - left, self.height() - 3), int(_V), self._state()
        )
        painter.end()


class TopTabs(QWidget):
    """The bar above. Tabs are counted from 0; 0 is 今日."""

    chosen = Signal(int)
    new_wanted = Signal()
    more_wanted = Signal()
    """Those who have no room for a tab are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "bar")
        self.setFixedHeight(TOP_BAR)
        self._buttons: list[_TabButton] = []
        self._shown: object = None
        """What the tabs were fitted to: each key asks again, and measuring names takes time."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, _RIGHT_INSET, 0)
        row.setSpacing(0)
        self._title = label("公租房“一件事”", "strong")
        self._title.setContentsMargins(24, 2, 0, 0)
        self._title.setFixedWidth(WAY)
        row.addWidget(self._title)
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(0)
        row.addLayout(self._tabs)
        self._more = _TabButton(Tab(""), self)
        self._more.clicked.connect(self.more_wanted)
        row.addWidget(self._more)
        self._new = _TabButton(Tab("＋ 新申请人", "F3"), self)
        self._new.clicked.connect(self.new_wanted)
        row.addWidget(self._new)
        row.addStretch(1)
        self._who = [label("", "second") for _ in range(3)]
        for text in self._who:
            text.setContentsMargins(14, 2, 0, 0)
            row.addWidget(text)

    def show_who(self, *who: str) -> None:
        """Say hall, window and clerk at the right."""
        self._shown = None
        for target, text in zip(self._who, who, strict=True):
            target.setText(text)

    def show_tabs(self, tabs: list[Tab], current: int, *, can_begin: bool) -> None:
        """Show these tabs, `current` the one that is open."""
        wanted = (tuple(tabs), current, can_begin, self.window().width())
        if wanted == self._shown:
            return
        self._shown = wanted
        while len(self._buttons) < len(tabs):
            button = _TabButton(tabs[len(self._buttons)], self)
            button.setFixedHeight(self.height())
            button.key = str(len(self._buttons)) if 0 < len(self._buttons) < 10 else ""
            button.clicked.connect(partial(self.chosen.emit, len(self._buttons)))
            self._buttons.append(button)
            self._tabs.addWidget(button)
        self._new.setVisible(can_begin)
        short = self.window().width() < FULL_WAY_FROM
        self._show(tabs, current, short=short)
        if not short and self._too_wide(len(tabs)):
            self._show(tabs, current, short=True)
        self._leave_out(tabs, current)

    def _show(self, tabs: list[Tab], current: int, *, short: bool) -> None:
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(tabs))
            if place < len(tabs):
                button.show_tab(tabs[place], current=place == current, short=short)
        new = Tab("＋" if short else "＋ 新申请人", "F3")
        self._new.show_tab(new, current=False, short=False)

    def _room(self) -> int:
        """What is left for tabs between the title and the names at the right."""
        who = sum(each.sizeHint().width() for each in self._who if not each.isHidden())
        new = self._new.sizeHint().width() if not self._new.isHidden() else 0
        return self.window().width() - self._title.width() - who - new - _RIGHT_INSET

    def _too_wide(self, count: int) -> bool:
        return sum(each.sizeHint().width() for each in self._buttons[:count]) > self._room()

    def _leave_out(self, tabs: list[Tab], current: int) -> None:
        """Where even short tabs do not fit, those far from the open one are counted only."""
        self._more.hide()
        if not self._too_wide(len(tabs)):
            return
        always = {0, current}
        room = self._room() - sum(self._buttons[place].sizeHint().width() for place in always)
        self._say_more(len(tabs))
        room -= self._more.sizeHint().width()
        for place in sorted(range(len(tabs)), key=lambda each: abs(each - current)):
            if place not in always:
                room -= self._buttons[place].sizeHint().width()
                self._buttons[place].setVisible(room >= 0)
        self._say_more(sum(self._buttons[at].isHidden() for at in range(len(tabs))))

    def _say_more(self, count: int) -> None:
        self._more.show_tab(Tab(f"还有 {count} 位"), current=False, short=False)
        self._more.show()

    def fit(self, window_width: int, *, low: bool) -> None:
        """Leave out states and the hall in a narrow window; less high in a low one."""
        self._shown = None
        height = LOW_TOP_BAR if low else TOP_BAR
        for part in (self, self._new, self._more, *self._buttons):
            part.setFixedHeight(height)
        narrow = window_width < FULL_WAY_FROM
        self._title.setText("公租房" if narrow else "公租房“一件事”")
        self._title.setFixedWidth(130 if narrow else WAY)
        for text in self._who[:-2]:
            text.setVisible(not narrow)

    def paintEvent(self, event: object) -> None:
        """Draw the hairline beneath."""
        painter = QPainter(self)
        fill(painter, self.rect(), Token.WINDOW)
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), Token.LINE)
        painter.end()
