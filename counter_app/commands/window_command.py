"""`counter-app window`: opens the counter and its window. The one command that needs Qt."""

import argparse
import sys
from pathlib import Path

from counter_app.basics.errors import CounterError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="本机数据目录")


def run(options: argparse.Namespace) -> int:
    """Show the window until it is closed; returns the exit code."""
    from counter_app.settings import load_settings
    from counter_app.ui.application import show_window

    try:
        return show_window(load_settings(options.data))
    except CounterError as error:
        print(error, file=sys.stderr)
        return 2
