"""From the start of the process to a window that takes keys, beside a bare PySide6 window.

Both on a hall's screen: the one that Qt makes up is 800 pixels wide, and a window that is larger is
laid out twice.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Line, median, milliseconds

_SCREEN = Path(__file__).with_name("hall_screen.json")
_ROUNDS = 11
_AIM = 1.6


def lines() -> Iterator[Line]:
    """One line; the two are started in turn, so that both meet the same machine."""
    bare, counter = [], []
    with tempfile.TemporaryDirectory() as folder:
        _started("counter", folder)  # makes the store, as only the very first start does
        for _ in range(_ROUNDS):
            bare.append(_started("bare"))
            counter.append(_started("counter", folder))
    ratio = median(counter) / median(bare)
    yield Line(
        "cold start to a usable window",
        milliseconds(median(counter)),
        f"{milliseconds(median(bare))} (bare PySide6 window)",
        ratio,
        f"≤ {_AIM} ×",
        ratio <= _AIM,
    )


def _started(*arguments: str) -> float:
    command = [sys.executable, "-m", "benchmarks.start_probe", *arguments]
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={_SCREEN}"}
    start = time.monotonic()
    answer = subprocess.check_output(command, text=True, env=environment)
    return float(answer) - start
