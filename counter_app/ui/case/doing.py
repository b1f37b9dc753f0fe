"""The act that is open on a case: asked in place, done off the window, told where it was asked.

What was typed stays until the act is done. Must not judge: the desk and the server decide.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.errors import CounterError
from counter_app.desk.decide import Done, LackingError
from counter_app.desk.tried import Tried
from counter_app.intake.deeds.ask import Ask, Said, Situation
from counter_app.intake.said_before import act_of, said_before
from counter_app.ui.case.act_form import ActForm
from counter_app.ui.case.act_list import title_of
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.while_alive import while_alive

Work = Callable[[], Done]
Tell = Callable[[Sequence[Line], str], object]
"""Lines and their heading."""
_OF_ITS_DAY = ("on", "signed_on")
"""What is said anew when an act is tried again."""


class Doing(QObject):
    """One act at a time; `form` is where it is asked."""

    closed = Signal()
    """No act is open any more."""
    told = Signal(str, str)
    """Words and tone for the bar."""
    wanted = Signal()
    """What the open act asks was said."""

    def __init__(self, seat: Seat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat = seat
        self.form = ActForm()
        self.form.wanted.connect(self.wanted)
        self.kept: dict[str, dict[str, Said]] = {}
        """Act → what was said of it and not done yet."""
        self.busy = False

    @property
    def act(self) -> str:
        """What is open; empty: nothing."""
        return self.form.act

    def ask(self, act: str, heading: str, verb: str, asks: Sequence[Ask]) -> None:
        """Ask what an act needs; what was typed before stands there."""
        self.keep()
        self.form.open(act, heading, verb, asks, self.kept.get(act, {}))

    def tell_lacks(self, act: str, lacks: Sequence[str]) -> None:
        """What the act lacks, and no button."""
        self.keep()
        self.form.tell_lacks(act, title_of(act), lacking(lacks))

    def keep(self) -> None:
        """What is typed now stands there again."""
        if self.form.rows:
            self.kept[self.form.act] = self.form.said()

    def put_back(self, act: str, said: Mapping[str, Said]) -> None:
        """What was said of an act that came back stands in its form, until it is said anew."""
        self.kept.setdefault(act, dict(said))

    def put_back_tried(self, tried: Sequence[Tried], situation: Situation) -> None:
        """The same of every decision that came back and was not said anew."""
        for each in tried:
            act = act_of(each.action)
            if each.is_decision and act and act not in self.kept:
                said = said_before(each.action, each.content, situation)
                self.put_back(act, {key: said[key] for key in said if key not in _OF_ITS_DAY})

    def close(self) -> None:
        """Put the act away; what was typed stays."""
        self.keep()
        self.form.put_away()
        self.closed.emit()

    def do(self, work: Work) -> None:
        """Have what is asked in the form done."""
        act = self.form.act

        def finished(_: Done) -> None:
            self.kept.pop(act, None)
            self.form.put_away()
            self.closed.emit()

        self.form.be_busy("正在办")
        self.run(work, title_of(act), self._tell_in_form, finished)

    def run(self, work: Work, title: str, tell: Tell, finished: Callable[[Done], object]) -> None:
        """Have something done on the lane that may wait for the line.

        `tell` says in its place what stands against it, or nothing any more.
        """
        self.busy = True
        self._seat.tools.background.change(
            work,
            Changed(cases=True, connection=True),
            while_alive(self.form, partial(self._done, title, tell, finished)),
            while_alive(self.form, partial(self._refused, tell)),
            Lane.NETWORK,
        )

    def _tell_in_form(self, told: Sequence[Line], title: str) -> None:
        self.form.be_busy("")
        if told:
            self.form.tell(told, title)

    def _done(self, title: str, tell: Tell, finished: Callable[[Done], object], done: Done) -> None:
        self.busy = False
        if done.problem:
            back = Line(done.message, glyph=Glyph.RETURNED, second=done.advice)
            tell((back, *lacking(done.lacks)), "没有办成")
            self.told.emit(f"{title}，没有办成", "err")
            return
        tell((), "")
        words = "已存在本机，待送达" if done.waits else "已办"
        self.told.emit(f"{title}，{words}", "second" if done.waits else "ok")
        finished(done)

    def _refused(self, tell: Tell, error: Exception) -> None:
        """Nothing was done: say why in place."""
        self.busy = False
        if not isinstance(error, CounterError):
            raise error
        told = [Line(error.title, glyph=Glyph.WRONG, second=error.advice)]
        if isinstance(error, LackingError):
            told += lacking([each.words for each in error.lacks])
        tell(told, "没有办成")


def lacking(lacks: Sequence[str]) -> list[Line]:
    """Each thing that is missing, as a line."""
    return [Line(each, glyph=Glyph.MISSING) for each in lacks]
