"""What the commands on the store have in common: `--data`, the open counter, troubles told."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.basics.errors import CounterError
from counter_app.basics.streams import complain

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter

TROUBLE = 2
"""Exit code where the counter itself cannot work: not enrolled, store not to be opened."""


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """`--data DIR`, which moves everything that the counter keeps."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="本机数据目录")


def with_counter(options: argparse.Namespace, work: Callable[["Counter"], int]) -> int:
    """Open the counter, do the work, tell a trouble in a sentence; returns the exit code."""
    from counter_app.bootstrap import opened_counter
    from counter_app.settings import load_settings

    try:
        with opened_counter(load_settings(options.data)) as counter:
            return work(counter)
    except CounterError as error:
        tell(error)
        return TROUBLE


def tell(error: CounterError, about: str = "") -> None:
    """A trouble for the person at the terminal; standard output stays for results."""
    complain(f"{about}：{error}" if about else str(error))
