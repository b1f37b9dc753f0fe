"""Long computing beside a thread that waits for a store again and again, at little cost to it.

Python's lock goes from hand to hand only every few milliseconds, and after each statement that
thread would wait so long for it. Who lets go of it between pieces of work does most of it while
the other one's store writes. Must not know the work.
"""

import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")


def in_pieces(
    values: Sequence[Value], at_once: int, pause: float = 0.0
) -> Iterator[Sequence[Value]]:
    """The values, so many at once; before each of these other threads go first.

    Few at once take little of the other thread's time, and longer in all. With a `pause` in seconds
    that thread surely gets its turn; but a desk's Windows may sleep for 15 ms where a tenth of one
    was asked.
    """
    for start in range(0, len(values), at_once):
        time.sleep(pause)
        yield values[start : start + at_once]
