"""How long tests wait for what must happen. It costs time only where something is broken."""

import threading
import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds. Far beyond what a loaded machine needs, so that no test measures the machine."""
_LOOK_AGAIN = 0.02
_NEVER = threading.Event()


def wait_until(condition: Callable[[], object]) -> None:
    """Wait for something outside this process; fails if it never happens."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        _NEVER.wait(_LOOK_AGAIN)
