"""Qt's application around the window: look, language, and what is on the screen first.

The window is there before the counter's store is: opening it, and importing what the screens
need of the form, goes on in the background while the clerk gives a name.
"""

import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from counter_app.background.collecting import Collector
from counter_app.background.lanes import Background, Lane
from counter_app.basics.catalogue.window import NO_CHINESE_FONT
from counter_app.basics.errors import CounterError
from counter_app.ui.shell.appearance import Appearance, prepare_look
from counter_app.ui.shell.entrance import Entrance, Opened
from counter_app.ui.shell.only_window import OnlyWindow, take_window
from counter_app.ui.shell.sitting import Sitting, hand_on, handed_on
from counter_app.ui.shell.window import Window
from counter_app.ui.shell.workplace import Workplace
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.fonts import font, has_chinese_font
from counter_app.ui.widgets.theme.style import STYLE, speak_chinese

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.devices.printer import Printer
    from counter_app.settings import Settings
    from counter_app.ui.opening import Opening
    from counter_app.ui.shell.frame.place import Place
    from counter_app.ui.shell.guarding import Guarding
    from counter_app.ui.shell.seat import Seat

ANEW = 75
"""Exit code of a window that is to be begun anew, as large as it was asked to be."""

_NEEDED_NEXT = ("counter_app.ui.opening", "counter_app.ui.intake.pages.applicant")


class Front(QObject):
    """The window from its first moment, and what is worked at in it."""

    leave_wanted = Signal()
    """Whoever sits here makes room for somebody else; what was begun stays parked."""

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
        self._closed = False
        self.background = Background(self)
        self.entrance = Entrance(open_it, self.background)
        self.entrance.entered.connect(self._begin)
        self.entrance.moved.connect(self._move)
        self.work: Workplace = self.entrance
        self.window = Window(self.entrance)
        self.seat: Seat | None = None
        """Whoever sits here; None before anybody is known."""
        self.guarding: Guarding | None = None
        """Locks and keeps the session; None where nobody has signed in."""
        self._collector: Collector | None = None
        self.window.seen.connect(self._collect)
        # Beside the first drawing both would take half of the processor from it.
        self.window.seen.connect(self.entrance.open_store)
        self.window.seen.connect(lambda: self.background.read(_warm, lambda _: None))
        if sitting is not None and sitting.word:
            self.entrance.go_on(sitting.word)
        elif sitting is not None:
            self.entrance.choose(sitting.clerk)

    @property
    def opened(self) -> Opened | None:
        """The counter and what is known of it; None until the store is open."""
        return self.entrance.opened

    @property
    def opening(self) -> "Opening | None":
        """The clerk's work; None before anybody is known."""
        return None if self.work is self.entrance else cast("Opening", self.work)

    def close(self) -> None:
        """Keep what is not yet kept, stop the threads, give the store back. Twice is as once."""
        if self._closed:
            return
        self._closed = True
        self.work.close()
        self.background.close()
        if self._collector is not None:
            self._collector.close()
        self.entrance.give_back()

    def _collect(self) -> None:
        """From here on threads are at work: garbage is this one's business."""
        self._collector = Collector(self)

    def _move(self, before: "Place", place: "Place") -> None:
        self.window.replace(before, place)

    def _begin(self, seat: "Seat") -> None:
        self.seat = seat
        self.work = self._work_of(seat)
        self.window.start(self.work)
        if seat.person.login:
            from counter_app.ui.shell.guarding import Guarding
            from counter_app.ui.shell.signed_in import roles_seated

            self.guarding = Guarding(seat, self.window, self)
            self.guarding.leave_wanted.connect(self.leave_wanted)
            self.guarding.session_found.connect(self._sit)
            if len(roles_seated(seat.person)) > 1:
                self.window.add_own_act(Act("Ctrl+J", "换身份", self.change_role))

    def _work_of(self, seat: "Seat") -> Workplace:
        """What is worked at in the role of the seat."""
        from counter_app.cases.actions import Role
        from counter_app.ui.offices import HOMES, Office
        from counter_app.ui.opening import Opening
        from counter_app.ui.reviewing import Reviewing

        found_by = {"find_printers": self._find_printers} if self._find_printers else {}
        if seat.person.role is Role.CLERK:
            return Opening(seat, self.window, sitting=self._sitting, **found_by)
        kind = Office if seat.person.role in HOMES else Reviewing
        return kind(seat, self.window, **found_by)

    def _sit(self, session: str) -> None:
        """The server's word has come for whoever sits here."""
        from dataclasses import replace

        if self.seat is not None:
            self.seat = replace(self.seat, person=replace(self.seat.person, session=session))
            self.work.sit(self.seat)

    def change_role(self) -> None:
        """Ctrl+J: the same person in the next of their roles; what was begun stays parked."""
        from dataclasses import replace

        from counter_app.cases.rights import ROLE_WORDS
        from counter_app.ui.shell.signed_in import roles_seated

        if self.seat is None or not self.work.may_close():
            return
        person, window = self.seat.person, self.window
        roles = roles_seated(person)
        role = roles[(roles.index(person.role) + 1) % len(roles)]
        window.open_at(0)
        self.work.close()
        for place in window.places[1:]:
            window.remove(place)
        self.seat = replace(self.seat, person=person.as_role(role))
        self.work = self._work_of(self.seat)
        window.start(self.work)
        window.place().say(f"现在以{ROLE_WORDS[role]}的身份办理")


