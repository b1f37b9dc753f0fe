"""Keeps what is typed at an open case a moment after the last key, off the window.

Must not know what is typed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.background.lanes import Changed
from counter_app.desk.act_drafts import Drafts, keep_drafts
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.while_alive import while_alive

_SAVE_MS = 600


class KeptDrafts(QObject):
    """`typed` what there is now; nothing is written that is kept already."""

    saved = Signal(str)
    """At what time."""
    trouble = Signal(object)

    def __init__(
        self, seat: Seat, case_id: str, before: Drafts, typed: Callable[[], Drafts], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._seat, self._case_id, self._typed = seat, case_id, typed
        self._kept = dict(before)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_MS)
        self._timer.timeout.connect(self.save)

    def soon(self) -> None:
        """Something was typed."""
        self._timer.start()

    def save(self) -> None:
        """Keep it now."""
        self._timer.stop()
        typed = self._typed()
        if typed == self._kept:
            return
        self._kept = typed
        desk, person = self._seat.tools.counter.desk, self._seat.person

        def told(_: None) -> None:
            # What was done meanwhile is no draft any more: how it ended stands in the bar.
            if typed and typed == self._typed():
                self.saved.emit(f"{desk.now():%H:%M}")

        self._seat.tools.background.change(
            partial(keep_drafts, desk, self._case_id, person.staff_id, typed),
            Changed(),
            while_alive(self, told),
            while_alive(self, self.trouble.emit),
        )
