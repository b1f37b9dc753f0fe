"""Fewer sweeps of the garbage collector while many records live at once and hold no cycles.

Must not turn it off: what work of another thread leaves behind is still found.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS_BETWEEN = 50_000
"""A batch makes tens of thousands of objects that live until its answer."""


@contextmanager
def fewer_sweeps() -> Iterator[None]:
    """For the length of the block."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
