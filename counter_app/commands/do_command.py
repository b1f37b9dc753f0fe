"""`counter-app do ACT NUMBER [--with FILE.json]`: one act on a case by somebody with a name.

Exit 0: done; 1: refused, with the reason and all that is lacking on stderr; 2: unreadable or not
signed in; 3: the server is out of reach where it is needed.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.basics.catalogue.acts import ACT_UNKNOWN
from counter_app.basics.catalogue.store import SERVER_OUT_OF_REACH
from counter_app.basics.errors import CounterError
from counter_app.basics.streams import complain, json_line, say
from counter_app.basics.text import one_line
from counter_app.commands.opening import TROUBLE, add_data_argument, tell
from counter_app.commands.signing_in import (
    OUT_OF_REACH,
    REFUSED,
    add_staff_argument,
    with_signed_in,
)

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.decide import Done, LackingError
    from counter_app.desk.sign_in import SignedIn
    from counter_app.wire.work import ClaimAnswer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("act", metavar="ACT", help="操作，见下")
    parser.add_argument("number", metavar="NUMBER", help="办件编号")
    parser.add_argument("--with", dest="given", type=Path, metavar="FILE", help="操作的内容，JSON")
    add_staff_argument(parser)
    parser.add_argument("--json", action="store_true", help="一行 JSON")
    add_data_argument(parser)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _acts()


def _acts() -> str:
    """All acts, each with the keys of `--with`."""
    from counter_app.intake.deeds.claiming import CLAIMING
    from counter_app.intake.deeds.table import ACTS

    lines = ["操作和 --with 里的键："]
    for name, act in ACTS.items():
        lines.append(f"  {name}  {act.title}")
        lines += [f"      {key}：{meaning}" for key, meaning in act.keys.items()]
    for name, claim in CLAIMING.items():
        lines.append(f"  {name}  {claim.title}")
        lines += [f"      {key}：{meaning}" for key, meaning in claim.keys.items()]
    return "\n".join(lines)


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    from counter_app.intake.deeds.claiming import CLAIMING
    from counter_app.intake.deeds.table import ACTS

    if options.act not in {*ACTS, *CLAIMING}:
        tell(CounterError(ACT_UNKNOWN))
        return TROUBLE
    given = _given(options.given)
    if given is None:
        return TROUBLE
    return with_signed_in(options, lambda counter, who: _do(counter, who, options, given))


def _given(file: Path | None) -> dict[str, object] | None:
    """What the act carries; None where the file cannot be read, which was told."""
    from counter_app.basics.exact_json import loads
    from counter_app.forms.application_file import application_bytes

    if file is None:
        return {}
    try:
        read = loads(application_bytes(file).decode("utf-8-sig"))
    except CounterError as error:
        tell(error, str(file))
        return None
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        complain(f"{file}：不是一个 JSON 对象")
        return None
    return read


def _do(
    counter: "Counter", who: "SignedIn", options: argparse.Namespace, given: dict[str, object]
) -> int:
    from counter_app.desk.decide import LackingError
    from counter_app.intake.deeds.claiming import CLAIMING
    from counter_app.intake.deeds.table import SUPPLEMENT

    try:
        if options.act in CLAIMING:
            claimed = counter.claim(options.act, options.number, given, who.clerk)
            return _tell_claim(claimed, options)
        if options.act == SUPPLEMENT and not given:
            return _tell_slip(_slip(counter, who, options), options)
        done = counter.act(options.act, options.number, given, who.clerk)
        if options.act == SUPPLEMENT and not done.problem:
            return _tell_slip(_slip(counter, who, options), options)
    except LackingError as error:
        return _tell_lacks(error, options)
    except CounterError as error:
        if options.json:
            say(json_line({"done": False, "code": error.entry.code, "message": error.title}))
        tell(error)
        return OUT_OF_REACH if error.entry is SERVER_OUT_OF_REACH else REFUSED
    return _tell(done, options)


def _slip(counter: "Counter", who: "SignedIn", options: argparse.Namespace) -> str:
    """Issue the 补件回执 for what came since the last; gives its number."""
    from counter_app.intake.letters.which import Wanted
    from counter_app.rules.letter_kinds import Letter

    wanted = Wanted(str(Letter.SUPPLEMENT_RECEIPT))
    return counter.letter(options.number, wanted, who.clerk).number


def _tell_slip(letter: str, options: argparse.Namespace) -> int:
    if options.json:
        say(json_line({"done": True, "letter": letter}))
    else:
        say(f"已办，补件回执 {letter}")
    return 0


def _tell_lacks(error: "LackingError", options: argparse.Namespace) -> int:
    lacking = [
        {"what": each.what, "name": each.name, "person": each.person, "words": each.words}
        for each in error.lacks
    ]
    if options.json:
        say(json_line({"done": False, "code": error.entry.code, "lacking": lacking}))
    tell(error)
    for each in error.lacks:
        complain(f"  {each.words}")
    return REFUSED


def _tell(done: "Done", options: argparse.Namespace) -> int:
    if options.json:
        shown = {
            "done": not done.problem,
            "action_id": done.action.action_id,
            "waits": done.waits,
            "code": done.problem or None,
            **({"lacking": [{"words": each} for each in done.lacks]} if done.lacks else {}),
        }
        say(json.dumps(shown, ensure_ascii=False))
    elif not done.problem:
        say("已存在本机，联网后送达服务器" if done.waits else "已办")
    if done.problem:
        complain(f"{done.message}。{done.advice}。")
        for each in done.lacks:
            complain(f"  {each}")
        return REFUSED
    return 0


def _tell_claim(claimed: "ClaimAnswer", options: argparse.Namespace) -> int:
    """Who works at the case now, and why it was not changed where it was not."""
    from counter_app.basics.catalogue.decisions import WHY_NOT_CLAIMED

    holder = f"{claimed.holder}领办，到 {claimed.until}" if claimed.holder else "没有人领办"
    if options.json:
        shown = {
            "done": not claimed.code,
            "holder": claimed.holder or None,
            "until": claimed.until or None,
            "code": claimed.code or None,
        }
        say(json.dumps(shown, ensure_ascii=False))
    elif not claimed.code:
        say(one_line(holder))
    if claimed.code:
        entry = WHY_NOT_CLAIMED.get(claimed.code, WHY_NOT_CLAIMED["claimed"])
        complain(one_line(f"{entry.title}（{holder}）。{entry.advice}。"))
        return REFUSED
    return 0
