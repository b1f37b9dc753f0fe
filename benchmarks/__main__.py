"""`python -m benchmarks [NAME …]`: runs all benchmarks or the named ones and prints a table.

A run of all of them is kept in `RESULTS.md`, with the machine that it ran on.
"""

import importlib
import os
import platform
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.measure import Line, table

NAMES = (
    "cold_start",
    "window_work",
    "receive",
    "papers",
    "checks",
    "push_pull",
    "deciding",
    "flat",
    "lists",
    "departments",
    "case_view",
)

_NOTES = """The bare sides do none of what the counter owes:

- *receive*: the bare driver writes the very same rows with the same cipher and the same commit.
  The counter also reads what it has, mints the token, seals each action on the chain,
  computes the case's state, and writes the file beside the store that keeps the highest number;
  the disk is waited for beside what comes next, before a paper is printed.
- *push and pull*: the pipe moves the same actions as opaque rows, into stores with the same cipher,
  since what may not be written in the clear gives no measure in the clear. Beside it stands the
  pipe into plain SQLite: until 2026-11-26 the only one, and slower by a third at push, because it
  looked through all rows for those that were not sent. The server checks each hash and link of the
  chain, whose chain, case, id, number and time each action is, that it and its content are written
  as their kind has it, computes the case's state, counts who holds what, and answers action by
  action; who fetches checks the hashes, computes the state and makes what the case is found by.
  0.45 is owed, 0.6 wanted.
- *check*: `json.loads` only reads. Judged are every field, the household's figures, conditions and
  materials under dated policy.
- *a list of 100,000 cases*: the bare driver asks the same store for the same rows. The server also
  reads each case's state and form, masks the name, works out the clock and why it stands there.
- *a case opened*: the labels say nothing. The view reads the case from the store, reckons what it
  owes and may, sets declared beside verified, and is shown twice: as this counter has it, then as
  the server tells it.
- *acceptance*: beside a receipt at the same counter; with the line it may take the round trip of
  a fact more, though the server looks up session, needs, day, register and 文号 for it.
- *actions, a fifth of them decisions*: the bare side is as many facts, for which the server need
  not put any case together. No aim: whether push and pull got slower, the lines of 5000 cases say.
- *departments*: the stand-in takes its time by itself; what is compared is the same questions over
  the same kind of connection, one after the other, and what the limit of connections leaves. Each
  question is put on the record before it leaves and each answer when it comes.
- *50,000 cases, 50 windows*: the bare side is the same work with 500 cases, with one window.
"""


def main(names: list[str]) -> int:
    """Exit code 0; a figure that misses its aim is told, not a fault."""
    if unknown := set(names) - set(NAMES):
        print(f"not a benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}")
        return 2
    lines: list[Line] = []
    for name in names or NAMES:
        print(f"{name} …", file=sys.stderr, flush=True)
        lines += importlib.import_module(f"benchmarks.{name}").lines()
    text = table(lines)
    print(text)
    if not names:
        _keep(text)
    return 0


def _keep(text: str) -> None:
    machine = (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors, {date.today().isoformat()}. One run on a shared machine: "
        "figures move by a third, the ratios less, because both sides ran in turn."
    )
    results = Path(__file__).with_name("RESULTS.md")
    results.write_text(f"# Benchmarks\n\n{machine}\n\n{text}\n\n{_NOTES}", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
