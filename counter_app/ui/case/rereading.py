"""An open case is read again when something happens to it, until this counter has it no more.

Must not show it.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.basics.catalogue.store import CASE_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.ui.case.case_shown import read_case
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.while_alive import while_alive

GONE = "{number} 已不由本机领取；写了的还留着，重新领取就能接着写"
ELSEWHERE = "这一件不再存在本机，Esc 回清单"


class Rereading(QObject):
    """Reads off the window; `is_gone` where what was read is the last that there is here."""

    came = Signal(object)
    """The case as it is now, a `Shown`."""
    gone = Signal()
    """A desk has a case while somebody works at it there: it is kept here no longer."""
    trouble = Signal(object)

    def __init__(self, seat: Seat, case_id: str, parent: QObject, *, for_a_desk: bool) -> None:
        super().__init__(parent)
        self._seat, self._case_id, self._for_a_desk = seat, case_id, for_a_desk
        self.is_gone = False

    def again(self) -> None:
        """Something happened to a case."""
        work = partial(read_case, self._seat, self._case_id)
        came, failed = while_alive(self, self._came), while_alive(self, self._not_read)
        self._seat.tools.background.read(work, came, failed)

    def _came(self, shown: object) -> None:
        self.is_gone = False
        self.came.emit(shown)

    def _not_read(self, error: Exception) -> None:
        unknown = isinstance(error, CounterError) and error.entry is CASE_UNKNOWN
        if unknown and self._for_a_desk:
            self.is_gone = True
            self.gone.emit()
        else:
            self.trouble.emit(error)
