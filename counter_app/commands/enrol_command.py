"""`counter-app enrol [STRING]`: makes this counter the window that the string names. No network.

Without a string, or with `-`, it is read from standard input, where no list of processes and no
shell's history shows it. Exit 0: it is now; 2: the string is broken, does not fit this store, or
the store has a trouble.
"""

import argparse
import sys
from typing import TYPE_CHECKING

from counter_app.basics.streams import complain, say
from counter_app.commands.opening import add_data_argument, tell, with_counter
from counter_app.commands.status_command import IN_THE_ROOM

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument(
        "string", metavar="STRING", nargs="?", default="-", help="登记串；不写或写 - 则从标准输入读"
    )
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Enrol; returns the exit code."""
    string = _asked() if options.string == "-" else options.string
    return with_counter(options, lambda counter: _enrol(counter, string))


def _asked() -> str:
    """One line from a person, or all that a program writes."""
    if not sys.stdin.isatty():
        return sys.stdin.read()
    complain("请粘贴登记串，按回车：")
    return sys.stdin.readline()


def _enrol(counter: "Counter", string: str) -> int:
    from counter_app.desk.enrol import enrol
    from counter_app.desk.status import status

    window = enrol(counter.desk, string)
    standing = status(counter.desk)
    room = IN_THE_ROOM if standing.in_the_room else ""
    say(f"本机已登记为 {window.code} {window.hall.name} {window.label}{room}")
    complain(f"数据目录 {counter.settings.data}；密钥文件也在其中，仅本用户可读")
    for trouble in standing.worries:
        tell(trouble)
    return 0
