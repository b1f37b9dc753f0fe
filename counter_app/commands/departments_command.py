"""`counter-app departments [--retry D | --pause D | --go-on D]`: how departments are asked now.

Counts, never a case. Exit 0: told; 1: not an operator's; 2: not signed in; 3: out of reach.
"""

import argparse
import json
from typing import TYPE_CHECKING

import msgspec

from counter_app.basics.catalogue.departments import NOT_THE_OPERATOR
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

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn
    from counter_app.wire.departments import DepartmentCounts

_ACTS = {"retry": "现在重试", "pause": "停问", "go-on": "恢复查询"}
_STATES = {
    "ok": "正常",
    "paused": "已停问",
    "unreachable": "不通",
    "signature": "接口签名失败，请查服务器时间和密钥",
    "quota_minute": "次数用完，稍后继续",
    "quota_hour": "次数用完，稍后继续",
    "quota_day": "今日次数用完，明早继续",
    "quota_total": "次数已用完，请向部门续办",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    chosen = parser.add_mutually_exclusive_group()
    for act, words in _ACTS.items():
        chosen.add_argument(f"--{act}", choices=sorted(Department), metavar="部门", help=words)
    add_staff_argument(parser)
    parser.add_argument("--json", action="store_true", help="每个部门一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Tell; returns the exit code."""
    return with_signed_in(options, lambda counter, who: _tell(counter, who, options))


def _tell(counter: "Counter", who: "SignedIn", options: argparse.Namespace) -> int:
    given = vars(options)
    named = ((act, given[act.replace("-", "_")]) for act in _ACTS)
    act, department = next(((act, name) for act, name in named if name), ("", ""))
    try:
        answer = counter.departments(who.clerk, act, department)
    except CounterError as error:
        tell(error)
        return REFUSED if error.entry is NOT_THE_OPERATOR else OUT_OF_REACH
    for row in answer.departments:
        if options.json:
            say(json.dumps(msgspec.to_builtins(row), ensure_ascii=False))
        elif row.waiting or row.answered or row.failed or row.state != "ok":
            say(one_line(_line(row)))
    return 0


def _line(row: "DepartmentCounts") -> str:
    since = f" {row.since[11:16]} 起" if row.since else ""
    again = f"  {row.next_at[11:16]} 再试" if row.next_at and row.state != "ok" else ""
    counts = f"已答 {row.answered}  在等 {row.waiting}  未成 {row.failed}"
    state = _STATES.get(row.state, row.state)
    return f"{Department(row.department).label}  {state}{since}  {counts}{again}"
