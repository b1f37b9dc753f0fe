"""`counter-app departments [--retry D | --pause D | --go-on D]`: how departments are asked now.

Counts, never a case. Exit 0: told; 1: not an operator's; 2: not signed in; 3: out of reach.
"""

import argparse
import json
from typing import TYPE_CHECKING

import msgspec

from counter_app.basics.catalogue.departments import NOT_THE_OPERATOR
from counter_app.basics.clock import today
from counter_app.basics.errors import CounterError
from counter_app.basics.streams import say
from counter_app.basics.text import one_line
from counter_app.commands.opening import add_data_argument, tell
from counter_app.commands.signing_in import (
    OUT_OF_REACH,
    REFUSED,
    add_staff_argument,
    with_signed_in,
)
from counter_app.forms.consents import Department
from counter_app.intake.department_words import (
    item_words,
    permission_words,
    said_words,
    state_words,
)

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn
    from counter_app.wire.departments import DepartmentCounts, ItemCounts

_ACTS = {"retry": "现在重试", "pause": "停问", "go-on": "恢复查询"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    chosen = parser.add_mutually_exclusive_group()
    for act, words in _ACTS.items():
        chosen.add_argument(f"--{act}", choices=sorted(Department), metavar="部门", help=words)
    add_staff_argument(parser)
    parser.add_argument("--json", action="store_true", help="每个部门、每个事项一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Tell; returns the exit code."""
    return with_signed_in(options, lambda counter, who: _tell(counter, who, options))


def _tell(counter: "Counter", who: "SignedIn", options: argparse.Namespace) -> int:
    given = vars(options)
    named = ((act, given[act.replace("-", "_")]) for act in _ACTS)
    act, department = next(((act, name) for act, name in named if name), ("", ""))
    try:
        answer = counter.office(who.clerk).departments(act, department)
    except CounterError as error:
        tell(error)
        return REFUSED if error.entry is NOT_THE_OPERATOR else OUT_OF_REACH
    policy, day = counter.policies.in_force, today(counter.desk.clock)
    for row in answer.departments:
        if options.json:
            say(json.dumps(msgspec.to_builtins(row), ensure_ascii=False))
        elif row.waiting or row.answered or row.failed or row.state != "ok":
            say(one_line(_line(row)))
    for item in answer.items:
        if options.json:
            say(json.dumps(msgspec.to_builtins(item), ensure_ascii=False))
        elif item.state != "ok" or item.permission != "granted":
            say(one_line(f"  {item_words(policy, item.item, day)}  {_item(item)}"))
    return 0


def _line(row: "DepartmentCounts") -> str:
    again = f"{row.next_at[11:16]} 再试" if row.next_at and row.state != "ok" else ""
    quota = f"今日 {row.used}/{row.per_day}" if row.per_day else ""
    usual = f"多数 {row.usual_ms / 1000:.1f} 秒" if row.usual_ms is not None else ""
    oldest = f"最久 {row.oldest[:16].replace('T', ' ')} 起" if row.oldest else ""
    counts = f"已答 {row.answered}  在等 {row.waiting}  未成 {row.failed}"
    parts = (_state(row), _reason(row), counts, usual, quota, oldest, again)
    return f"{Department(row.department).label}  {'  '.join(part for part in parts if part)}"


def _reason(row: "DepartmentCounts") -> str:
    """Who paused it, or what went wrong last."""
    if row.state == "paused":
        return row.paused_by
    return said_words(row.said) if row.state != "ok" else ""


def _item(row: "ItemCounts") -> str:
    permission = permission_words(row.permission, row.granted_until)
    state = "" if row.state in ("ok", "not_permitted") else _state(row)
    parts = (permission, state, said_words(row.said))
    return "  ".join(part for part in parts if part)


def _state(row: "DepartmentCounts | ItemCounts") -> str:
    since = f" {row.since[11:16]} 起" if row.since else ""
    return f"{state_words(row.state)}{since}"
