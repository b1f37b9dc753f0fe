"""The workplace before anybody is known: somebody signs in, and the store is opened beside it.

Where the server has no people yet a name is given instead. Must not know what is worked at
afterwards: it says who sat down.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal

from counter_app.background.lanes import Background, Changed, Lane
from counter_app.basics.errors import CounterError
from counter_app.ui.shell.clerk import ClerkPlace
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.workplace import Who, Workplace

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.clerks import Clerk
    from counter_app.desk.desk import WindowIdentity
    from counter_app.ui.shell.seat import Seat
    from counter_app.ui.shell.sign_in import Given, Known, SignInPlace

_COUNT_MS = 20_000
"""So often the time that the program has run is counted, for locks."""


class Opened(NamedTuple):
    """What the background has found: the counter, who is known at it, which window it is."""

    counter: "Counter"
    names: tuple[str, ...]
    window: "WindowIdentity | None"
    people: "tuple[Known, ...] | None" = None
    """Who may sign in by a key; None where a name is given instead."""
    trial: bool = False
    again: "Clerk | None" = None
    """Who had signed in, where the window was begun anew."""


class Entrance(Workplace):
    """Who works here, and the store."""

    entered = Signal(object)
    """The `Seat` of somebody who sat down, once the store is open."""
    moved = Signal(object, object)
    """Another place stands where the first one stood."""

    def __init__(self, open_it: "Callable[[], Counter]", background: Background) -> None:
        super().__init__()
        self.place: ClerkPlace | SignInPlace
        self.home = self.place = self._names_place()
        self._open_it, self._background = open_it, background
        self.opened: Opened | None = None
        """None until the store is open."""
        self._name = ""
        self._word = ""
        self._count = QTimer(self)

    def open_store(self) -> None:
        """Begin to open the store, off the window."""
        self._background.read(partial(_open, self._open_it, self._word), self._ready, self._failed)

    def choose(self, name: str) -> None:
        """Somebody gave a name, once; before the store is open it waits."""
        if not self._name:
            self._name = name
            self._sit_down()

    def go_on(self, word: str) -> None:
        """Somebody who had signed in sits here still: the window was begun anew."""
        self._word = word

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
        self._count.stop()
        if self.opened is not None:
            self.opened.counter.close()

    def _names_place(self) -> ClerkPlace:
        place = ClerkPlace()
        place.chosen.connect(self.choose)
        return place

    def _ready(self, opened: Opened) -> None:
        self.opened = opened
        day = _day(opened)
        self._begin_counting(opened)
        if opened.again is not None:
            self._seat(partial(_seat, opened, self._background, opened.again))
        elif opened.people is not None:
            self._show_sign_in(opened, day)
        elif isinstance(self.place, ClerkPlace):
            self.place.ready(opened.names, opened.window, day)
        self.who_changed.emit()
        self._sit_down()

    def _begin_counting(self, opened: Opened) -> None:
        from counter_app.desk.lock_out import Running

        running = Running()
        count = partial(running.count, opened.counter.desk)
        self._count.timeout.connect(lambda: self._background.read(count, _nothing, _nothing))
        self._count.start(_COUNT_MS)

    def _show_sign_in(self, opened: Opened, day: str) -> None:
        from counter_app.ui.shell.sign_in import SignInPlace

        place = SignInPlace(opened.people or (), trial=opened.trial)
        place.about(opened.window, day)
        place.given.connect(self._try)
        place.name_wanted.connect(self._ask_for_name)
        self._name = ""
        self._move(place)

    def _ask_for_name(self) -> None:
        """No server, and nobody who is known here: receiving goes on under a name."""
        assert self.opened is not None, "nobody was asked before"
        place = self._names_place()
        self._move(place)
        place.ready(
            self.opened.names, self.opened.window, f"{self.opened.counter.desk.now():%Y-%m-%d}"
        )

    def _move(self, place: "ClerkPlace | SignInPlace") -> None:
        before: Place = self.place
        self.home = self.place = place
        self.moved.emit(before, place)

    def _try(self, given: "Given") -> None:
        assert self.opened is not None, "nobody was asked before"
        self._seat(partial(_sign_in, self.opened, self._background, given), Lane.NETWORK)

    def _sit_down(self) -> None:
        names = self.opened is not None and isinstance(self.place, ClerkPlace)
        if self._name and self.opened is not None and names:
            self._seat(partial(_seat_by_name, self.opened, self._background, self._name))

    def _seat(self, work: "Callable[[], Seat]", lane: Lane = Lane.STORE) -> None:
        self._background.change(work, Changed(), self.entered.emit, self._failed, lane)

    def _failed(self, error: Exception) -> None:
        """Say what keeps the work from beginning; a name may be given once more."""
        self._name = ""
        if not isinstance(error, CounterError):
            raise error
        self.place.tell(error)


def _day(opened: Opened) -> str:
    return f"{opened.counter.desk.now():%Y-%m-%d}"


def _nothing(_: object) -> None:
    """A count that failed is made up for by the next."""


def _open(open_it: "Callable[[], Counter]", word: str) -> Opened:
    """Off the window."""
    counter = open_it()
    from counter_app.desk.clerks import clerks
    from counter_app.desk.people_here import has_people

    known = tuple(clerk.name for clerk in clerks(counter.desk))
    window = counter.desk.window()
    if window is None or not has_people(counter.desk):
        return Opened(counter, known, window)
    from counter_app.desk.seat_word import take_word
    from counter_app.ui.shell.signed_in import is_trial_here, known_here

    again = take_word(counter.desk, word) if word else None
    people = known_here(counter.desk)
    return Opened(counter, known, window, people, is_trial_here(counter.desk), again)


def _seat_by_name(opened: Opened, background: Background, name: str) -> "Seat":
    """Off the window: the seat of a person, who is remembered where the name is new."""
    from counter_app.desk.clerks import add_clerk

    return _seat(opened, background, add_clerk(opened.counter.desk, name))


def _sign_in(opened: Opened, background: Background, given: "Given") -> "Seat":
    """Off the window: the seat of somebody whom server or counter let in."""
    from counter_app.ui.shell.signed_in import may_sit

    signed_in = opened.counter.sign_in(given.login, given.password, given.new)
    return _seat(opened, background, may_sit(signed_in.clerk))


def _seat(opened: Opened, background: Background, clerk: "Clerk") -> "Seat":
    from counter_app.ui.shell.seat import Seat, Station, Tools

    counter, window = opened.counter, opened.window
    policy = counter.policies.load_to_receive()
    station = Station(
        policy,
        counter.desk.clock,
        hall=window.hall.name if window else "",
        window=window.label if window else "",
        region=window.region if window else "",
        trial=bool(window and window.trial),
    )
    return Seat(station, clerk, Tools(counter, background))
