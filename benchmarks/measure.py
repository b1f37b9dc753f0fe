"""Times work and says it in lines of a table. Must not know what is measured."""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_LAUNCH = """
import resource, subprocess, sys
subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""Started by a small process: a child's peak counts what its parent held when it was forked."""


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


def processor_and_memory(arguments: list[str]) -> tuple[float, int]:
    """Seconds of the processor and kilobytes at most of one run of Python."""
    launch = [sys.executable, "-c", _LAUNCH, *arguments]
    seconds, kilobytes = subprocess.check_output(launch, text=True).split()
    return float(seconds), int(kilobytes)


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
