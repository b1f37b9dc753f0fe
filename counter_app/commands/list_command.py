"""`counter-app list LIST [--json]`: the cases of one work list, one line each.

Of all cases that the person works at, by the server; without the line of those that are here.

Exit 0: told; 2: not signed in or no such list; 3: only the server could let the person in.
"""

import argparse
import json
from typing import TYPE_CHECKING, Any

from counter_app.basics.streams import say
from counter_app.basics.text import one_line
from counter_app.cases.stages import Stage
from counter_app.commands.opening import add_data_argument
from counter_app.commands.signing_in import add_staff_argument, with_signed_in
from counter_app.intake.work_lists import LISTS

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("list", metavar="LIST", choices=sorted(LISTS), help="、".join(LISTS))
    add_staff_argument(parser)
    parser.add_argument("--json", action="store_true", help="每件一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Tell; returns the exit code."""
    return with_signed_in(options, lambda counter, who: _tell(counter, who, options))


def _tell(counter: "Counter", who: "SignedIn", options: argparse.Namespace) -> int:
    for row in counter.work_list(options.list, who.clerk):
        say(json.dumps(row, ensure_ascii=False) if options.json else one_line(_line(row)))
    return 0


def _line(row: dict[str, Any]) -> str:
    due = f"  {row['due_on']}前" if row["due_on"] else ""
    why = f"  {row['why']}" if row["why"] else ""
    return f"{row['number']}  {row['name']}  {Stage(row['stage']).label}{due}{why}"
