"""How long tests wait for what must happen. It costs time only where something is broken."""

import threading
import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds. Far beyond what a loaded machine needs, so that no test measures the machine."""
_LOOK_AGAIN, _LONGEST_PAUSE = 0.02, 0.3
_NEVER = threading.Event()


def wait_until(condition: Callable[[], object]) -> None:
    """Wait for something outside this process; fails if it never happens.

    Who looks by a whole command leaves as much time to what is waited for as the look takes.
    """
    begun = time.monotonic()
    deadline = begun + PATIENCE
    while not condition():
        looked = time.monotonic()
        assert looked < deadline, "did not happen"
        _NEVER.wait(min(max(_LOOK_AGAIN, looked - begun), _LONGEST_PAUSE))
        begun = time.monotonic()