def _warm() -> None:
    """Off the window, while the clerk gives a name: what the screens are made of."""
    for module in _NEEDED_NEXT:
        importlib.import_module(module)


def _hear(background: Background, only: OnlyWindow) -> None:
    """Hear of a second start as soon as Qt's network is there; a key need not wait for it."""
    warm = partial(importlib.import_module, "PySide6.QtNetwork")
    background.read(warm, lambda _: only.listen(), lane=Lane.NETWORK)


def show_window(settings: "Settings") -> int:
    """Show the window until it is closed; returns Qt's exit code, or `ANEW`.

    Where one is open over the same data, that one comes to the front, and this start ends.

    Raises:
        CounterError: NO_CHINESE_FONT: names would be drawn as boxes; WINDOW_HELD.
    """
    look = prepare_look(settings.data)
    application = QApplication(["counter-app", *STYLE])
    application.setApplicationDisplayName("公租房“一件事”")
    if not has_chinese_font():
        raise CounterError(NO_CHINESE_FONT)
    only = take_window(settings.data)
    if only is None:
        return 0
    speak_chinese(application)
    application.setFont(font(15))  # what is measured before the look is worn is measured in it
    front = Front(partial(_open_counter, settings), sitting=handed_on())
    appearance = Appearance(application, front.window, settings.data, look)
    appearance.restart_wanted.connect(partial(_begin_anew, front, application))
    front.leave_wanted.connect(partial(_make_room, front, application))
    only.wanted.connect(front.window.come_to_front)
    front.window.seen.connect(partial(_hear, front.background, only))
    # What is there by now stays: from here on only what comes is looked through.
    front.window.seen.connect(gc.freeze)
    appearance.show()
    front.window.open_at(0)
    sys.excepthook = lambda kind, error, trace: front.work.tell_unexpected(error)
    code = application.exec()
    appearance.keep()
    front.close()
    only.close()
    return code


def _begin_anew(front: Front, application: QApplication) -> None:
    sitting = front.work.sitting()
    if front.window.close():
        if sitting is not None:
            hand_on(sitting)
        application.exit(ANEW)


def _make_room(front: Front, application: QApplication) -> None:
    """The window begins anew without anybody; all who were begun with are parked."""
    if front.window.close():
        application.exit(ANEW)


def _open_counter(settings: "Settings") -> "Counter":
    from counter_app.bootstrap import open_counter

    return open_counter(settings)
