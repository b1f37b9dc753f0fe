"""One batch on its way, with the next one behind it but for its last byte.

The line carries the one while the server works on the other. Nothing of a batch can be taken in
before its last byte is there, and that waits until the batch before it was answered plainly: to
the server batches come one after another, whatever the line does. Must not know what an answer
means.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from counter_app.sync.run import Run
from counter_app.wire.messages import PushAnswer


class WithdrawnError(Exception):
    """The batch is not to be sent any more; nobody hears of it."""


class Sending:
    """A batch on its way."""

    def __init__(self, run: Run, threads: ThreadPoolExecutor, body: bytes, gone: Event) -> None:
        """`gone` is set where the batch before this one has gone out: no two share the line."""
        self._run, self._body, self._before = run, body, gone
        self.gone = Event()
        self._word: Future[bool] = Future()
        self._answer = threads.submit(self._ask)

    def finish(self) -> None:
        """Let the last byte go out, too."""
        if not self._word.done():
            self._word.set_result(True)

    def withdraw(self) -> None:
        """Hang up before the last byte, where it has not gone out yet."""
        if not self._word.done():
            self._word.set_result(False)

    def answer(self) -> PushAnswer:
        """What the server says of it. Raises: as `Run.ask`."""
        return self._answer.result()

    def _ask(self) -> PushAnswer:
        try:
            self._before.wait()
            return self._run.ask("/push", self._body, PushAnswer, before_end=self._wait)
        finally:
            self.gone.set()

    def _wait(self) -> None:
        if not self._word.result():
            raise WithdrawnError
        self.gone.set()


class Sender:
    """Sends batches; at most one goes out behind the one that is being answered."""

    def __init__(self, run: Run, threads: ThreadPoolExecutor) -> None:
        self._run, self._threads = run, threads
        self._last: Sending | None = None

    def send(self, body: bytes) -> Sending:
        """Begin to send a batch, behind the last one."""
        gone = self._last.gone if self._last else _set()
        self._last = Sending(self._run, self._threads, body, gone)
        return self._last

    def withdraw(self) -> None:
        """Hang up where a batch is not finished."""
        if self._last:
            self._last.withdraw()


@contextmanager
def sender(run: Run) -> Iterator[Sender]:
    """For the length of a block; what was not finished in it is withdrawn."""
    with ThreadPoolExecutor(2, "counter-push") as threads:
        one = Sender(run, threads)
        try:
            yield one
        finally:
            one.withdraw()


def _set() -> Event:
    event = Event()
    event.set()
    return event
