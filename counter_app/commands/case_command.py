"""`counter-app case NUMBER [--json] [--unmask REASON]`: one case, for whoever is signed in.

As the server tells it; without the line what this counter holds, masked. The reason goes on the
server's record.

Exit 0: told; 1: no such case here; 2: not signed in; 3: only the server could let the person in.
"""

import argparse
import json
from typing import TYPE_CHECKING, Any

from counter_app.basics.errors import CounterError
from counter_app.basics.streams import complain, say
from counter_app.basics.text import one_line
from counter_app.cases.stages import Stage, Step
from counter_app.commands.opening import add_data_argument, tell
from counter_app.commands.signing_in import REFUSED, add_staff_argument, with_signed_in

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("number", metavar="NUMBER", help="办件编号")
    add_staff_argument(parser)
    parser.add_argument(
        "--unmask", metavar="REASON", default="", help="显示姓名和证号的理由，记录在案"
    )
    parser.add_argument("--json", action="store_true", help="一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Tell; returns the exit code."""
    return with_signed_in(options, lambda counter, who: _tell(counter, who, options))


def _tell(counter: "Counter", who: "SignedIn", options: argparse.Namespace) -> int:
    try:
        told = counter.case(options.number, who.clerk, options.unmask.strip())
    except CounterError as error:
        tell(error)
        return REFUSED
    if options.unmask and not told["unmasked"]:
        complain("没有连上服务器：姓名和证号不显示")
    if options.json:
        say(json.dumps(told, ensure_ascii=False))
    else:
        for line in _lines(told):
            say(one_line(line))
    return 0


def _lines(told: dict[str, Any]) -> list[str]:
    """The case for a person at a terminal."""
    stage = Stage(told["stage"]).label
    step = f"（{Step(told['step']).label}）" if told["step"] else ""
    due = f"，{told['due_on']}前" if told["due_on"] else ""
    lines = [f"{told['number']}  {stage}{step}{due}"]
    lines += [f"  {_person(each)}" for each in told["persons"]]
    lines += [f"  还差：{each['what']}" for each in told["owed"]]
    lines += [
        f"  文书 {each['number']}{'，已送达' if each['delivered'] else ''}"
        f"{'，作废' if each['void'] else ''}"
        for each in told["letters"]
    ]
    lines += [f"  {each['at'][:16]} {each['who']} {each['words']}" for each in told["history"]]
    return lines


def _person(person: dict[str, Any]) -> str:
    number = person.get("id_number") or (f"尾号 {person['tail']}" if person.get("tail") else "")
    return "  ".join(filter(None, (person["relation"], person["name"], number)))
