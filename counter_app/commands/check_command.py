"""`counter-app check`: judges application files, without a window, a store or a network.

Exit 0: no file has errors and none is ineligible; 1: some; 2: a file, the policy or the date
could not be read. Must not import Qt, SQLAlchemy or Alembic.
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from counter_app.asking.readers import WrongError, read_date
from counter_app.basics.catalogue import forms as trouble
from counter_app.basics.clock import system_clock, today
from counter_app.basics.errors import CounterError
from counter_app.commands.check_report import Checked, Report, as_json, as_text
from counter_app.commands.opening import tell
from counter_app.commands.policy_told import policy_for
from counter_app.forms.application_file import read_to_judge
from counter_app.forms.checks import judge
from counter_app.rules.assess import assess
from counter_app.rules.policy import Policy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="申请文件（JSON）")
    parser.add_argument("--policy", type=Path, metavar="FILE", help="政策文件（TOML），替换同名表")
    parser.add_argument("--today", metavar="DATE", help="按哪一天检查（年-月-日），不写就是今天")
    parser.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")


def run(options: argparse.Namespace) -> int:
    """Judge the files in their order; returns the exit code."""
    try:
        policy = policy_for(options.policy)
        day = _day(options.today)
    except CounterError as error:
        tell(error)
        return 2
    try:
        return _judge_all(options.files, policy, day, as_json if options.json else as_text)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _judge_all(files: list[str], policy: Policy, day: date, report: Report) -> int:
    code = 0
    out = sys.stdout.buffer
    for file in files:
        try:
            checked = _check(file, policy, day)
        except CounterError as error:
            out.flush()
            tell(error, file)
            code = 2
            continue
        for piece in report(checked):
            out.write(piece)
        if not checked.is_good:
            code = max(code, 1)
    out.flush()
    return code


def _check(file: str, policy: Policy, day: date) -> Checked:
    judged = judge(read_to_judge(Path(file)), day)
    return Checked(file, judged, assess(judged, policy) if judged.is_assessable else None)


def _day(given: str | None) -> date:
    if given is None:
        return today(system_clock)
    try:
        return read_date(given)
    except WrongError as error:
        raise CounterError(trouble.DATE_UNREADABLE) from error
