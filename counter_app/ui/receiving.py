"""From the page that says what will happen to the number: receive, print, go on.

One applicant is received once however often the key is pressed. Must not decide what may be
received: the desk does.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer

from counter_app.background.lanes import Changed
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Scalar
from counter_app.desk.clock_check import ASKED
from counter_app.desk.receive import Checked, Received, receive
from counter_app.desk.status import send_again
from counter_app.forms.housing_application import ApplicantType
from counter_app.ui.case_tray import CaseTray, LoadedCase, load_case
from counter_app.ui.connection import Connection
from counter_app.ui.draft_tray import DraftTray
from counter_app.ui.frame.applicant_place import ApplicantPlace
from counter_app.ui.frame.place import Place
from counter_app.ui.journal import DeskJournal
from counter_app.ui.keys import Act
from counter_app.ui.parts import Part
from counter_app.ui.screens.case_facts import CaseFacts
from counter_app.ui.screens.print import PrintPlace
from counter_app.ui.screens.received import Owed, ReceivedCase, ReceivedPlace
from counter_app.ui.screens.sign import SignPage
from counter_app.ui.seat import Seat
from counter_app.ui.session import DraftSession
from counter_app.ui.signatures import State, beside_document, settle, sheets, signed_document
from counter_app.ui.while_alive import while_alive
from counter_app.ui.window import Window

_NAMED = 3
_OWED_SIGNATURES = (State.WAITING, State.STALE, State.UNANSWERED)


class Receiving(QObject):
    """F8 and F9 of the applicants, and the papers of a received case."""

    def __init__(self, seat: Seat, window: Window, connection: Connection) -> None:
        super().__init__()
        self._seat, self._window, self._connection = seat, window, connection
        self._under_way: set[ApplicantPlace] = set()

    def sit(self, seat: Seat) -> None:
        """The seat has become another: this counter was enrolled."""
        self._seat = seat

    def attend(self, place: ApplicantPlace) -> None:
        """Look after an applicant."""
        session = place.session
        session.reviewed.connect(partial(settle, session))
        place.print_wanted.connect(partial(self._print, place))
        place.receive_wanted.connect(partial(self._receive, place))

    def open_case(self, over: Place, case_id: str) -> None:
        """Show a received case with its papers over a place."""
        work = partial(load_case, self._seat, case_id)
        self._seat.background.read(
            work,
            while_alive(over, partial(self._show_case, over)),
            while_alive(over, partial(_tell, over)),
        )

    # -- papers -------------------------------------------------------------------------------

    def _print(self, place: ApplicantPlace) -> None:
        if not place.session.is_touched():
            place.say("还没有填，先写姓名")
            return
        place.session.save()
        # Behind the draft's first edits: papers carry its short code.
        self._seat.background.read(lambda: None, while_alive(place, lambda _: self._cover(place)))

    def _cover(self, place: ApplicantPlace) -> None:
        papers = self._seat.papers
        if papers is not None and place.shown() is place:
            tray = DraftTray(place.session, self._seat)
            back = partial(self._back_to_sign, place)
            place.cover(PrintPlace(tray, papers, back, "回到签字"))

    def _back_to_sign(self, place: ApplicantPlace) -> None:
        place.part = Part.SIGN if place.part is not Part.SIGN else place.part
        place.uncover()

    def _show_case(self, over: Place, loaded: LoadedCase) -> None:
        papers = self._seat.papers
        if papers is not None and over.shown() is over:
            tray = CaseTray(self._seat, loaded)
            acts = self._acts_on(over, loaded)
            facts = CaseFacts(loaded, acts)
            over.cover(PrintPlace(tray, papers, over.uncover, "回去", facts, acts))

    def _acts_on(self, over: Place, loaded: LoadedCase) -> tuple[Act, ...]:
        refused = [each.action_id for each in loaded.case.returned if each.verdict == "refused"]
        if not refused:
            return ()
        return (Act("Alt+S", "再送一次", partial(self._send_again, over, refused)),)

    def _send_again(self, over: Place, actions: Sequence[str]) -> None:
        """Queue what was refused once more; the server judges it anew."""
        engine = self._seat.engine
        assert engine is not None

        def work() -> None:
            for action in actions:
                send_again(engine.desk, action)

        def queued(_: None) -> None:
            over.uncover()
            over.say("已重新排队，马上再送")
            self._connection.sync()

        self._seat.background.change(work, Changed(cases=True), queued, partial(_tell, over))

    # -- receiving ----------------------------------------------------------------------------

    def _receive(self, place: ApplicantPlace) -> None:
        engine, clerk = self._seat.engine, self._seat.person
        if place in self._under_way or engine is None or clerk is None:
            return
        self._under_way.add(place)
        # What is received is what stands there now: nothing may be typed until it is.
        place.hold(True)
        session = place.session
        settle(session)
        session.save()
        document, more = signed_document(session), beside_document(session)
        journal = cast(DeskJournal, session.journal)
        desk = engine.desk
        policy = session.policy
        checked = Checked(policy.version, policy.wording, tuple(session.draft.people()))

        def work() -> Received:
            draft = journal.draft.draft_id if journal.draft else None
            extra = cast("dict[str, dict[str, Scalar]]", more)
            return receive(desk, document, clerk, draft_id=draft, more=extra, checked=checked)

        place.say("正在收件")
        self._seat.background.change(
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
        _tell(place, error)

    def _received(self, place: ApplicantPlace, received: Received) -> None:
        self._under_way.discard(place)
        cast(DeskJournal, place.session.journal).stop()
        shown = _shown(place, received)
        after: ReceivedPlace
        after = ReceivedPlace(
            self._seat,
            shown,
            self._connection,
            lambda: self._next(after),
            lambda: self.open_case(after, received.case_id),
            self._parked(place),
        )
        after.finished.connect(partial(QTimer.singleShot, 0, partial(self._close, after)))
        self._window.replace(place, after)
        work = partial(load_case, self._seat, received.case_id)
        self._seat.background.read(
            work,
            while_alive(after, lambda loaded: after.use_tray(CaseTray(self._seat, loaded))),
            while_alive(after, after.fail),
        )
        self._connection.sync()

    def _next(self, place: ReceivedPlace) -> None:
        self._window.new_applicant()
        self._close(place)

    def _close(self, place: ReceivedPlace) -> None:
        """Take the tab away, unless it was opened again meanwhile."""
        if place in self._window.places and place is not self._window.place():
            self._window.remove(place)

    def _parked(self, place: ApplicantPlace) -> Sequence[tuple[str, str, Callable[[], None]]]:
        return [
            (other.tab().name, f"Alt+{at}", partial(self._window.open, other))
            for at, other in enumerate(self._window.places)
            if isinstance(other, ApplicantPlace) and other is not place
        ][:3]


def _shown(place: ApplicantPlace, received: Received) -> ReceivedCase:
    session = place.session
    kind = session.text("details.applicant_type")
    return ReceivedCase(
        received,
        session.text("applicant.name").strip(),
        ApplicantType(kind).label if kind in tuple(ApplicantType) else "",
        tuple(item.stand for item in place.left.items),
        _owed(session),
    )


def _owed(session: DraftSession) -> Owed | None:
    """What is still to come: own papers, then signatures."""
    needs = session.review.assessment.materials
    papers = [need for need in needs if need.status in ("missing", "paper_needed")]
    unsigned = [each for each in sheets(session) if each.state in _OWED_SIGNATURES]
    if not papers and not unsigned:
        return None
    titles = [f"还缺 {len(papers)} 份材料"] if papers else []
    titles += [f"{len(unsigned)} 份文书没签"] if unsigned else []
    names = [f"{need.material.label}{need.person_name}" for need in papers]
    names += [f"{each.title}{each.person}" for each in unsigned]
    few = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
    return Owed("，".join(titles), _deferred(session) or few)


def _deferred(session: DraftSession) -> str:
    due = sorted(
        str(value)
        for key, value in session.draft.values.items()
        if key.startswith("deferrals.") and key.endswith(".due_on") and value
    )
    return f"已承诺 {due[0]} 前补交" if due else ""


def _tell(place: Place, error: Exception) -> None:
    if not isinstance(error, CounterError):
        raise error
    place.say(f"{error.title}，{error.advice}", "err")
