"""The window: tabs above, the open place in the middle, the bar below, the keys.

No matter of the form and nothing of the engine is decided here.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from counter_app.ui.shell.frame.bottom_bar import BottomBar
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import TopTabs
from counter_app.ui.shell.workplace import Workplace
from counter_app.ui.widgets.keys import Act, Keyboard
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.theme.sizes import BOTTOM_BAR, LOW_BELOW, LOW_BOTTOM_BAR

if TYPE_CHECKING:
    from counter_app.ui.shell.frame.help import KeyHelp

TABS_WITH_KEYS = 9
_SEEN_AT_LATEST_MS = 500
"""Covered or minimised, a window is not drawn; the work behind it begins all the same."""
_DRAWS = (QEvent.Type.Paint, QEvent.Type.UpdateRequest)


class Window(QMainWindow):
    """The one window. Its first place is home: who works here, then 今日."""

    seen = Signal()
    """It was drawn for the first time; what the first screen does not need may begin."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._drawn = False
        self.work = work
        """What is worked at in the window: decides what its keys begin and whether it closes."""
        self.own_acts: tuple[Act, ...] = ()
        """What can be done with the window itself, wherever one is in it."""
        self.setWindowTitle("公租房“一件事”")
        self.setMinimumSize(720, 480)
        self.resize(1366, 768)
        self.places: list[Place] = []
        self.tabs = TopTabs()
        self.bar = BottomBar()
        self.keyboard = Keyboard(self)
        self._stack = QStackedWidget()
        self._lid: Place | None = None
        """What lies over all places and tabs, so that nothing of an applicant is seen."""
        self._under: Place | None = None
        self._caret: QWidget | None = None
        self._help: KeyHelp | None = None
        middle = named(QWidget(), "frame")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)
        self.setCentralWidget(middle)
        self.tabs.chosen.connect(self.open_at)
        self.tabs.new_wanted.connect(self.new_applicant)
        self.tabs.more_wanted.connect(self.show_waiting)
        work.who_changed.connect(self._show_who)
        self._show_who()
        self.add(work.home)
        self.open_at(0)

    def start(self, work: Workplace) -> None:
        """Other work begins: its home becomes the first place."""
        self.work, home = work, work.home
        work.who_changed.connect(self._show_who)
        self._show_who()
        before = self.places[0]
        self.places[0] = home
        self._stack.addWidget(home)
        self._listen_to(home)
        self.open_at(0)
        self._stack.removeWidget(before)
        before.deleteLater()

    # -- places -----------------------------------------------------------------------------------

    def place(self) -> Place:
        """The open place."""
        found = self._stack.currentWidget()
        assert isinstance(found, Place)
        return found

    def add(self, place: Place) -> None:
        """Give a place its tab."""
        self.places.append(place)
        self._stack.addWidget(place)
        self._listen_to(place)
        if len(self.places) > 1:
            self._show_tabs()
            self._show_acts()

    def open(self, place: Place) -> None:
        """Bring a place to the front; beneath a lid it is there once that is lifted."""
        if self._lid is not None:
            self._under = place
            return
        if place is not self.place():
            self.place().leave()
        self._stack.setCurrentWidget(place)
        place.shown().enter()
        self.bar.say(*place.shown().note())
        self._show_tabs()
        self._show_acts()

    def open_at(self, at: int) -> None:
        """Bring the place of a tab to the front; none there, nothing happens."""
        if 0 <= at < len(self.places):
            self.open(self.places[at])

    def put_lid(self, lid: Place) -> None:
        """Cover everything, tabs too; what is under way goes on beneath."""
        if self._lid is not None:
            return
        self._under, self._caret = self.place(), QApplication.focusWidget()
        self._under.leave()
        for popup in QApplication.topLevelWidgets():
            if popup is not self and popup.isVisible():
                popup.close()
        if self._help is not None:
            self._help.hide()
        self._lid = lid
        self._stack.addWidget(lid)
        self._stack.setCurrentWidget(lid)
        self._listen_to(lid)
        self.tabs.show_tabs([lid.tab()], 0, can_begin=False)
        self.bar.say("")
        self._show_acts()
        lid.enter()

    def lift_lid(self) -> None:
        """Show again what lay beneath, the keyboard where it was."""
        lid, self._lid = self._lid, None
        under = self._under if self._under in self.places else self.places[0]
        if lid is None or under is None:
            return
        self._stack.setCurrentWidget(under)
        self._stack.removeWidget(lid)
        lid.deleteLater()
        self.bar.say(*under.shown().note())
        self._show_tabs()
        self._show_acts()
        caret = self._caret
        if caret is not None and isValid(caret) and under.isAncestorOf(caret):
            caret.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            under.shown().enter()

    @property
    def has_lid(self) -> bool:
        """Whether everything is covered."""
        return self._lid is not None

    def remove(self, place: Place) -> None:
        """Take a place and its tab away; what was beside it opens."""
        at = self.places.index(place)
        if place in (self.place(), self._under):
            self.open(self.places[at - 1])
        self.places.remove(place)
        self._stack.removeWidget(place)
        place.deleteLater()
        self._show_tabs()

    def take_out(self, place: Place) -> None:
        """Take away the tab of a place that is not open; the place itself stays as it is."""
        self.places.remove(place)
        self._stack.removeWidget(place)
        place.hide()
        self._show_tabs()
        self._show_acts()

    def replace(self, before: Place, place: Place) -> None:
        """Another place in the tab of `before`; opens if that was open."""
        was_open = before is self.place()
        self.places[self.places.index(before)] = place
        self._stack.addWidget(place)
        self._listen_to(place)
        if was_open:
            self._stack.setCurrentWidget(place)
            self.open(place)
        self._stack.removeWidget(before)
        before.deleteLater()
        self._show_tabs()

    def search(self) -> None:
        """F2: to the search line of the first place, from wherever the clerk is."""
        self.open_at(0)
        self.places[0].to_search()

    def show_waiting(self) -> None:
        """All who were put aside, on the first place."""
        self.open_at(0)
        self.places[0].to_waiting()

    def new_applicant(self) -> None:
        """F3: begin with the next applicant; the open one stays as it is.

        Where an empty form is open already, that one: a second press makes no second one.
        """
        if self.work.offer is None:
            return
        place = next((each for each in self.places if each.is_untouched()), None)
        if place is None:
            place = self.work.offer.begin()
            self.add(place)
        self.open(place)

    def _walk(self, step: int) -> None:
        """To the neighbour tab; behind the last comes the first."""
        at = self.places.index(self.place()) + step
        self.open_at(at % len(self.places))

    # -- keys -------------------------------------------------------------------------------------

    def acts(self) -> tuple[Act, ...]:
        """What every place can do."""
        help_act = Act("F1", "按键", self.show_help, bar=True)
        if self._lid is not None:
            return (help_act,)
        offer = self.work.offer
        if offer is None:
            return (help_act, *self.own_acts)
        tabs = tuple(
            Act(f"Alt+{at}", self.places[at].tab().name, partial(self.open_at, at))
            for at in range(1, min(len(self.places), TABS_WITH_KEYS + 1))
        )
        return (
            help_act,
            Act("F3", offer.begin_words, self.new_applicant, bar=self.place() is self.places[0]),
            Act("F2", "查找", self.search, bar=True),
            Act("Alt+0", offer.home_words, partial(self.open_at, 0)),
            Act("Ctrl+Tab", offer.next_words, partial(self._walk, 1)),
            Act("Ctrl+Shift+Tab", offer.previous_words, partial(self._walk, -1)),
            *tabs,
            *self.own_acts,
        )

    def add_own_act(self, act: Act) -> None:
        """One more thing that can be done with the window itself, from now on."""
        self.own_acts = (*self.own_acts, act)
        self._show_acts()

    def come_to_front(self) -> None:
        """The program was started again: here it is."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.place().say("已经开着，就是这个窗口")

    def show_help(self) -> None:
        """F1: every key that does something just now."""
        if self._help is None:
            from counter_app.ui.shell.frame.help import KeyHelp

            self._help = KeyHelp(self)
        self._help.toggle(self.keyboard.acts(), self.place().shown().bare_keys)

    # -- showing ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the tabs to the width."""
        super().resizeEvent(event)
        low = self.height() < LOW_BELOW
        self.tabs.fit(self.width(), low=low)
        self.bar.setFixedHeight(LOW_BOTTOM_BAR if low else BOTTOM_BAR)
        self._show_tabs()

    def event(self, event: QEvent) -> bool:
        """Tell the first drawing, once it is done; a window that nobody draws, a little later."""
        if event.type() in _DRAWS:
            self._tell_seen()
        elif event.type() is QEvent.Type.Show:
            QTimer.singleShot(_SEEN_AT_LATEST_MS, self, self._tell_seen)
        return super().event(event)

    def _tell_seen(self) -> None:
        if not self._drawn:
            self._drawn = True
            QTimer.singleShot(0, self, self.seen.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is not yet kept before the window goes; what cannot be kept holds it."""
        self.place().leave()
        if self.work.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def _show_who(self) -> None:
        self.tabs.show_who(*self.work.who())

    def _listen_to(self, place: Place) -> None:
        place.tab_changed.connect(self._show_tabs)
        place.acts_changed.connect(self._show_acts)
        place.said.connect(partial(self._say, place))

    def _show_tabs(self) -> None:
        if self.places and self._stack.currentWidget() in self.places:
            current = self.places.index(self.place())
            tabs = [place.tab() for place in self.places]
            self.tabs.show_tabs(tabs, current, can_begin=self.work.offer is not None)

    def _show_acts(self) -> None:
        acts = (*self.acts(), *self.place().shown().acts())
        self.keyboard.use(acts)
        told = {act.key: act for act in self.keyboard.acts() if act.bar}
        self.bar.show_keys(sorted(told.values(), key=_bar_order))

    def _say(self, place: Place, words: str, tone: str) -> None:
        if place is self.place():
            self.bar.say(words, tone)


def _bar_order(act: Act) -> int:
    return int(act.key[1:]) if act.key[1:].isdigit() else 99
