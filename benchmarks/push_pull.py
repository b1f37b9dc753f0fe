"""Push and pull of 5,000 cases, beside the bare pipe with the very same actions as rows.

One window receives and sends; another of the same region fetches. Client and server are two
processes on one machine, as in the pipe. The pipe runs before and after, and its mean counts: on a
shared machine the quarter of a minute between two single runs decided the ratio. What is owed is
owed beside the pipe with the stores' cipher (why, says `bare_pipe`); the one without is told too.
"""

import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import bare_pipe
from benchmarks.counters import add_window, enrolled_counter, free_port, serving
from benchmarks.measure import Line
from benchmarks.samples import application
from counter_app.basics.exact_json import dumps
from counter_app.bootstrap import Counter
from counter_app.desk.clerks import window_clerk
from counter_app.desk.receive import receive
from local_db.outbox import next_batch

_CASES = 5000
_OWED, _WANTED = 0.45, 0.6


def lines() -> Iterator[Line]:
    """A line for each way; cases a second, each case with its signature and consents."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        strings = [add_window(folder / "server", code, port) for code in ("01", "02")]
        with (
            enrolled_counter(folder / "first", strings[0]) as first,
            enrolled_counter(folder / "second", strings[1]) as second,
        ):
            rows = _receive_all(first)
            before = _both(folder / "before", rows)
            with serving(folder / "server", port):
                ours = [_seconds(lambda: _sync(first, pushed=len(rows)))]
                ours.append(_seconds(lambda: _sync(second, pulled=len(rows))))
        after = _both(folder / "after", rows)
        bare = [
            [statistics.mean(pair) for pair in zip(*each, strict=True)]
            for each in zip(before, after, strict=True)
        ]
    for way, our_seconds, ciphered, plain in zip(("push", "pull"), ours, *bare, strict=True):
        ratio = ciphered / our_seconds
        yield Line(
            f"{way} of {_CASES} cases ({len(rows)} actions)",
            f"{_CASES / our_seconds:.0f} cases/s",
            f"{_CASES / ciphered:.0f} cases/s (HTTP + sqlcipher3)",
            ratio,
            f"≥ {_OWED} × ({_WANTED} wanted)",
            ratio >= _OWED,
        )
        without = f"{_CASES / plain:.0f} cases/s (HTTP + SQLite in the clear)"
        yield Line(
            f"the same {way}", f"{_CASES / our_seconds:.0f} cases/s", without, plain / our_seconds
        )


def _receive_all(counter: Counter) -> list[bare_pipe.Row]:
    """Receive the cases; gives their actions as they will be sent."""
    clerk = window_clerk(counter.desk)
    for number in range(_CASES):
        receive(counter.desk, dumps(application(number)).encode(), clerk)
    with counter.desk.store.reading() as connection:
        waiting = next_batch(connection, most=1_000_000, most_bytes=1 << 40)
    return [(w.action_id, w.record.decode(), (w.content or b"").decode()) for w in waiting]


def _sync(counter: Counter, pushed: int = 0, pulled: int = 0) -> None:
    outcome = counter.sync_once()
    if outcome.problem is not None:
        raise outcome.problem
    assert (outcome.pushed, outcome.pulled, outcome.queued) == (pushed, pulled, 0), outcome


def _both(folder: Path, rows: list[bare_pipe.Row]) -> list[list[float]]:
    """Seconds of push and pull, with a cipher and without."""
    folder.mkdir()
    return [_bare(folder / "ciphered", rows, secrets.token_hex(32)), _bare(folder / "plain", rows)]


def _bare(folder: Path, rows: list[bare_pipe.Row], key: str = "") -> list[float]:
    folder.mkdir()
    first = bare_pipe.open_rows(folder / "first.db", key)
    second = bare_pipe.open_rows(folder / "second.db", key)
    bare_pipe.add_rows(first, rows)
    with bare_pipe.serving(free_port(), folder / "server.db", key) as address:
        push = _seconds(lambda: bare_pipe.push(first, address))
        return [push, _seconds(lambda: bare_pipe.pull(second, address))]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
