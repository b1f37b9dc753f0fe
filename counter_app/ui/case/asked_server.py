"""What the server tells of an open case beside this counter: answers, opinions, proposals' words.

Asked off the window; without the line what this counter knows stands. Must not show anything.
"""

import json
from collections import Counter
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Lane
from counter_app.basics.errors import CounterError
from counter_app.cases.stages import Stage
from counter_app.intake.case_told import Told
from counter_app.intake.opened_case import OpenedCase
from counter_app.needs.tasks import is_at_work
from counter_app.rules.items import department_of
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.while_alive import while_alive

_OF_SERVER = (
    "stage",
    "step",
    "flags",
    "proposals",
    "queries",
    "differences",
    "other_facts",
    "compared",
    "departments",
    "opinions",
    "tasks",
    "materials",
    "findings",
    "claim",
)
"""What travels by no pull, and what is made of it."""
_MAY, _ANSWERED, _BY_SERVER = "may", "answered", "claim"


class AskedServer(QObject):
    """`told` and `words` are what it said last."""

    changed = Signal()

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self.told: Told = {}
        self.words: dict[str, bytes] = {}
        self._asked_for: set[str] = set()
        self._answers: Counter[str] | None = None

    def with_it(self, opened: OpenedCase) -> OpenedCase:
        """The case with what was said of it."""
        return opened.with_words(self.words).with_told(self.told)

    def ask(self, opened: OpenedCase, *, for_a_desk: bool) -> None:
        """Of a case in review what never travels here; a desk is told what it may do too.

        Of one that has ended while something that came after is left to a person.
        """
        state = opened.situation.file.state
        is_asked = is_at_work(state) if state.stage.is_end else state.stage is Stage.IN_REVIEW
        if is_asked and self._seat.person.session:
            counter, number = self._seat.tools.counter, str(opened.told["number"])
            self._read(
                partial(counter.case, number, self._seat.person),
                partial(self.take_told, for_a_desk),
            )

    def ask_for_words(self, opened: OpenedCase) -> None:
        """Of a proposal that was made elsewhere, once."""
        waiting = opened.proposed
        if waiting is None or waiting.is_here or waiting.name in self._asked_for:
            return
        self._asked_for.add(waiting.name)
        counter, number = self._seat.tools.counter, str(opened.told["number"])
        self._read(partial(counter.words_of, number, self._seat.person), self._take_words)

    def late_answers(self, told: Told, time: str) -> str:
        """What was answered since the case was shown before, by department; empty: nothing."""
        now = Counter(
            department_of(str(each["item"])).label
            for each in told.get("queries", ())
            if each["state"] == _ANSWERED
        )
        if not self.told:
            return ""
        before, self._answers = self._answers, now
        came = now - before if before is not None else Counter[str]()
        return "    ".join(f"{name} {time} 答复，{count} 项" for name, count in came.items())

    def _read(self, work: object, done: object) -> None:
        assert callable(work)
        assert callable(done)
        background = self._seat.tools.background
        background.read(work, while_alive(self, done), _unless_foreseen, Lane.NETWORK)

    def take_told(self, for_a_desk: bool, told: Told) -> None:
        """Where the server did not answer, what this counter said is known already."""
        if _BY_SERVER not in told:
            return
        self.told = {name: told[name] for name in _OF_SERVER if name in told}
        if for_a_desk:
            self.told[_MAY] = told[_MAY]
        contents = told.get("contents", {})
        self.words |= {name: json.dumps(said).encode() for name, said in contents.items()}
        self.changed.emit()

    def _take_words(self, words: dict[str, bytes]) -> None:
        self.words |= words
        self.changed.emit()


def _unless_foreseen(error: Exception) -> None:
    """Without the line what is here stands."""
    if not isinstance(error, CounterError):
        raise error
