"""A window or desk of the demonstration without a screen: a counter of its own and who sits there.

What is done there goes the way of `counter-app do`. Must not know what becomes of a case.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.basics.clock import Clock, system_clock
from counter_app.bootstrap import Counter, open_counter
from counter_app.demo.hands import PATIENCE_SECONDS, StuckError
from counter_app.desk.clerks import Clerk
from counter_app.desk.decide import LackingError, NotAllowedError
from counter_app.desk.enrol import enrol
from counter_app.intake.case_told import Told
from counter_app.intake.deeds.table import ACTS
from counter_app.intake.letters.issued import Issued
from counter_app.intake.letters.which import Wanted
from counter_app.settings import Settings

_LOOKS_SECONDS = 0.25


@dataclass
class Seat:
    """One end of the line, and the trial's people who have signed in there."""

    counter: Counter
    _clerks: dict[str, Clerk] = field(default_factory=dict)
    busy: threading.RLock = field(default_factory=threading.RLock)
    """One person works here at a time."""

    @classmethod
    def open(cls, folder: Path, enrolment: str, clock: Clock = system_clock) -> "Seat":
        """A new one, enrolled by this string."""
        counter = open_counter(Settings(folder), clock=clock)
        enrol(counter.desk, enrolment)
        seat = cls(counter)
        seat.sync()
        return seat

    def close(self) -> None:
        """Give the store back."""
        self.counter.close()

    def sync(self) -> None:
        """Send and fetch; raises StuckError where the line is down."""
        with self.busy:
            outcome = self.counter.sync_once()
        if not outcome.online or outcome.problem is not None:
            raise StuckError(f"同步没有办成：{outcome.problem}")

    def clerk(self, login: str) -> Clerk:
        """Somebody of the trial, signed in here."""
        with self.busy:
            if login not in self._clerks:
                self._clerks[login] = self.counter.sign_in(login, "").clerk
            return self._clerks[login]


@dataclass(frozen=True)
class Hand:
    """One of the trial's people at a seat."""

    seat: Seat
    login: str

    @property
    def clerk(self) -> Clerk:
        """Who they are there."""
        return self.seat.clerk(self.login)

    def claim(self, number: str) -> None:
        """Take the work at a case, and fetch it."""
        with self.seat.busy:
            self.seat.counter.claim("claim", number, {}, self.clerk)
            self.seat.sync()

    def do(self, number: str, act: str, **keys: object) -> None:
        """One act; raises StuckError where it was not taken."""
        if problem := self.tries(number, act, keys):
            raise StuckError(f"{number}：“{ACTS[act].title}”没有办成：{problem}")

    def tries(self, number: str, act: str, keys: Mapping[str, object]) -> str:
        """One act; why it was not taken, empty where it was. Names nobody."""
        with self.seat.busy:
            try:
                done = self.seat.counter.act(act, number, keys, self.clerk)
            except NotAllowedError as error:
                return error.code
            except LackingError as error:
                return "、".join(dict.fromkeys(each.what for each in error.lacks))
        return done.problem or ("还没有送达" if done.waits else "")

    def told(self, number: str) -> Told:
        """The case as the server tells it to them."""
        with self.seat.busy:
            return self.seat.counter.case(number, self.clerk)

    def hands_out(self, number: str, letter: str) -> Issued:
        """A letter is set and kept as printed, and delivered in person."""
        with self.seat.busy:
            self.seat.sync()
            issued = self.seat.counter.letter(number, Wanted(numbers=(letter,)), self.clerk)
        self.do(number, "deliver", letter=letter, way="in_hand", to="本人")
        return issued

    def until(
        self,
        number: str,
        holds: Callable[[Told], bool],
        what: str,
        longest: float = PATIENCE_SECONDS,
    ) -> Told:
        """The case once something is so; raises StuckError where it is not after so long."""
        deadline = time.monotonic() + longest
        while time.monotonic() < deadline:
            if holds(told := self.told(number)):
                return told
            time.sleep(_LOOKS_SECONDS)
        raise StuckError(f"{number}：等不到{what}")
