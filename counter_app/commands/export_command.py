"""`counter-app export --out DIR`: writes the cases as files of format 1, for their owner's eyes.

Exit 0: all written; 1: some cannot be read, each is named; 2: the store or the folder has a
trouble. Enrolled or not, shut out or not.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.basics.catalogue.devices import EXPORT_FAILED
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import NOT_ENCRYPTED, private_folder, write_private
from counter_app.basics.streams import complain, say
from counter_app.commands.opening import add_data_argument, tell, with_counter

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter

_NOT_ALL = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到哪个目录")
    parser.add_argument("--all", action="store_true", help="别的窗口的办件也导出")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Export; returns the exit code."""
    return with_counter(options, lambda counter: _export(counter, options.out, options.all))


def _export(counter: "Counter", out: Path, of_others: bool) -> int:
    from counter_app.desk.export import exported

    written, code = 0, 0
    try:
        private_folder(out)
        for name, document in exported(counter.desk, of_others=of_others):
            if isinstance(document, CounterError):
                tell(document, name)
                code = _NOT_ALL
                continue
            write_private(out / f"{name}.json", document)
            written += 1
    except OSError as error:
        raise CounterError(EXPORT_FAILED) from error
    say(f"已导出 {written} 件：{out}")
    if written:
        complain(f"{NOT_ENCRYPTED}：{out}")
    return code
