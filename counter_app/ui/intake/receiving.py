"""From the page that says what will happen to the number: receive, print, go on.

One applicant is received once however often the key is pressed. Must not decide what may be
received: the desk does.
"""

from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Changed
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Scalar
from counter_app.desk.clock_check import ASKED
from counter_app.desk.receive import Checked, Received, receive
from counter_app.intake.signatures import beside_document, derive_signed, signed_document
from counter_app.intake.steps import Part
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.draft_tray import DraftTray
from counter_app.ui.intake.journal import DeskJournal
from counter_app.ui.intake.pages.sign import SignPage
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.while_alive import while_alive


class Receiving(QObject):
    """F8 and F9 of the applicants."""

    received = Signal(object, object)
    """The `ApplicantPlace` whose applicant was received, and the `Received`."""

    def __init__(self, seat: Seat, papers: PaperDesk) -> None:
        super().__init__()
        self._seat, self._papers = seat, papers
        self._under_way: set[ApplicantPlace] = set()

    def sit(self, seat: Seat) -> None:
        """The seat has become another: this counter was enrolled."""
        self._seat = seat

    def attend(self, place: ApplicantPlace) -> None:
        """Look after an applicant."""
        session = place.session
        session.reviewed.connect(partial(derive_signed, session))
        place.print_wanted.connect(partial(self._print, place))
        place.receive_wanted.connect(partial(self._receive, place))

    # -- papers -------------------------------------------------------------------------------

    def _print(self, place: ApplicantPlace) -> None:
        if not place.session.is_touched():
            place.say("还没有填，先写姓名")
            return
        place.session.save()
        # Behind the draft's first edits: papers carry its short code.
        self._seat.tools.background.read(
            lambda: None, while_alive(place, lambda _: self._cover(place))
        )

    def _cover(self, place: ApplicantPlace) -> None:
        if place.shown() is place:
            tray = DraftTray(place.session, self._seat)
            back = partial(self._back_to_sign, place)
            place.cover(PrintPlace(tray, self._papers, back, "回到签字"))

    def _back_to_sign(self, place: ApplicantPlace) -> None:
        place.part = Part.SIGN if place.part is not Part.SIGN else place.part
        place.uncover()

    # -- receiving ----------------------------------------------------------------------------

    def _receive(self, place: ApplicantPlace) -> None:
        desk, clerk = self._seat.tools.counter.desk, self._seat.person
        if place in self._under_way:
            return
        self._under_way.add(place)
        # What is received is what stands there now: nothing may be typed until it is.
        place.hold(True)
        session = place.session
        derive_signed(session)
        session.save()
        document, more = signed_document(session), beside_document(session)
        journal = cast(DeskJournal, session.journal)
        policy = session.policy
        checked = Checked(policy.version, policy.wording, tuple(session.draft.people()))

        def work() -> Received:
            draft = journal.draft.draft_id if journal.draft else None
            extra = cast("dict[str, dict[str, Scalar]]", more)
            return receive(desk, document, clerk, draft_id=draft, more=extra, checked=checked)

        place.say("正在收件")
        self._seat.tools.background.change(
            work,
            Changed(drafts=True, cases=True),
            partial(self._received, place),
            partial(self._not_received, place),
        )

    def _not_received(self, place: ApplicantPlace, error: Exception) -> None:
        self._under_way.discard(place)
        place.hold(False)
        page = place.page()
        is_clock = isinstance(error, CounterError) and error.entry in ASKED
        if is_clock and isinstance(page, SignPage) and isinstance(error, CounterError):
            page.ask_about_clock(error)
        place.say_trouble(error)

    def _received(self, place: ApplicantPlace, received: Received) -> None:
        self._under_way.discard(place)
        cast(DeskJournal, place.session.journal).stop()
        self.received.emit(place, received)
