"""The search for one case from a desk: asked off the window, told while nobody sought anew.

A search is on the server's record before anything of it is told. Must not show a row, and keeps
nothing of an answer.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Lane
from counter_app.basics.errors import CounterError
from counter_app.desk.server_asked import answered
from counter_app.ui.shell.seat import Seat
from counter_app.wire.lists import FindAnswer

MORE = "还有更多，请查得再具体些"
NONE = "没有找到，或者不归您办理"
ANOTHER_WAY = "姓名要写全，编号要写全，或者写证件后四位"
"""As the command `find` says it: what may not be seen is not told from what there is not."""
_OFFLINE = "查找要联网，写的还在，连上后按 Enter"


class Finding(QObject):
    """One search at a time; a late answer to an older one is dropped."""

    found = Signal(object)
    """A `FindAnswer`."""
    failed = Signal(str)
    """What went wrong, in words."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self._ticket = 0

    def seek(self, typed: str, reason: str) -> None:
        """Search for it."""
        self._ticket += 1
        counter, person = self.seat.tools.counter, self.seat.person

        def work() -> FindAnswer | None:
            return answered(lambda: counter.review_desk(person).find(typed, reason))

        done, trouble = partial(self._came, self._ticket), partial(self._trouble, self._ticket)
        self.seat.tools.background.read(work, done, trouble, Lane.NETWORK)

    def give_up(self) -> None:
        """Whatever is still to come is nobody's."""
        self._ticket += 1

    def _came(self, ticket: int, answer: FindAnswer | None) -> None:
        if ticket != self._ticket:
            return
        if answer is None:
            self.failed.emit(_OFFLINE)
        else:
            self.found.emit(answer)

    def _trouble(self, ticket: int, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        if ticket == self._ticket:
            self.failed.emit(f"{error.title}，{error.advice}")
