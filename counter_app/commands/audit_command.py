"""`counter-app audit verify [--json]`: whether this counter's audit is as it was written.

Exit 0: sound; 1: names the first place that was altered, removed, added or moved, or from which on
the tail was cut (by what the server has noted). Changes nothing.
"""

import argparse
from typing import TYPE_CHECKING

from counter_app.basics.streams import complain, json_line, say
from counter_app.commands.opening import add_data_argument, with_counter

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("what", choices=["verify"], metavar="verify", help="核对是否完整、未改动")
    parser.add_argument("--json", action="store_true", help="输出一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Verify; returns the exit code."""
    return with_counter(options, lambda counter: _verify(counter, options))


def _verify(counter: "Counter", options: argparse.Namespace) -> int:
    from counter_app.desk.recorded import verify_audit

    found = verify_audit(counter.desk)
    if options.json:
        say(json_line(found.told()))
    else:
        (complain if found.fault else say)(found.sentence())
    return 1 if found.fault else 0
