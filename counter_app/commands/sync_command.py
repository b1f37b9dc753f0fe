"""`counter-app sync [--once]`: sends what waits and fetches what is new.

Exit 0: all that was due is acknowledged; 1: something was refused or the server cannot be
understood; 2: not enrolled; 3: the server is out of reach.
"""

import argparse
from typing import TYPE_CHECKING

from counter_app.basics.catalogue.store import (
    LINE_INTERCEPTED,
    SERVER_BUSY,
    SERVER_OUT_OF_REACH,
)
from counter_app.basics.errors import CounterError
from counter_app.basics.streams import complain, say
from counter_app.commands.opening import add_data_argument, tell, with_counter

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.status import Status
    from counter_app.sync.sync_once import SyncOutcome

_NOT_ALL = 1
_OUT_OF_REACH = 3
_LINE = (SERVER_OUT_OF_REACH, LINE_INTERCEPTED, SERVER_BUSY)
"""The line's troubles, or the server's for a while: all that waits is sent later."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("--once", action="store_true", help="只收发一轮；不写则发到没有待发为止")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Sync; returns the exit code."""
    return with_counter(options, lambda counter: _sync(counter, options.once))


def _sync(counter: "Counter", once: bool) -> int:
    from counter_app.desk.status import status

    try:
        counter.tend()
    except CounterError as error:  # What waits is sent all the same.
        tell(error)
    outcome = counter.sync_once()
    while not once and outcome.problem is None and outcome.queued and outcome.pushed:
        outcome = counter.sync_once()
    return _told(outcome, status(counter.desk))


def _told(outcome: "SyncOutcome", standing: "Status") -> int:
    """Tell what the run did, and what stands refused or in conflict, from earlier runs too."""
    say(
        f"已发送 {outcome.pushed} 项，取回 {outcome.pulled} 项，待发 {outcome.queued} 项，"
        f"被退回 {standing.refused} 件，冲突 {standing.conflicts} 件"
    )
    for trouble in standing.worries:
        if outcome.problem is None or trouble.entry is not outcome.problem.entry:
            tell(trouble)
    if standing.clock:
        complain(f"{standing.clock}，请核对电脑的日期和时间")
    if outcome.problem:
        tell(outcome.problem)
        return _OUT_OF_REACH if outcome.problem.entry in _LINE else _NOT_ALL
    return _NOT_ALL if outcome.queued or standing.refused or standing.conflicts else 0
