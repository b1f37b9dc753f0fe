"""`counter-app letter NUMBER [--letter L] [--paper NAME] --out DIR`: a letter of a case, in files.

What was handed out before comes as it was. Exit 0: written; 1: there is no such letter; 2: not
signed in, or not written; 3: only the server could let the person in.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.basics.catalogue.papers import UNKNOWN_PAPER
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import NOT_ENCRYPTED
from counter_app.basics.streams import complain, say
from counter_app.commands.opening import TROUBLE, add_data_argument, tell
from counter_app.commands.signing_in import REFUSED, add_staff_argument, with_signed_in
from counter_app.forms.consents import Department
from counter_app.rules.letter_kinds import Letter

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn

_NAMES = tuple(map(str, Letter))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("number", metavar="NUMBER", help="办件编号")
    parser.add_argument(
        "--letter",
        action="append",
        metavar="L",
        help="文书编号，不写就是最后一份；送达回证可写几次，不写就是全部文书",
    )
    parser.add_argument("--paper", metavar="NAME", help=f"哪一种文书：{'、'.join(_NAMES)}")
    parser.add_argument(
        "--department",
        choices=sorted(Department),
        metavar="部门",
        help="核查函：问哪个部门；数据更正指引：到哪个部门更正",
    )
    parser.add_argument(
        "--person", metavar="谁", help="数据更正指引：applicant、member:N 或人员编号"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到哪个文件夹")
    add_staff_argument(parser)
    parser.add_argument("--json", action="store_true", help="一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write it; returns the exit code."""
    if options.paper and options.paper not in _NAMES:
        tell(CounterError(UNKNOWN_PAPER, paper=options.paper, known="、".join(_NAMES)))
        return TROUBLE
    return with_signed_in(options, lambda counter, who: _write(counter, who, options))


def _write(counter: "Counter", who: "SignedIn", options: argparse.Namespace) -> int:
    from counter_app.commands.written import write_into
    from counter_app.intake.letters.which import Wanted

    named = tuple(options.letter or ())
    wanted = Wanted(options.paper or "", named, options.department or "", options.person or "")
    try:
        issued = counter.letter(options.number, wanted, who.clerk)
    except CounterError as error:
        tell(error)
        return REFUSED
    name = issued.file_name
    try:
        files = [
            write_into(options.out, f"{name}.pdf", issued.pdf),
            write_into(options.out, f"{name}.docx", issued.docx),
        ]
    except CounterError as error:
        tell(error)
        return TROUBLE
    if options.json:
        shown = {
            "letter": issued.number,
            "paper": str(issued.kind),
            "reprint": issued.reprint,
            "files": [str(file) for file in files],
        }
        say(json.dumps(shown, ensure_ascii=False))
    else:
        for file in files:
            say(str(file))
    complain(f"{NOT_ENCRYPTED}：{options.out}")
    return 0
