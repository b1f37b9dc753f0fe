"""Who acts on the command line: `--staff LOGIN`, the password from the environment or asked for.

For every command that somebody with a name runs. A password never stands on the command line,
where the list of processes shows it.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.basics.catalogue import people
from counter_app.basics.catalogue.store import (
    LINE_INTERCEPTED,
    SERVER_BUSY,
    SERVER_OUT_OF_REACH,
)
from counter_app.basics.errors import CounterError
from counter_app.commands.opening import tell, with_counter

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn

NOT_SIGNED_IN = 2
REFUSED = 1
OUT_OF_REACH = 3
_NEEDS_SERVER = (
    people.OFFLINE_NOT_HERE,
    people.OFFLINE_OVER,
    people.PASSWORD_NEEDS_SERVER,
    SERVER_OUT_OF_REACH,
    LINE_INTERCEPTED,
    SERVER_BUSY,
)
"""The server is out of reach, and nothing else will do."""


def add_staff_argument(parser: argparse.ArgumentParser) -> None:
    """`--staff LOGIN`."""
    parser.add_argument(
        "--staff",
        required=True,
        metavar="LOGIN",
        help="谁在办：工号；口令取自环境变量 COUNTER_PASSWORD，没有就询问",
    )


def with_signed_in(
    options: argparse.Namespace,
    work: "Callable[[Counter, SignedIn], int]",
    *,
    new: str = "",
) -> int:
    """Open the counter, let the person of `--staff` in, do the work; returns the exit code.

    2 where nobody was let in, 3 where only the server could, 1 where a new password is too weak.
    """

    def work_signed_in(counter: "Counter") -> int:
        try:
            signed_in = counter.sign_in(options.staff, _password(counter), new)
        except CounterError as error:
            tell(error)
            return _code(error)
        return work(counter, signed_in)

    return with_counter(options, work_signed_in)


def _code(error: CounterError) -> int:
    if error.entry is people.PASSWORD_WEAK:
        return REFUSED
    return OUT_OF_REACH if error.entry in _NEEDS_SERVER else NOT_SIGNED_IN


def _password(counter: "Counter") -> str:
    """As it was given or typed; the people of a trial have none."""
    from counter_app.desk.people_here import is_trial

    given = os.environ.get("COUNTER_PASSWORD")
    if given is not None:
        return given
    if is_trial(counter.desk):
        return ""
    if not sys.stdin.isatty():
        raise CounterError(people.NOT_ASKED)
    return getpass.getpass("口令：", sys.stderr)
