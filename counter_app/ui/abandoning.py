"""Abandon an applicant: the tab goes at once, the draft a little later; until then it comes back.

What can be undone is not asked. An abandoned draft leaves nothing, here or on the server.
"""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.background.lanes import Changed
from counter_app.desk.drafts import abandon
from counter_app.ui.frame.applicant_place import ApplicantPlace
from counter_app.ui.journal import DeskJournal
from counter_app.ui.seat import Seat
from counter_app.ui.window import Window

_SECONDS = 60


class _Gone(NamedTuple):
    place: ApplicantPlace
    journal: DeskJournal


class Abandoning(QObject):
    """Holds the one that was abandoned last."""

    offered = Signal(str)
    """Whose draft `take_back` brings back; empty: nobody's any more."""

    def __init__(self, seat: Seat, window: Window) -> None:
        super().__init__()
        self._seat, self._window = seat, window
        self._gone: _Gone | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(1000 * _SECONDS)
        self._timer.timeout.connect(self.drop)

    def abandon(self, place: ApplicantPlace, journal: DeskJournal) -> None:
        """Take the applicant from the tabs; what was abandoned before is dropped now."""
        self.drop()
        place.uncover()
        self._window.open_at(0)
        if not place.session.is_touched():
            self._window.remove(place)
            return
        self._window.take_out(place)
        self._gone = _Gone(place, journal)
        self._timer.start()
        self.offered.emit(place.tab().name)

    def take_back(self) -> None:
        """Here they are again, as they were."""
        gone, self._gone = self._gone, None
        if gone is not None:
            self._timer.stop()
            self._window.add(gone.place)
            self._window.open(gone.place)
            self.offered.emit("")

    def drop(self) -> None:
        """Nobody took it back: forget the draft."""
        gone, self._gone = self._gone, None
        if gone is None:
            return
        self._timer.stop()
        gone.journal.stop()
        gone.place.deleteLater()
        self._seat.background.change(partial(self._forget, gone.journal), Changed(drafts=True))
        self.offered.emit("")

    def _forget(self, journal: DeskJournal) -> None:
        """Off the window, behind the last edits of the draft."""
        engine = self._seat.engine
        if engine is not None and journal.draft is not None:
            abandon(engine.desk, journal.draft.draft_id)
