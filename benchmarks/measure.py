"""Times work and says it in lines of a table. Must not know what is measured."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: the counter's figure, the bare one, and the aim of the house."""

    what: str
    ours: str
    bare: str = ""
    ratio: float | None = None
    aim: str = ""
    met: bool | None = None
    """None where nothing is aimed at."""


def seconds_each(work: Callable[[], object], times: int, warm_up: int = 3) -> list[float]:
    """How long each of `times` runs took, in seconds, sorted; the first few are not counted."""
    for _ in range(warm_up):
        work()
    gc.collect()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def median(taken: Iterable[float]) -> float:
    """The middle one."""
    return statistics.median(taken)


def p99(taken: list[float]) -> float:
    """The value that 99 of 100 do not exceed, of sorted ones."""
    return taken[max(0, -(-len(taken) * 99 // 100) - 1)]


def milliseconds(seconds: float) -> str:
    """For the table, e.g. `3.2 ms`."""
    return f"{seconds * 1000:.1f} ms"


def table(lines: Iterable[Line]) -> str:
    """The lines as a Markdown table."""
    rows = ["| what | counter | bare | ratio | aim | |", "|---|---|---|---|---|---|"]
    marks = {None: "", True: "met", False: "**not met**"}
    for line in lines:
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
        cells = (line.what, line.ours, line.bare, ratio, line.aim, marks[line.met])
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)
