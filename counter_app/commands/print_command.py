"""`counter-app print`: writes the papers of application files, without a window or a store.

What was not received carries 样张; the files are their owner's. Exit 0: all written; 2: a file
could not be read or written (named on stderr, the others go on). Must not import Qt or SQLAlchemy.
"""

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from counter_app.basics.catalogue.papers import (
    FORMAT_UNKNOWN,
    SAME_NAME,
    UNKNOWN_PAPER,
)
from counter_app.basics.clock import system_clock
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import NOT_ENCRYPTED
from counter_app.basics.streams import complain, say
from counter_app.cases.receipts import sample_address
from counter_app.commands.opening import tell
from counter_app.commands.policy_told import policy_for
from counter_app.commands.written import write_into
from counter_app.documents import paper_table, papers
from counter_app.documents.build_view import view_of
from counter_app.documents.letters.samples import samples_of
from counter_app.documents.paper_table import LETTERS, Paper, PaperOf, View
from counter_app.documents.view import Copy
from counter_app.forms.application_file import read_application
from counter_app.forms.checks import format_problem
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import Policy
from counter_app.settings import load_settings

_NAMES = (*paper_table.NAMES, *map(str, Letter))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    known = "、".join(_NAMES)
    parser.add_argument("files", nargs="+", metavar="FILE", help="申请文件（JSON）")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="文书写到哪个文件夹")
    parser.add_argument(
        "--only", action="append", metavar="NAME", help=f"只印这种文书，可写几次：{known}"
    )
    parser.add_argument("--policy", type=Path, metavar="FILE", help="政策文件（TOML），替换同名表")


def run(options: argparse.Namespace) -> int:
    """Write the papers of each file; returns the exit code."""
    try:
        only = _chosen(options.only)
        policy = policy_for(options.policy)
        public = load_settings().public_url
    except CounterError as error:
        tell(error)
        return 2
    code, wrote = 0, False
    seen: set[str] = set()
    now = system_clock()
    for file in options.files:
        path = Path(file)
        try:
            if path.stem in seen:
                raise CounterError(SAME_NAME)
            seen.add(path.stem)
            for written in _print(path, options.out, only, policy, public, now):
                say(str(written))
                wrote = True
        except CounterError as error:
            tell(error, file)
            code = 2
    if wrote:
        complain(f"{NOT_ENCRYPTED}：{options.out}")
    return code


def _chosen(only: list[str] | None) -> tuple[Paper | Letter, ...]:
    """The papers and letters that were asked for; none where it is left to what is owed."""
    for name in only or ():
        if name not in _NAMES:
            raise CounterError(UNKNOWN_PAPER, paper=name, known="、".join(_NAMES))
    return tuple(paper_table.find_paper(name) or Letter(name) for name in dict.fromkeys(only or ()))


def _print(
    path: Path,
    out: Path,
    only: tuple[Paper | Letter, ...],
    policy: Policy,
    public: str,
    now: datetime,
) -> Iterable[Path]:
    address = sample_address(public) if public else ""
    document = read_application(path)
    if format_problem(document.get("format")):
        raise CounterError(FORMAT_UNKNOWN)
    view = view_of(document, policy, now.date(), made_at=now, receipt_url=address)
    for paper in only or tuple(each for each in paper_table.PAPERS if each.is_owed(view)):
        if isinstance(paper, Letter):
            for way, letter in samples_of(paper, view, policy, now.date()):
                yield from _files(path, out, LETTERS[paper], letter, way)
        else:
            yield from _files(path, out, paper, view)


def _files(
    path: Path, out: Path, paper: PaperOf[View], view: View, way: str = ""
) -> Iterable[Path]:
    name = f"{path.stem}-{paper.name}{way}"
    yield write_into(out, f"{name}.pdf", papers.pdf_of(paper, view, Copy.SAMPLE))
    for suffix, write in paper.also:
        yield write_into(out, f"{name}{suffix}", write(view, Copy.SAMPLE))
