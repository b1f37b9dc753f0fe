"""What the window shows once the clerk is known: 今日 and the applicants, on an open counter.

The one place of the window that knows which parts there are. Qt's event loop is not started here.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.catalogue.window import DRAFT_UNSAVED
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import Counter
from counter_app.desk import drafts
from counter_app.desk.desk import WindowIdentity
from counter_app.desk.receive import Received
from counter_app.documents.papers import warm
from counter_app.forms.drafts.draft import Draft
from counter_app.forms.pinyin import initials
from counter_app.intake.new_draft import new_draft, resumed_draft
from counter_app.intake.papers.draft_papers import printed_at, printed_policy
from counter_app.intake.review import reviewer
from counter_app.intake.signatures import is_signed
from counter_app.intake.steps import Part
from counter_app.intake.still_owed import still_owed
from counter_app.rules.policy import Policy
from counter_app.ui.at_counter import AtCounter
from counter_app.ui.case.received import Owed, ReceivedCase
from counter_app.ui.intake.abandoning import Abandoning
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.journal import DeskJournal
from counter_app.ui.intake.receiving import Receiving
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.devices.usual import usual_printers
from counter_app.ui.papers.paper_desk import FindPrinters
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.sitting import Sitting
from counter_app.ui.shell.window import TABS_WITH_KEYS, Window
from counter_app.ui.shell.workplace import Offer
from counter_app.ui.today.day_list import print_day
from counter_app.ui.today.home_lists import CLERK, NAMED
from counter_app.ui.today.today import TodayPlace
from counter_app.ui.today.waiting import Waiting

_MINUTE_MS = 60_000
_WAIT_FOR_DISK_MS = 3000
_STEP_MS = 50
_PARKED_SHOWN = 3
_log = logging.getLogger(__name__)


class Opening(AtCounter):
    """The clerk's work at the window, from their name to closing time."""

    def __init__(
        self,
        seat: Seat,
        window: Window,
        find_printers: FindPrinters = usual_printers,
        sitting: Sitting | None = None,
    ) -> None:
        """`sitting`: what was open when the window was begun anew."""
        super().__init__(seat, window, find_printers)
        self._sitting = sitting
        self._warned = False
        self.receiving = Receiving(seat, self.papers)
        self.receiving.received.connect(self._received)
        self.abandoning = Abandoning(seat, window)
        self.home = self._home()
        self.papers.left_over.connect(self.home.say_too)
        self.offer = Offer(self.begin, "新申请人", "今日", "下一位申请人", "上一位申请人")
        self.background.read(_warm_up, lambda _: None, lane=Lane.PAPER)
        self._tend(True)
        self.connection.sync()
        self.background.read(partial(_load_all, self.counter), self._restore, self._tell)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tick)
        self._minute.start(_MINUTE_MS)

    def sit(self, seat: Seat) -> None:
        """What is received from now on is received with the server's word."""
        super().sit(seat)
        self.receiving.sit(seat)

    def begin(self) -> ApplicantPlace:
        """The place of a new applicant, shown and judged by the policy in force now."""
        journal = self._journal(None)
        judge = reviewer(self.counter.policies.in_force, self.seat.station.today)
        draft, begun = new_draft(self.seat.station.today(), self.seat.station.region)
        session = DraftSession(draft, judge, journal, begun)
        return self._place(ApplicantPlace(session, self.seat, self.papers), journal)

    def may_close(self) -> bool:
        """Once everything typed is on the disk, or at the second try."""
        if self._warned and self.unsaved():
            return True
        self.keep_all()
        waited = QElapsedTimer()
        waited.start()
        while self.unsaved() and waited.elapsed() < _WAIT_FOR_DISK_MS:
            QApplication.processEvents(
                QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, _STEP_MS
            )
        self._warned = self.unsaved()
        if self._warned:
            self._tell(CounterError(DRAFT_UNSAVED))
        return not self._warned

    def sitting(self) -> Sitting:
        """Who sits here, and at whom."""
        place, here = self.window.place(), super().sitting()
        if isinstance(place, ApplicantPlace):
            key = place.page().key_here()
            return here._replace(draft=place.draft_id, part=place.part, key=key)
        return here

    def close(self) -> None:
        """Keep what is not yet kept; the threads go on until it is written.

        Who was abandoned within the last minute is kept too: the clerk may have meant to park.
        """
        self._minute.stop()
        self.keep_all()
        super().close()

    def keep_all(self) -> None:
        """Hand everything typed to the journals."""
        for place in self.window.places:
            place.leave()

    def unsaved(self) -> bool:
        """Whether something that was typed is not on the disk yet."""
        journals = self.findChildren(DeskJournal)
        return any(not each.is_clean() for each in journals)

    # -- inside -----------------------------------------------------------------------------------

    def _home(self) -> Place:
        def open_case(case_id: str) -> None:
            self.cases.open_case(home, case_id)

        lists = CLERK if self.clerk.roles else NAMED
        home = TodayPlace(self.seat, self.connection, open_case, self._waiting, lists)
        home.enrolled.connect(self._enrolled)
        home.list_wanted.connect(lambda: print_day(self.seat, self.papers, home))
        self.abandoning.offered.connect(home.offer_back)
        home.taken_back.connect(self.abandoning.take_back)
        return home

    def _waiting(self) -> Iterator[Waiting]:
        """Who is open in a tab, as 今日 lists them."""
        for at, place in enumerate(self.window.places):
            if isinstance(place, ApplicantPlace) and not place.is_untouched():
                tab = place.tab()
                yield Waiting(
                    place.short_code,
                    tab.name,
                    place.type_label(),
                    tab.state,
                    f"Alt+{at}" if at <= TABS_WITH_KEYS else "",
                    partial(self.window.open, place),
                )

    def _enrolled(self, window: WindowIdentity) -> None:
        """The counter has just become a window: from now on papers and cases say so."""
        station = replace(
            self.seat.station,
            hall=window.hall.name,
            window=window.label,
            region=window.region,
            trial=window.trial,
        )
        self.seat = replace(self.seat, station=station)
        self.receiving.sit(self.seat)
        self.cases.sit(self.seat)
        for place in self.window.places:
            if isinstance(place, ApplicantPlace):
                place.sit(self.seat)
        self.who_changed.emit()

    def _journal(self, draft: drafts.OpenDraft | None) -> DeskJournal:
        """Belongs to the opening: what it still has to write outlives the applicant's tab."""
        return DeskJournal(self.counter.desk, self.clerk, self.background, draft, self)

    def _restore(self, loaded: "tuple[_Resumed | CounterError, ...]") -> None:
        found = [each for each in loaded if isinstance(each, _Resumed)]
        for each in found:
            journal = self._journal(each.draft)
            judge = reviewer(each.policy, self.seat.station.today)
            session = DraftSession(each.form, judge, journal)
            place = ApplicantPlace(session, self.seat, self.papers)
            place.begun(each.draft)
            place.stand(each.draft.state, each.draft.changed_at)
            self.window.add(self._place(place, journal))
        if self._sitting is not None:
            self._go_on(self._sitting)
        elif found:
            self.home.say_too(f"上次未收完的 {len(found)} 位申请人已恢复，按 Alt+1 接着填")
        for trouble in loaded:
            if isinstance(trouble, CounterError):
                self._tell(trouble)

    def _go_on(self, sitting: Sitting) -> None:
        """The window was begun anew: back to where the clerk was, the caret behind the text."""
        for place in self.window.places:
            if isinstance(place, ApplicantPlace) and place.draft_id == sitting.draft:
                self.window.open(place)
                place.go(Part(sitting.part))
                if sitting.key:
                    place.show_key(sitting.key)
                field = QApplication.focusWidget()
                if isinstance(field, QLineEdit):
                    field.end(False)

    def _place(self, place: ApplicantPlace, journal: DeskJournal) -> ApplicantPlace:
        self.receiving.attend(place)
        journal.begun.connect(place.begun)
        journal.saved.connect(place.say_saved)
        journal.trouble.connect(place.say_not_saved)
        place.park_wanted.connect(partial(self._park, place, journal))
        place.abandon_wanted.connect(partial(self.abandoning.abandon, place, journal))
        place.taken_up.connect(partial(self._set_state, place, journal, drafts.DraftState.FILLING))
        return place

    def _received(self, place: ApplicantPlace, received: Received) -> None:
        session = place.session
        owed = still_owed(session)
        shown = ReceivedCase(
            received,
            session.text("applicant.name").strip(),
            place.type_label(),
            tuple(item.stand for item in place.left.items),
            Owed(*owed) if owed else None,
        )
        parked = [
            (other.tab().name, f"Alt+{at}", partial(self.window.open, other))
            for at, other in enumerate(self.window.places)
            if isinstance(other, ApplicantPlace) and other is not place
        ]
        self.cases.show_received(place, shown, parked[:_PARKED_SHOWN])

    def _park(self, place: ApplicantPlace, journal: DeskJournal) -> None:
        self.window.open_at(0)
        if not place.session.is_touched():
            self.window.remove(place)
            return
        waits = printed_at(place.session) is not None and not is_signed(place.session)
        state = drafts.DraftState.AWAITING_SIGNATURE if waits else drafts.DraftState.PARKED
        self._set_state(place, journal, state)

    def _set_state(
        self, place: ApplicantPlace, journal: DeskJournal, state: drafts.DraftState
    ) -> None:
        place.stand(state, self.counter.desk.now())
        work = partial(_set_state, self.counter, journal, state)
        self.background.change(work, Changed(drafts=True), None, self._tell)

    def _tick(self) -> None:
        for place in self.window.places:
            place.tab_changed.emit()


def _warm_up() -> None:
    """Off the window, before the first is received: fonts, layouts and the readings of names."""
    warm()
    initials("单")


class _Resumed(NamedTuple):
    """A draft as it was typed, with the policy under which it goes on."""

    draft: drafts.OpenDraft
    form: Draft
    policy: Policy


def _load_all(counter: Counter) -> tuple[_Resumed | CounterError, ...]:
    """Off the window: every draft of this counter; one that is damaged holds up no other."""
    return tuple(_load(counter, each.draft_id) for each in drafts.open_drafts(counter.desk))


def _load(counter: Counter, draft_id: str) -> _Resumed | CounterError:
    try:
        loaded = drafts.load(counter.desk, draft_id)
    except CounterError as error:
        return error
    form = resumed_draft(loaded.edits)
    # What was printed for signature is signed as it was printed, whatever is in force by then.
    return _Resumed(loaded.draft, form, counter.policies.of_case(*printed_policy(form)))


def _set_state(counter: Counter, journal: DeskJournal, state: drafts.DraftState) -> None:
    """Off the window, behind the edits of the same draft."""
    if journal.draft is not None:
        drafts.park(counter.desk, journal.draft.draft_id, state)
