"""`python -m counter_app.demo --out DIR`: what may become of an application, at the real window.

A sample of each type is typed, checked, printed, signed, received, synced and accepted as a clerk
would, by keyboard, against a server of its own, then reviewed by keyboard at three enrolled desks
until it is filed; others end otherwise, before review and in it. `--day`: many at once. Leaves
papers, screenshots, pages, a log and `balance.json`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from counter_app.basics.own_process import guard_process


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration; 0 only if everything went as it should."""
    parser = argparse.ArgumentParser(
        prog="demo", description="四类申请人各一件走到备案，另有十件各走一种结局"
    )
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")
    parser.add_argument(
        "--short", action="store_true", help="只走一类申请人，受理以前的结局少走几种"
    )
    parser.add_argument("--day", action="store_true", help="一天：3 个窗口、3 个审核台、40 件")
    parser.add_argument("--cases", type=int, default=40, help="一天办几件（--day）")
    options = parser.parse_args(arguments)
    if arguments is None:
        guard_process()
    if options.day:
        from counter_app.demo.day import spend_the_day

        return spend_the_day(options.out.absolute(), cases=options.cases)
    if sys.platform.startswith("linux") and not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from counter_app.demo.show import show

    return show(options.out.absolute(), short=options.short)


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
