"""`counter-app check-policy FILE`: tells what is wrong with a policy file before it holds.

Exit 0: every row is understood; 1: rows are switched off or doubtful; 2: the file is malformed or
cannot be read. Must not import Qt, SQLAlchemy or Alembic.
"""

import argparse
from pathlib import Path

from counter_app.basics.errors import CounterError
from counter_app.basics.streams import say
from counter_app.commands.opening import tell
from counter_app.rules.policy import load_policy, read_tables
from counter_app.rules.policy_check import Checked, check_tables, malformed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("file", type=Path, metavar="FILE", help="政策文件（TOML）")


def run(options: argparse.Namespace) -> int:
    """Check the file; returns the exit code."""
    try:
        tables = read_tables(options.file)
    except CounterError as error:
        tell(malformed(error, options.file))
        return 2
    checked = check_tables(tables, load_policy())
    for line in told(checked):
        say(line)
    return 1 if checked.off or checked.doubts else 0


def told(checked: Checked) -> list[str]:
    """The findings in the order in which they matter."""
    parts = (("停用", checked.off), ("请核对", checked.doubts), ("何时变化", checked.changes))
    lines = [f"{title}　{each}" for title, found in parts for each in found]
    return lines if checked.off or checked.doubts else [*lines, "每一行都认识，可以使用。"]
