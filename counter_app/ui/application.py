"""Qt's application around the window: look, language, and what is on the screen first.

The window is there before the counter's store is: opening it, and importing what the screens
need of the form, goes on in the background while the clerk gives a name.
"""

import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from counter_app.background.lanes import Background, Changed
from counter_app.basics.catalogue.window import DRAFT_UNSAVED, NO_CHINESE_FONT
from counter_app.basics.errors import CounterError
from counter_app.ui.shell.appearance import Appearance, prepare_zoom
from counter_app.ui.shell.clerk import ClerkPlace
from counter_app.ui.shell.only_window import take_window
from counter_app.ui.shell.sitting import Sitting, hand_on, handed_on
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.theme.fonts import has_chinese_font
from counter_app.ui.widgets.theme.style import speak_chinese

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.clerks import Clerk
    from counter_app.desk.desk import WindowIdentity
    from counter_app.devices.printer import Printer
    from counter_app.settings import Settings
    from counter_app.ui.opening import Opening
    from counter_app.ui.shell.seat import Seat

ANEW = 75
"""Exit code of a window that is to be begun anew, as large as it was asked to be."""

_WAIT_FOR_DISK_MS = 3000
_STEP_MS = 50
_NEEDED_NEXT = ("counter_app.ui.opening", "counter_app.ui.intake.pages.applicant")


class Opened(NamedTuple):
    """What the background has found: the counter, who is known at it, which window it is."""

    counter: "Counter"
    names: tuple[str, ...]
    window: "WindowIdentity | None"


class Front(QObject):
    """The window from its first moment, and the work behind it once the clerk is known."""

    def __init__(
        self,
        open_it: "Callable[[], Counter]",
        find_printers: "Callable[[], Sequence[Printer]] | None" = None,
        sitting: Sitting | None = None,
    ) -> None:
        """`find_printers` where papers do not go to the usual printers; `sitting` goes on."""
        super().__init__()
        self._sitting = sitting
        self._find_printers = find_printers
        self.background = Background(self)
        self.clerk_place = ClerkPlace()
        self.clerk_place.chosen.connect(self._choose)
        self.window = Window(self.clerk_place)
        self.window.may_close = self._may_close
        self.opened: Opened | None = None
        self.opening: Opening | None = None
        self._name = ""
        self._closed = self._warned = False
        # Beside the first drawing it would take half of the processor from it.
        self.window.seen.connect(partial(self._open_store, open_it))
        if sitting is not None:
            self._choose(sitting.clerk)

    def sitting(self) -> Sitting | None:
        """Who sits here, at what; None before the clerk is known."""
        return self.opening.sitting() if self.opening is not None else None

    def close(self) -> None:
        """Keep what is not yet kept, stop the threads, give the store back. Twice is as once."""
        if self._closed:
            return
        self._closed = True
        if self.opening is not None:
            self.opening.close()
        self.background.close()
        if self.opened is not None:
            self.opened.counter.close()

    def unexpected(self, error: BaseException) -> None:
        """A trouble nobody foresaw, anywhere in the window."""
        if self.opening is not None:
            self.opening.tell_unexpected(error)
        else:
            from counter_app.ui.shell.unexpected import unexpected_trouble

            self.clerk_place.tell(unexpected_trouble(error))

    def _may_close(self) -> bool:
        """Once everything typed is on the disk, or at the second try."""
        if self.opening is None or (self._warned and self.opening.unsaved()):
            return True
        self.opening.keep_all()
        waited = QElapsedTimer()
        waited.start()
        while self.opening.unsaved() and waited.elapsed() < _WAIT_FOR_DISK_MS:
            QApplication.processEvents(
                QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, _STEP_MS
            )
        self._warned = self.opening.unsaved()
        if self._warned:
            trouble = CounterError(DRAFT_UNSAVED)
            self.window.place().say(f"{trouble.title}。{trouble.advice}", "err")
        return not self._warned

    def _open_store(self, open_it: "Callable[[], Counter]") -> None:
        self.background.read(partial(_open, open_it), self._ready, self._failed)
        self.background.read(_warm, lambda _: None)

    def _ready(self, opened: Opened) -> None:
        self.opened = opened
        day = f"{opened.counter.desk.now():%Y-%m-%d}"
        self.clerk_place.ready(opened.names, opened.window, day)
        if opened.window is not None:
            self.window.tabs.show_who(opened.window.hall.name, opened.window.label, "")
        self._begin()

    def _choose(self, name: str) -> None:
        """The clerk gave a name, once; before the store is open it waits."""
        if not self._name:
            self._name = name
            self._begin()

    def _begin(self) -> None:
        if self._name and self.opened is not None:
            work = partial(_sit_down, self.opened.counter, self._name)
            self.background.change(work, Changed(), self._work, self._failed)

    def _work(self, clerk: "Clerk") -> None:
        from counter_app.ui.opening import Opening

        assert self.opened is not None
        seat = _seat(self.opened, self.background, clerk)
        found_by = {"find_printers": self._find_printers} if self._find_printers else {}
        self.opening = Opening(seat, self.window, sitting=self._sitting, **found_by)

    def _failed(self, error: Exception) -> None:
        self._name = ""
        if not isinstance(error, CounterError):
            raise error
        self.clerk_place.tell(error)


