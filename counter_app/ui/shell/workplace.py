"""What one role works at in the window: its home, what it begins, who it is, whether it may end.

The window is given a workplace whole and asks it; a role is added by writing another one. Must
not know which roles there are.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.sitting import Sitting

if TYPE_CHECKING:
    from counter_app.ui.shell.seat import Seat


class Who(NamedTuple):
    """As it stands at the right of the tabs; empty where it is not known."""

    hall: str = ""
    window: str = ""
    person: str = ""


class Offer(NamedTuple):
    """What can be begun and gone to with the window's keys, in the role's own words."""

    begin: Callable[[], Place]
    """Makes the place of the next one: F3."""
    begin_words: str
    home_words: str
    next_words: str
    previous_words: str


class Workplace(QObject):
    """One role's work, from when somebody sits down to when they leave."""

    who_changed = Signal()

    home: Place
    """The first place; there as soon as the workplace is."""
    offer: Offer | None = None
    """What can be begun; None: nothing, before anybody is known."""

    def who(self) -> Who:
        """Who works here, at which window of which hall."""
        return Who()

    def sitting(self) -> Sitting | None:
        """Who goes on, at what, where the window is begun anew; None: nobody."""
        return None

    def sit(self, seat: "Seat") -> None:
        """The same person sits here with the server's word, which was awaited."""

    def may_close(self) -> bool:
        """Asked before the window closes; says itself why not."""
        return True

    def tell_unexpected(self, error: BaseException) -> None:
        """A trouble nobody foresaw: logs it, and says it where it is seen."""
        raise NotImplementedError

    def close(self) -> None:
        """Nobody works here any more: hand on what is to be kept."""
