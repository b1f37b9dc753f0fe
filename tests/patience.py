"""How long tests wait for what must happen. It costs time only where something is broken."""

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds. Far beyond what a loaded machine needs, so that no test measures the machine."""
_LOOK_AGAIN = 0.02


def wait_until(condition: Callable[[], object]) -> None:
    """Wait for something outside this process; fails if it never happens."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        time.sleep(_LOOK_AGAIN)
