"""改派 of an open case: a lead lets a colleague work at it, or takes it back for anybody.

Who may take it the server tells before it is asked; one that is older than the question does not,
and a login is typed. Must not judge who may.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.catalogue.decisions import WHY_NOT_CLAIMED
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Role
from counter_app.intake.case_told import Told
from counter_app.intake.deeds.ask import Ask
from counter_app.ui.case.doing import Doing
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.while_alive import while_alive
from counter_app.wire.work import ClaimAnswer, Colleague

ACT, TITLE = "reassign", "改派或收回"
_VERB, _BACK, _TAKE_BACK = "改派", "back", "收回，谁都可以领取"
_TYPED, _WHY = "写工号，空着是收回", "记录在案"


class HandingOn(QObject):
    """One at a time, asked in the form of all acts."""

    asked = Signal()
    """The form is open."""
    trouble = Signal(object)

    def __init__(self, seat: Seat, doing: Doing, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._doing = seat, doing
        self._number = ""

    def offered(self, told: Told) -> dict[str, list[str]]:
        """Whether it may be done: by a lead, while somebody works at it."""
        claim = told.get("claim") or {}
        held = bool(claim.get("claimed_by")) and self._seat.person.role == Role.COUNTY_LEAD
        return {ACT: []} if held else {}

    def ask(self, told: Told) -> None:
        """Ask the server who may take it, then whom to let."""
        self._number = number = str(told["number"])
        holder = str(told["claim"]["claimed_by"])
        counter, person = self._seat.tools.counter, self._seat.person
        self._doing.busy = True
        self._seat.tools.background.read(
            lambda: counter.review_desk(person).colleagues(number),
            while_alive(self, partial(self.open, holder)),
            while_alive(self, partial(self._not_told, holder)),
            Lane.NETWORK,
        )

    def do(self) -> None:
        """What is asked was said."""
        said, number = self._doing.form.said(), self._number
        to, reason = str(said["to"] or ""), str(said["reason"] or "")
        counter, person = self._seat.tools.counter, self._seat.person

        def work() -> ClaimAnswer:
            desk = counter.review_desk(person)
            if to in ("", _BACK):
                return desk.release(number, reason)
            return desk.reassign(number, to, reason)

        self._doing.busy = True
        self._doing.form.be_busy("正在办")
        self._seat.tools.background.change(
            work,
            Changed(cases=True),
            while_alive(self, self._answered),
            while_alive(self, self._failed),
            Lane.NETWORK,
        )

    def open(self, holder: str, people: Sequence[Colleague]) -> None:
        """Ask whom to let; of nobody known a login is typed."""
        self._doing.busy = False
        listed = [(each.login, f"{each.name} {each.login}") for each in people]
        to = Ask("to", "改派给", "text", hint=_TYPED, may_be_empty=True)
        if listed:
            to = Ask("to", "改派给", "choice", options=(*listed, (_BACK, _TAKE_BACK)))
        reason = Ask("reason", "理由", "text", hint=_WHY)
        self._doing.ask(ACT, f"{TITLE}：由{holder}在办", _VERB, (to, reason))
        self.asked.emit()

    def _not_told(self, holder: str, error: Exception) -> None:
        """Without the line nobody is handed anything, but what is to be written can be."""
        if not isinstance(error, CounterError):
            self._doing.busy = False
            raise error
        self.open(holder, ())
        self.trouble.emit(error)

    def _answered(self, answer: ClaimAnswer) -> None:
        doing = self._doing
        doing.busy = False
        doing.form.be_busy("")
        why = WHY_NOT_CLAIMED.get(answer.code)
        if answer.code:
            title, advice = (why.title, why.advice) if why else (answer.code, "")
            doing.form.tell([Line(title, glyph=Glyph.RETURNED, second=advice)], "没有办成")
            doing.told.emit(f"{TITLE}，没有办成", "err")
            return
        doing.kept.pop(ACT, None)
        doing.form.put_away()
        doing.closed.emit()
        to, until = answer.holder, answer.until[5:]
        doing.told.emit(f"已改派给{to}，到 {until}" if to else "已收回，谁都可以领取", "ok")

    def _failed(self, error: Exception) -> None:
        self._doing.busy = False
        self._doing.form.be_busy("")
        if not isinstance(error, CounterError):
            raise error
        line = Line(error.title, glyph=Glyph.WRONG, second=error.advice)
        self._doing.form.tell([line], "没有办成")
