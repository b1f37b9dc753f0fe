"""Who works at what, asked of the server off the window: taken, given back, taken over, handed on.

Must not show a list, nor judge who may.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.errors import CounterError
from counter_app.desk.review_desk import ReviewDesk
from counter_app.ui.shell.seat import Seat
from counter_app.wire.lists import ListRow
from counter_app.wire.work import ClaimAnswer

_REFUSED = {
    "claimed": "已由{holder}领取，接办按 Alt+J",
    "not_claimed": "没有人领取",
    "wrong_role": "不归你的身份办理",
    "wrong_stage": "这一步不用领取",
    "no_reason": "接办要写理由",
    "not_theirs": "没有这个工号，或者不归对方办理",
}


class Claims(QObject):
    """Each act tells its answer by `answered`, a trouble by `failed`."""

    answered = Signal(str, object)
    """The number, and the server's `ClaimAnswer`."""
    failed = Signal(object)
    may_take = Signal(str, object)
    """The number, and whom a lead may hand it to; nobody where the server does not tell."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def take_or_release(self, row: ListRow) -> None:
        """Work at the case of a row; at one's own: give it back."""
        number, release = row.number, row.claimed_by_me
        self._do(number, lambda desk: desk.release(number) if release else desk.claim(number))

    def take_over(self, number: str, reason: str) -> None:
        """Work at what another has claimed."""
        self._do(number, lambda desk: desk.take_over(number, reason))

    def hand_on(self, number: str, to: str, reason: str) -> None:
        """As a lead give it to another login; to none: nobody works at it any more."""
        self._do(
            number,
            lambda desk: desk.reassign(number, to, reason) if to else desk.release(number, reason),
        )

    def ask_who_may_take(self, number: str) -> None:
        """Of the server; where it does not answer, a login is typed all the same."""
        counter, person = self.seat.tools.counter, self.seat.person
        self.seat.tools.background.read(
            lambda: counter.review_desk(person).colleagues(number),
            partial(self.may_take.emit, number),
            _unless_foreseen,
            Lane.NETWORK,
        )

    def _do(self, number: str, ask: Callable[[ReviewDesk], ClaimAnswer]) -> None:
        counter, person = self.seat.tools.counter, self.seat.person
        self.seat.tools.background.change(
            lambda: ask(counter.review_desk(person)),
            Changed(),
            partial(self.answered.emit, number),
            self.failed.emit,
            Lane.NETWORK,
        )


def _unless_foreseen(error: Exception) -> None:
    if not isinstance(error, CounterError):
        raise error


def claim_words(row: ListRow | None, answer: ClaimAnswer, *, own: bool) -> str:
    """What came of it; nothing where the row is gone and nothing went wrong."""
    if answer.code:
        return _REFUSED.get(answer.code, answer.code).format(holder=answer.holder)
    if row is None:
        return ""
    if own:
        return f"已领取 {row.name}，到 {answer.until[5:]}"
    if answer.holder:
        return f"已把 {row.name} 改派给{answer.holder}，到 {answer.until[5:]}"
    return f"已放回 {row.name}" if row.claimed_by_me else f"已收回 {row.name}，谁都可以领取"
