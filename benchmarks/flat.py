"""Whether work costs the same however many cases a counter has, and windows a server.

50,000 cases stand beside 500, and 50 windows beside one. The small and the large side take turns,
so that both meet the same machine. Most of the large store is copied (`grown`); what is measured is
real on both sides. Of commands the processor's time is compared; a receipt, a push and a sync also
wait for the disk or the server, and are timed on the clock. Both counters are the same window to
the server: it has what the small one has sent.
"""

import contextlib
import io
import itertools
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.counters import enrolled_counter, free_port, serving
from benchmarks.grown import grow
from benchmarks.measure import Line, median, milliseconds, processor_and_memory
from benchmarks.samples import application
from central_server.cli import main as server_command
from counter_app.basics.exact_json import dumps
from counter_app.bootstrap import Counter
from counter_app.desk.clerks import window_clerk
from counter_app.desk.receive import receive
from counter_app.sync.sync_once import SyncOutcome

_FEW, _MANY = 500, 50_000
_RECEIPTS, _COMMANDS, _SYNCS = 200, 5, 50
_WINDOWS, _OF_WINDOW, _PUSHES = 50, 30, 10
_AIM = 1.2
Pairs = list[tuple[float, float]]
"""Seconds of the small side and of the large one."""


def lines() -> Iterator[Line]:
    """Four lines for the counter, one for the server."""
    with tempfile.TemporaryDirectory() as name:
        yield from _counter_lines(Path(name))
    with tempfile.TemporaryDirectory() as name:
        pairs = _pushes(Path(name))
    yield _line(f"push of an action, {_WINDOWS} windows", pairs, "1 window")


def _counter_lines(folder: Path) -> Iterator[Line]:
    documents = (dumps(application(number)).encode() for number in itertools.count())
    again, port = folder / "again.json", free_port()
    again.write_bytes(next(documents))
    string = _add_window(folder / "server", "01", port)
    with serving(folder / "server", port):
        _fill(folder, string, [again.read_bytes(), *itertools.islice(documents, _FEW - 1)])
        with enrolled_counter(folder / "small") as few, enrolled_counter(folder / "large") as many:
            syncs = [
                (_seconds(lambda: _sync(few)), _seconds(lambda: _sync(many))) for _ in range(_SYNCS)
            ]
            receipts = [
                (_seconds(_receiving(few, document)), _seconds(_receiving(many, document)))
                for document in itertools.islice(documents, _RECEIPTS)
            ]
    yield _line(f"sync with nothing new, {_MANY} cases", syncs, f"{_FEW} cases")
    yield _line(f"receive, {_MANY} cases", receipts, f"{_FEW} cases")
    for what, command in (("status", ["status"]), ("submit again", ["submit", str(again)])):
        pairs = [
            (_command(command, folder / "small"), _command(command, folder / "large"))
            for _ in range(_COMMANDS + 1)
        ][1:]  # The first of a day looks the store over.
        yield _line(f"`{what}`, start included, {_MANY} cases", pairs, f"{_FEW} cases")


def _fill(folder: Path, string: str, documents: list[bytes]) -> None:
    """A counter that has received and sent these, and its copy that has grown since."""
    with enrolled_counter(folder / "small", string) as counter:
        for document in documents:
            _receive(counter, document)
        _sync(counter)
        counter.tend()
    shutil.copytree(folder / "small", folder / "large")
    with enrolled_counter(folder / "large") as counter:
        grow(counter, _MANY)
        counter.tend()


def _line(what: str, pairs: Pairs, small: str) -> Line:
    few, many = (median(side) for side in zip(*pairs, strict=True))
    ratio = many / few
    return Line(
        what,
        milliseconds(many),
        f"{milliseconds(few)} ({small})",
        ratio,
        f"≤ {_AIM} ×",
        ratio <= _AIM,
    )


def _receive(counter: Counter, document: bytes) -> None:
    receive(counter.desk, document, window_clerk(counter.desk))


def _receiving(counter: Counter, document: bytes) -> Callable[[], object]:
    return lambda: _receive(counter, document)


def _sync(counter: Counter) -> SyncOutcome:
    outcome = counter.sync_once()
    if outcome.problem is not None:
        raise outcome.problem
    return outcome


def _command(command: list[str], data: Path) -> float:
    return processor_and_memory(["-m", "counter_app", *command, "--data", str(data)])[0]


def _pushes(folder: Path) -> Pairs:
    """Of a window that has its server for itself, and of the last of many."""
    with ExitStack() as stack:
        alone = stack.enter_context(_served(folder / "alone", ["01"]))[0]
        *others, last = stack.enter_context(
            _served(folder / "many", [f"{number:02d}" for number in range(1, _WINDOWS + 1)])
        )
        numbers = itertools.count()
        for each in (*others, alone, last):
            _push(each, numbers)
        return [(_push(alone, numbers), _push(last, numbers)) for _ in range(_PUSHES)]


@contextlib.contextmanager
def _served(folder: Path, codes: list[str]) -> Iterator[list[Counter]]:
    """The counters of a server that runs."""
    port = free_port()
    strings = [_add_window(folder / "server", code, port) for code in codes]
    with serving(folder / "server", port), ExitStack() as stack:
        yield [
            stack.enter_context(enrolled_counter(folder / code, string))
            for code, string in zip(codes, strings, strict=True)
        ]


def _add_window(data: Path, code: str, port: int) -> str:
    """In this process: fifty programs take longer to start than to work."""
    options = ["--region", "620702", "--url", f"http://127.0.0.1:{port}", "--data", str(data)]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        server_command(["add-window", code, *options])
    return said.getvalue().split()[-1]


def _push(counter: Counter, numbers: Iterator[int]) -> float:
    """Seconds for an action, of what this window has received meanwhile."""
    for number in itertools.islice(numbers, _OF_WINDOW):
        _receive(counter, dumps(application(number)).encode())
    start = time.perf_counter()
    pushed = _sync(counter).pushed
    return (time.perf_counter() - start) / pushed


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
