"""`counter-app window`: opens the counter and its window. The one command that needs Qt."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from counter_app.basics.errors import CounterError

if TYPE_CHECKING:
    import argparse


class _Options(Protocol):
    @property
    def data(self) -> Path | None:
        """Where this counter keeps everything; None: where the settings say."""


def add_arguments(parser: "argparse.ArgumentParser") -> None:
    """The words of the command line."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="本机数据目录")


def run(options: _Options) -> int:
    """Show the window until it is closed; returns the exit code."""
    # What is imported stays: looking through it for garbage would only hold up the first drawing.
    gc.disable()
    try:
        from counter_app.settings import load_settings
        from counter_app.ui.application import ANEW, show_window

        code = show_window(load_settings(options.data))
    except CounterError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        gc.enable()
    return _again() if code == ANEW else code


def _again() -> int:
    """The same program once more, in place of this one: Qt takes another zoom at a start only."""
    os.environ.pop("QT_SCALE_FACTOR", None)
    command = [sys.executable, *sys.orig_argv[1:]]
    if sys.platform == "win32":  # which has no exec that keeps the process
        import subprocess

        return subprocess.call(command)
    return os.execv(command[0], command)
