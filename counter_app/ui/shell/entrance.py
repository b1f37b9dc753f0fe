"""The workplace before anybody is known: a name is given, and the store is opened beside it.

Must not know what is worked at afterwards: it says who sat down.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from counter_app.background.lanes import Background, Changed
from counter_app.basics.errors import CounterError
from counter_app.ui.shell.clerk import ClerkPlace
from counter_app.ui.shell.workplace import Who, Workplace

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.desk import WindowIdentity
    from counter_app.ui.shell.seat import Seat


class Opened(NamedTuple):
    """What the background has found: the counter, who is known at it, which window it is."""

    counter: "Counter"
    names: tuple[str, ...]
    window: "WindowIdentity | None"


class Entrance(Workplace):
    """Who works here, and the store."""

    entered = Signal(object)
    """The `Seat` of somebody who sat down, once the store is open."""

    def __init__(self, open_it: "Callable[[], Counter]", background: Background) -> None:
        super().__init__()
        self.home = self.place = ClerkPlace()
        self._open_it, self._background = open_it, background
        self.opened: Opened | None = None
        """None until the store is open."""
        self._name = ""
        self.place.chosen.connect(self.choose)

    def open_store(self) -> None:
        """Begin to open the store, off the window."""
        self._background.read(partial(_open, self._open_it), self._ready, self._failed)

    def choose(self, name: str) -> None:
        """Somebody gave a name, once; before the store is open it waits."""
        if not self._name:
            self._name = name
            self._sit_down()

    def who(self) -> Who:
        """The window, as soon as it is known which."""
        window = self.opened.window if self.opened else None
        return Who(window.hall.name, window.label) if window else Who()

    def tell_unexpected(self, error: BaseException) -> None:
        """In place, as what keeps the work from beginning."""
        from counter_app.ui.shell.unexpected import unexpected_trouble

        self.place.tell(unexpected_trouble(error))

    def give_back(self) -> None:
        """Close the store, once no thread needs it."""
        if self.opened is not None:
            self.opened.counter.close()

    def _ready(self, opened: Opened) -> None:
        self.opened = opened
        day = f"{opened.counter.desk.now():%Y-%m-%d}"
        self.place.ready(opened.names, opened.window, day)
        self.who_changed.emit()
        self._sit_down()

    def _sit_down(self) -> None:
        if self._name and self.opened is not None:
            work = partial(_seat, self.opened, self._background, self._name)
            self._background.change(work, Changed(), self.entered.emit, self._failed)

    def _failed(self, error: Exception) -> None:
        """Say what keeps the work from beginning; a name may be given once more."""
        self._name = ""
        if not isinstance(error, CounterError):
            raise error
        self.place.tell(error)


def _open(open_it: "Callable[[], Counter]") -> Opened:
    """Off the window."""
    counter = open_it()
    from counter_app.desk.clerks import clerks

    known = tuple(clerk.name for clerk in clerks(counter.desk))
    return Opened(counter, known, counter.desk.window())


def _seat(opened: Opened, background: Background, name: str) -> "Seat":
    """Off the window: the seat of a person, who is remembered where the name is new."""
    from counter_app.desk.clerks import add_clerk
    from counter_app.ui.shell.seat import Seat, Station, Tools

    counter, window = opened.counter, opened.window
    policy = counter.policies.load_to_receive()
    clerk = add_clerk(counter.desk, name)
    station = Station(
        policy,
        counter.desk.clock,
        hall=window.hall.name if window else "",
        window=window.label if window else "",
        region=window.region if window else "",
    )
    return Seat(station, clerk, Tools(counter, background))
