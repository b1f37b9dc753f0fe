"""`python -m counter_app.demo --out DIR`: four applications through the real window.

A sample of each type is typed, checked, printed, signed, received and synced as a clerk would, by
keyboard, against a server of its own. Leaves papers, screenshots, pages and a log in DIR.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from counter_app.basics.own_process import guard_process


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration; 0 only if everything went as it should."""
    parser = argparse.ArgumentParser(prog="demo", description="四类申请人各一件，走完全程")
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")
    options = parser.parse_args(arguments)
    if arguments is None:
        guard_process()
    if sys.platform.startswith("linux") and not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from counter_app.demo.show import show

    return show(options.out.absolute())


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
