"""Abandon an applicant: the tab goes at once, the draft a little later; until then it comes back.

What can be undone is not asked. An abandoned draft leaves nothing, here or on the server.
"""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.background.lanes import Changed
from counter_app.desk.drafts import abandon
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.journal import DeskJournal
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.window import Window

_SECONDS = 60


class _Gone(NamedTuple):
    place: ApplicantPlace
    journal: DeskJournal
    end: QTimer


class Abandoning(QObject):
    """Holds those who were abandoned within the last minute; the last of them comes back first."""

    offered = Signal(str)
    """Whose draft `take_back` brings back; empty: nobody's any more."""

    def __init__(self, seat: Seat, window: Window) -> None:
        super().__init__()
        self._seat, self._window = seat, window
        self._gone: list[_Gone] = []

    def abandon(self, place: ApplicantPlace, journal: DeskJournal) -> None:
        """Take the applicant from the tabs."""
        place.uncover()
        self._window.open_at(0)
        if not place.session.is_touched():
            self._window.remove(place)
            return
        self._window.take_out(place)
        gone = _Gone(place, journal, self._end_of(place))
        self._gone.append(gone)
        self._offer()

    def take_back(self) -> None:
        """Here they are again, as they were."""
        if self._gone:
            gone = self._gone.pop()
            gone.end.stop()
            self._window.add(gone.place)
            self._window.open(gone.place)
            self._offer()

    def drop(self) -> None:
        """Nobody took them back in time: forget the drafts."""
        while self._gone:
            self._drop(self._gone[-1])

    def _end_of(self, place: ApplicantPlace) -> QTimer:
        end = QTimer(place)
        end.setSingleShot(True)
        end.timeout.connect(lambda: self._drop_place(place))
        end.start(1000 * _SECONDS)
        return end

    def _drop_place(self, place: ApplicantPlace) -> None:
        for gone in [each for each in self._gone if each.place is place]:
            self._drop(gone)

    def _drop(self, gone: _Gone) -> None:
        self._gone.remove(gone)
        gone.end.stop()
        gone.journal.stop()
        gone.place.deleteLater()
        self._seat.tools.background.change(
            partial(self._forget, gone.journal), Changed(drafts=True)
        )
        self._offer()

    def _offer(self) -> None:
        self.offered.emit(self._gone[-1].place.tab().name if self._gone else "")

    def _forget(self, journal: DeskJournal) -> None:
        """Off the window, behind the last edits of the draft."""
        if journal.draft is not None:
            abandon(self._seat.tools.counter.desk, journal.draft.draft_id, self._seat.person)
