"""Long computing beside a thread that waits for a store again and again, at little cost to it.

Python's lock goes from hand to hand only every few milliseconds, and after each statement that
thread would wait so long for it. Who lets go of it between pieces of work does most of it while
the other one's store writes. Must not know the work.
"""

import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")
_SECONDS = 0.0001
"""Long enough for a thread that waits for Python's lock to take it."""


def in_pieces(values: Sequence[Value], at_once: int) -> Iterator[Sequence[Value]]:
    """The values, so many at once; before each of these other threads go first.

    Few at once take little of the other thread's time, and longer in all.
    """
    for start in range(0, len(values), at_once):
        time.sleep(_SECONDS)
        yield values[start : start + at_once]
