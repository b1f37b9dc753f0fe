"""An acceptance beside a receipt, without the line and with it; actions with decisions among them.

What is compared takes turns on one machine. What the attempt to reach a server costs that is away
is taken off; what the line costs where it is there, a fact of the same case says, which has
nothing to decide.
"""

import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from benchmarks.counters import add_window, enrolled_counter, free_port, serving, signed_in
from benchmarks.measure import Line, median, milliseconds
from benchmarks.samples import application
from counter_app.basics.exact_json import dumps
from counter_app.bootstrap import Counter
from counter_app.desk.clerks import Clerk
from counter_app.desk.receive import receive

_TIMES, _WARM_UP = 60, 5
_SENT = 100
_DECIDE = (False, True, True, False)
"""Which of the windows decide: both kinds are sent first and last."""
_RECEIPTS = 2.0
_PEOPLE = ("applicant", "member:1", "member:2")
_STREET = {"street": "620702001"}
Result = TypeVar("Result")
Seconds = dict[str, list[float]]
"""Of each thing that was done, by its name."""


@dataclass
class _Window:
    """A counter with its clerk, and households that nobody else receives."""

    counter: Counter
    clerk: Clerk
    numbers: Iterator[int]
    taken: Seconds = field(default_factory=dict)

    def case(self, *, decide: bool) -> None:
        """One case: received, its papers taken, accepted or not; ten actions either way."""
        document = dumps(application(next(self.numbers))).encode()
        received = self._timed("receive", lambda: receive(self.counter.desk, document, self.clerk))
        for person in _PEOPLE:
            self._act("take-material", received.number, material="income_proof", person=person)
        if decide:
            self._act("set-street", received.number, **_STREET)
            self._act("accept", received.number)
        else:
            for phone in ("13909360001", "13909360002"):
                self._act("change-contact", received.number, phone=phone)

    def sync(self) -> int:
        """How many actions were sent or fetched."""
        outcome = self._timed("sync", self.counter.sync_once)
        return outcome.pushed + outcome.pulled

    def median(self, what: str) -> float:
        """Of the seconds that it took, without the first ones."""
        return median(self.taken[what][_WARM_UP:])

    def _act(self, name: str, number: str, **keys: str) -> None:
        done = self._timed(name, lambda: self.counter.act(name, number, keys, self.clerk))
        if done.problem:
            raise RuntimeError(done.problem)

    def _timed(self, what: str, work: Callable[[], Result]) -> Result:
        start = time.perf_counter()
        result = work()
        self.taken.setdefault(what, []).append(time.perf_counter() - start)
        return result


def lines() -> Iterator[Line]:
    """Acceptance without the line and with it; push and pull with decisions and without."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, port, numbers = Path(name), free_port(), itertools.count()
        counters = [
            stack.enter_context(enrolled_counter(folder / code, string))
            for code in ("01", "02", "03", "04", "05")
            for string in (add_window(folder / "server", code, port),)
        ]
        with serving(folder / "server", port):
            windows = [
                _Window(each, signed_in(folder / "server", each, f"window-{at}"), numbers)
                for at, each in enumerate(counters)
            ]
            online = windows[0]
            for _ in range(_TIMES):
                online.case(decide=True)
        alone = windows[1]
        for _ in range(_TIMES):
            alone.case(decide=True)
            alone.sync()
        yield from _acceptances(alone, online)
        *senders, reader = windows
        for sender, decide in zip(senders, _DECIDE, strict=True):
            for _ in range(_SENT):
                sender.case(decide=decide)
        with serving(folder / "server", port):
            yield from _ways(senders, reader)


def _acceptances(alone: _Window, online: _Window) -> Iterator[Line]:
    provisional = alone.median("accept") - alone.median("sync")
    receipt = alone.median("receive")
    yield Line(
        "acceptance without the line, the attempt to reach the server apart",
        milliseconds(provisional),
        f"{milliseconds(receipt)} (a receipt)",
        provisional / receipt,
        f"≤ {_RECEIPTS:.0f} ×",
        provisional <= _RECEIPTS * receipt,
    )
    trip = online.median("take-material") - alone.median("take-material") + alone.median("sync")
    owed = provisional + trip
    yield Line(
        f"acceptance with the line, whose round trip takes {milliseconds(trip)} for a fact",
        milliseconds(online.median("accept")),
        f"{milliseconds(owed)} (the two together)",
        online.median("accept") / owed,
        "≤ 1 ×",
        online.median("accept") <= owed,
    )


def _ways(senders: list[_Window], reader: _Window) -> Iterator[Line]:
    """Actions a second: what the senders have done, each in turn, and what another fetches."""
    reader.sync()
    speeds: dict[tuple[str, bool], list[float]] = {}
    for sender, decide in zip(senders, _DECIDE, strict=True):
        for way, window in (("push", sender), ("pull", reader)):
            count = window.sync()
            speeds.setdefault((way, decide), []).append(count / window.taken["sync"][-1])
    for way in ("push", "pull"):
        ours, bare = (statistics.mean(speeds[way, decide]) for decide in (True, False))
        yield Line(
            f"{way} of actions, a fifth of them decisions",
            f"{ours:.0f} actions/s",
            f"{bare:.0f} actions/s (facts alone)",
            ours / bare,
        )
