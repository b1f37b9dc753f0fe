"""The screens of received cases: what is shown after receiving, and a case opened from a list.

Must not know how an applicant is taken in: it is told what was received.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.catalogue.acts import CASE_NUMBER_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.desk.copying import copied
from counter_app.desk.find_case import get_by_number
from counter_app.desk.recorded import record_view
from counter_app.desk.status import send_again
from counter_app.intake.hand_over import CopyField, copy_fields
from counter_app.ui.case.case_buttons import CaseFacts
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.case_shown import Shown, read_case
from counter_app.ui.case.case_tray import CaseTray, LoadedCase, load_case
from counter_app.ui.case.hand_over_place import HandOverPlace
from counter_app.ui.case.received import ReceivedCase, ReceivedPlace
from counter_app.ui.case.ways_out import WaysOut
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.papers.sheet_tray import SheetTray
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.while_alive import while_alive

Parked = Sequence[tuple[str, str, Callable[[], None]]]
"""Who else waits: name, key, how they are opened."""


class CaseDesk(QObject):
    """Opens the screens of received cases."""

    def __init__(
        self, seat: Seat, papers: PaperDesk, window: Window, connection: Connection
    ) -> None:
        super().__init__()
        self._papers = papers
        self._seat, self._window, self._connection = seat, window, connection

    def sit(self, seat: Seat) -> None:
        """The seat has become another: this counter was enrolled."""
        self._seat = seat

    def show_received(self, before: Place, shown: ReceivedCase, parked: Parked) -> None:
        """The page of a case just received, in the tab of its applicant."""
        after: ReceivedPlace
        after = ReceivedPlace(
            self._seat,
            self._papers,
            shown,
            self._connection,
            lambda: self._next(after),
            lambda: self.open_case(after, shown.received.case_id),
            parked,
        )
        close = partial(self._close, after)
        after.finished.connect(partial(QTimer.singleShot, 0, self._window, close))
        self._window.replace(before, after)
        work = partial(load_case, self._seat, shown.received.case_id)
        self._seat.tools.background.read(
            work,
            while_alive(after, lambda loaded: after.use_tray(CaseTray(self._seat, loaded))),
            while_alive(after, after.fail),
        )
        self._connection.sync()

    def open_case(self, over: Place, case_id: str) -> None:
        """Show a received case over a place; where nobody has signed in, its papers.

        That it is looked at is recorded.
        """
        desk, person = self._seat.tools.counter.desk, self._seat.person
        load = partial(read_case if person.roles else load_case, self._seat, case_id)

        def read() -> object:
            record_view(desk, person, case_id)
            return load()

        show = self._show_case if person.roles else self._show_papers
        self._seat.tools.background.read(
            read,
            while_alive(over, partial(show, over)),
            while_alive(over, over.say_trouble),
        )

    def open_by_number(
        self, over: Place, number: str, fail: Callable[[Exception], None] | None = None
    ) -> None:
        """The same by its number; what is not at this counter yet is fetched first."""
        counter = self._seat.tools.counter

        def find() -> str:
            try:
                return get_by_number(counter.desk, number).case_id
            except CounterError as error:
                if error.entry is not CASE_NUMBER_UNKNOWN:
                    raise
            counter.sync_once()
            return get_by_number(counter.desk, number).case_id

        self._seat.tools.background.read(
            find,
            while_alive(over, partial(self.open_case, over)),
            while_alive(over, fail or over.say_trouble),
            Lane.NETWORK,
        )

    def _show_case(self, over: Place, shown: Shown) -> None:
        if over.shown() is over:
            place: CasePlace
            place = CasePlace(
                self._seat,
                shown,
                WaysOut(
                    over.uncover,
                    lambda now, letter: self._show_papers(place, now.loaded, letter),
                    lambda now: self._hand_over(place, now),
                    lambda tray: self._show_sheet(place, tray),
                    partial(self._acts_on, over),
                ),
                self._connection,
            )
            place.gone.connect(over.say_to_stay)
            over.cover(place)

    def _hand_over(self, over: Place, shown: Shown) -> None:
        """Read what is copied and what was, then show it over the case."""
        opened = shown.opened
        desk, case_id = self._seat.tools.counter.desk, opened.situation.file.state.case_id

        def read() -> tuple[tuple[CopyField, ...], frozenset[str]]:
            return copy_fields(opened.situation), copied(desk, case_id)

        def show(found: tuple[tuple[CopyField, ...], frozenset[str]]) -> None:
            if over.shown() is over:
                over.cover(HandOverPlace(self._seat, opened, *found, over.uncover))

        self._seat.tools.background.read(
            read, while_alive(over, show), while_alive(over, over.say_trouble)
        )

    def _show_papers(self, over: Place, loaded: LoadedCase, letter: str = "") -> None:
        if over.shown() is over:
            tray = CaseTray(self._seat, loaded, letter)
            acts = self._acts_on(over, loaded)
            facts = CaseFacts(loaded, acts)
            over.cover(PrintPlace(tray, self._papers, over.uncover, "回去", facts, acts))

    def _show_sheet(self, over: Place, tray: SheetTray) -> None:
        if over.shown() is over:
            over.cover(PrintPlace(tray, self._papers, over.uncover, "回两版对照"))

    def _acts_on(self, over: Place, loaded: LoadedCase) -> tuple[Act, ...]:
        refused = [
            each.action.action_id
            for each in loaded.tried
            if each.back.verdict == "refused" and not each.is_decision
        ]
        if not refused:
            return ()
        return (Act("Alt+S", "再送一次", partial(self._send_again, over, refused)),)

    def _send_again(self, over: Place, actions: Sequence[str]) -> None:
        """Queue what was refused once more; the server judges it anew."""
        desk = self._seat.tools.counter.desk

        def work() -> None:
            for action in actions:
                send_again(desk, action)

        def queued(_: None) -> None:
            over.uncover()
            over.say("已重新排队，马上再送")
            self._connection.sync()

        self._seat.tools.background.change(work, Changed(cases=True), queued, over.say_trouble)

    def _next(self, place: ReceivedPlace) -> None:
        self._window.new_applicant()
        self._close(place)

    def _close(self, place: ReceivedPlace) -> None:
        """Take the tab away, unless it was opened again meanwhile."""
        if place in self._window.places and place is not self._window.place():
            self._window.remove(place)
