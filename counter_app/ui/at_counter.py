"""What everybody works with at the window, whatever the role: papers, the line, cases, troubles.

A role adds its home and what can be begun. Must not know which roles there are.
"""

import logging
from functools import partial

from counter_app.background.lanes import Lane
from counter_app.basics.errors import CounterError
from counter_app.desk.seat_word import leave_word
from counter_app.desk.upkeep import tend
from counter_app.ui.case.case_desk import CaseDesk
from counter_app.ui.papers.paper_desk import FindPrinters, PaperDesk
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.sitting import Sitting
from counter_app.ui.shell.unexpected import unexpected_trouble
from counter_app.ui.shell.window import Window
from counter_app.ui.shell.workplace import Who, Workplace

_log = logging.getLogger(__name__)


class AtCounter(Workplace):
    """Somebody's work on the open counter, from sitting down to leaving."""

    goes_on = ""
    """What can be done without the line, where nobody is received."""

    def __init__(self, seat: Seat, window: Window, find_printers: FindPrinters) -> None:
        super().__init__()
        self.seat, self.window = seat, window
        self.counter, self.clerk = seat.tools.counter, seat.person
        self.background = seat.tools.background
        self.papers = PaperDesk(self.counter.desk, self.clerk, self.background, find_printers)
        self.background.unexpected.connect(self._unexpected)
        self.connection = Connection(self.counter, self.background, self.goes_on)
        self.connection.show_in(window.bar)
        self.cases = CaseDesk(seat, self.papers, window, self.connection)

    def who(self) -> Who:
        """Who works here, at the window that this counter is."""
        station = self.seat.station
        return Who(station.hall, station.window, self.clerk.name)

    def sitting(self) -> Sitting:
        """Who sits here."""
        return Sitting(self.clerk.name, word=leave_word(self.counter.desk, self.clerk))

    def sit(self, seat: Seat) -> None:
        """The same person, with the server's word by now."""
        self.seat, self.clerk = seat, seat.person
        self.cases.sit(seat)

    def close(self) -> None:
        """Nobody works here in this role any more."""
        self.connection.stop()
        self.background.unexpected.disconnect(self._unexpected)

    def tell_unexpected(self, error: BaseException) -> None:
        """Log a trouble nobody foresaw and tell it; what was typed is as it was."""
        self._tell(unexpected_trouble(error))

    def _tend(self, more: bool) -> None:
        """Bring what an older program left up to date; other work comes between two batches."""
        if more:
            work = partial(tend, self.counter.desk)
            self.background.read(work, self._tend, self._tell, Lane.NETWORK)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        _log.warning("told the clerk: %s", error.entry.code)
        self.window.place().say(f"{error.title}。{error.advice}", "err")

    def _unexpected(self, error: Exception) -> None:
        if isinstance(error, CounterError):
            self._tell(error)
            return
        self.tell_unexpected(error)
