"""Lanes of work off the window: the store's, in order; the network's, which may wait; papers.

Work is a plain function; what it returns or raises comes back to the window's thread. Must not
know what the work is about.
"""

from collections.abc import Callable
from enum import Enum
from functools import partial
from queue import SimpleQueue
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


class Lane(Enum):
    """`STORE` is quick and in order; `NETWORK` may take as long as the line takes.

    `PAPER` sets papers and hands them to the printer.
    """

    STORE = "store"
    NETWORK = "network"
    PAPER = "paper"


class Changed(NamedTuple):
    """Which kinds of stored things a piece of work changed; screens that show them refresh."""

    drafts: bool = False
    cases: bool = False
    connection: bool = False


class _Job(NamedTuple, Generic[T]):
    work: Callable[[], T]
    done: Callable[[T], None] | None
    failed: Callable[[Exception], None] | None
    changed: Changed | None

    def run(self) -> object:
        """Do the work; what it gave, or the exception."""
        try:
            return self.work()
        except Exception as error:
            return _Failed(error)


class _Failed(NamedTuple):
    error: Exception


def _is_there(call: Callable[..., None]) -> bool:
    """Whether what is to be called still is: a screen may have been left meanwhile."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class _Thread(QThread):
    """Runs its jobs one after another until it is asked to stop.

    A job is the window's, and let go of before that is told: what it refers to, a screen perhaps,
    must not be destroyed here.
    """

    finished_job = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.jobs: SimpleQueue[tuple[int, _Job[Any]] | None] = SimpleQueue()

    def run(self) -> None:
        """The thread's life."""
        while (given := self.jobs.get()) is not None:
            key, job = given
            result = job.run()
            del given, job
            self.finished_job.emit(key, result)
            del result


class Background(QObject):
    """The lanes. `changed` tells every screen, once, what a piece of work changed."""

    changed = Signal(object)
    unexpected = Signal(object)
    """An exception nobody waited for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: dict[Lane, _Thread] = {}
        self._open: dict[int, _Job[Any]] = {}
        self._last = 0
        self._closed = False

    def change(
        self,
        work: Callable[[], T],
        changed: Changed,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        lane: Lane = Lane.STORE,
    ) -> None:
        """Do work that changes what is stored; afterwards `done`, then `changed`."""
        self._put(lane, _Job(work, done, failed, changed))

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        lane: Lane = Lane.STORE,
    ) -> None:
        """Do work that only looks."""
        self._put(lane, _Job(work, done, failed, None))

    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._open

    def close(self) -> None:
        """Finish what was begun and stop; what is put afterwards is not done."""
        self._closed = True
        for thread in self._threads.values():
            thread.jobs.put(None)
        for thread in self._threads.values():
            thread.wait()

    def _put(self, lane: Lane, job: "_Job[T]") -> None:
        if self._closed:
            return
        if lane not in self._threads:
            thread = _Thread(self)
            thread.finished_job.connect(self._finish)
            thread.start()
            self._threads[lane] = thread
        self._last += 1
        self._open[self._last] = job
        self._threads[lane].jobs.put((self._last, job))  # each job knows its own T

    @Slot(int, object)
    def _finish(self, key: int, result: object) -> None:
        job = self._open.pop(key)
        if isinstance(result, _Failed):
            if job.failed is None:
                self.unexpected.emit(result.error)
            elif _is_there(job.failed):
                job.failed(result.error)
            return
        if job.done is not None and _is_there(job.done):
            job.done(result)
        if job.changed is not None:
            self.changed.emit(job.changed)
