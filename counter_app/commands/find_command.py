"""`counter-app find --reason REASON [--json]`: cases by a name, a number, or four digits.

What is sought is read from the standard input, since a command line is seen by others: a whole
name, a case number, or the last four of an ID number. The server looks among what the person may
see, and puts the search with its reason on its record.

Exit 0: told, also where nothing was found; 1: refused; 2: not signed in or nothing sought; 3: the
server is out of reach.
"""

import argparse
import json
import sys
from typing import TYPE_CHECKING

import msgspec

from counter_app.basics.catalogue.store import SERVER_OUT_OF_REACH
from counter_app.basics.errors import CounterError
from counter_app.basics.streams import complain, say
from counter_app.basics.text import one_line
from counter_app.cases.stages import Stage
from counter_app.commands.opening import TROUBLE, add_data_argument, tell
from counter_app.commands.signing_in import (
    OUT_OF_REACH,
    REFUSED,
    add_staff_argument,
    with_signed_in,
)

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn
    from counter_app.wire.lists import ListRow

_LONGEST = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("--reason", required=True, metavar="REASON", help="查找的理由，记录在案")
    add_staff_argument(parser)
    parser.add_argument("--json", action="store_true", help="每件一行 JSON")
    add_data_argument(parser)
    parser.epilog = "要查的写在标准输入里：姓名、办件编号或身份证后四位"


def run(options: argparse.Namespace) -> int:
    """Seek; returns the exit code."""
    typed = sys.stdin.readline(_LONGEST).strip()
    if not typed or not options.reason.strip():
        complain("请在标准输入里写姓名、办件编号或身份证后四位，并用 --reason 写理由")
        return TROUBLE
    return with_signed_in(options, lambda counter, who: _seek(counter, who, options, typed))


def _seek(counter: "Counter", who: "SignedIn", options: argparse.Namespace, typed: str) -> int:
    try:
        found = counter.review_desk(who.clerk).find(typed, options.reason.strip())
    except CounterError as error:
        tell(error)
        return OUT_OF_REACH if error.entry is SERVER_OUT_OF_REACH else REFUSED
    for row in found.rows:
        say(_json(row) if options.json else one_line(_line(row)))
    if found.more:
        complain("还有更多，请查得再具体些")
    elif not found.rows:
        complain("没有找到，或者不归您办理")
    return 0


def _json(row: "ListRow") -> str:
    return json.dumps(msgspec.to_builtins(row), ensure_ascii=False)


def _line(row: "ListRow") -> str:
    due = f"  {row.due_on}前" if row.due_on else ""
    claimed = f"  {row.claimed_by}领办" if row.claimed_by else ""
    return f"{row.number}  {row.name}  {row.type}  {Stage(row.stage).label}{due}{claimed}"
