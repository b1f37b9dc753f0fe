"""Names and numbers of an open case: a desk sees them for a reason alone, which goes on record.

Must not show anything.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Changed
from counter_app.desk.recorded import record_unmasked
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.deeds.ask import Ask
from counter_app.ui.case.doing import Doing
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.while_alive import while_alive

UNMASK, UNMASK_KEY = "unmask", "Alt+M"
SHOW_NAMES = "显示姓名、证号"
_HINT = "写明用途；记录在案，谁看、何时、为什么"


class Names(QObject):
    """`are_shown` once somebody said why, for as long as the case is open."""

    shown = Signal()
    """It is on record why: they may be read from now on."""
    trouble = Signal(object)

    def __init__(self, seat: Seat, doing: Doing, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._doing = seat, doing
        self.are_shown = False

    def ask(self) -> bool:
        """Ask why, in place; whether that is asked now."""
        if self._doing.busy:
            return False
        reason = Ask("reason", "事由", "text", hint=_HINT)
        self._doing.ask(UNMASK, SHOW_NAMES, "显示", (reason,))
        return True

    def show(self, case_id: str) -> None:
        """What was asked was said: show them once it is on record."""
        desk, person = self._seat.tools.counter.desk, self._seat.person
        reason = str(self._doing.form.said()["reason"])
        self._seat.tools.background.change(
            partial(record_unmasked, desk, person, case_id, reason),
            Changed(),
            while_alive(self, self._recorded),
            while_alive(self, self.trouble.emit),
        )

    def _recorded(self, _: None) -> None:
        self.are_shown = True
        self._doing.kept.pop(UNMASK, None)
        self._doing.form.put_away()
        self.shown.emit()


def masked(ask: Ask, mask: Mask) -> Ask:
    """What there is to choose from, without the names that are not to be seen."""
    options = tuple((value, mask.text(words)) for value, words in ask.options)
    return replace(ask, options=options, hint=mask.text(ask.hint))