def _open(open_it: "Callable[[], Counter]") -> Opened:
    """Off the window."""
    counter = open_it()
    from counter_app.desk.clerks import clerks

    known = tuple(clerk.name for clerk in clerks(counter.desk))
    return Opened(counter, known, counter.desk.window())


def _warm() -> None:
    """Off the window, while the clerk gives a name: what the screens are made of."""
    for module in _NEEDED_NEXT:
        importlib.import_module(module)


def _sit_down(counter: "Counter", name: str) -> "Clerk":
    """Off the window."""
    from counter_app.desk.clerks import add_clerk

    counter.policies.load_to_receive()
    return add_clerk(counter.desk, name)


def _seat(opened: Opened, background: Background, clerk: "Clerk") -> "Seat":
    from counter_app.ui.shell.seat import Seat, Station, Tools

    window = opened.window
    station = Station(
        opened.counter.policies.in_force,
        opened.counter.desk.clock,
        hall=window.hall.name if window else "",
        window=window.label if window else "",
        region=window.region if window else "",
    )
    return Seat(station, clerk, Tools(opened.counter, background))


def show_window(settings: "Settings") -> int:
    """Show the window until it is closed; returns Qt's exit code, or `ANEW`.

    Where one is open over the same data, that one comes to the front, and this start ends.

    Raises:
        CounterError: NO_CHINESE_FONT: names would be drawn as boxes; WINDOW_HELD.
    """
    prepare_zoom(settings.data)
    application = QApplication(["counter-app"])
    application.setApplicationDisplayName("公租房“一件事”")
    if not has_chinese_font():
        raise CounterError(NO_CHINESE_FONT)
    only = take_window(settings.data)
    if only is None:
        return 0
    speak_chinese(application)
    front = Front(partial(_open_counter, settings), sitting=handed_on())
    appearance = Appearance(application, front.window, settings.data)
    appearance.restart_wanted.connect(partial(_begin_anew, front, application))
    only.wanted.connect(front.window.come_to_front)
    front.window.seen.connect(only.listen)
    front.window.seen.connect(_collect_again)
    appearance.show()
    front.window.open_at(0)
    sys.excepthook = lambda kind, error, trace: front.unexpected(error)
    code = application.exec()
    appearance.keep()
    front.close()
    only.close()
    return code


def _collect_again() -> None:
    """What is there by now stays: from here on only what comes is looked through."""
    gc.freeze()
    gc.enable()


def _begin_anew(front: Front, application: QApplication) -> None:
    sitting = front.sitting()
    if front.window.close():
        if sitting is not None:
            hand_on(sitting)
        application.exit(ANEW)


def _open_counter(settings: "Settings") -> "Counter":
    from counter_app.bootstrap import open_counter

    return open_counter(settings)
