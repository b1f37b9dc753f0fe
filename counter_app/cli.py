"""Command line of the counter. Imports a command only when it is called, and never Qt itself.

The window is begun without argparse where nothing but `--data` is said: a start waits for it.
"""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from counter_app.basics.own_process import guard_process
from counter_app.basics.streams import settle_streams

_PROGRAM = "counter-app"
_LOG = "counter_app.commands.own_log"
COMMANDS = {
    "check": "检查申请文件：填写、受理条件、材料",
    "check-policy": "检查政策文件：写法、停用的行、何时变化",
    "print": "打印文书（PDF、docx）",
    "submit": "把申请文件收件入库",
    "sync": "与服务器收发",
    "status": "本机办件与收发状态",
    "enrol": "用登记串把本机登记为窗口",
    "sign-in": "登录，改口令，看离线能用到什么时候",
    "list": "工作清单",
    "find": "按姓名、编号或身份证后四位查办件（要写理由，记录在案）",
    "case": "看一个办件：缺什么、到哪一步、文书、经过",
    "letter": "办件的文书（PDF、docx）：受理通知书、补正告知书、送达回证……",
    "do": "在办件上办一项：受理、补正、送达、批准……",
    "departments": "部门查询：各部门通不通、在等几次；重试、停问（接口运维）",
    "export": "把办件导出成申请文件",
    "audit": "核对本机的审计记录",
    "window": "打开窗口（不写命令时就是它）",
}


class WindowOptions(NamedTuple):
    """What may be said of the window."""

    data: Path | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    if arguments is None:
        guard_process()
    settle_streams()
    words = _command_first(list(sys.argv[1:] if arguments is None else arguments))
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "window")
    options = _only_data(words) or _parsed(words)
    if arguments is None:
        _keep_log(words[0], options)
    code: int = _module(words[0]).run(options)
    return code


def _only_data(words: list[str]) -> WindowOptions | None:
    """The window's options where they are none or `--data DIR`; else argparse has to read them."""
    match words:
        case ["window"]:
            return WindowOptions()
        case ["window", "--data", folder] if folder and not folder.startswith("-"):
            return WindowOptions(Path(folder))
    return None


def _parsed(words: list[str]) -> object:
    from counter_app.commands.parsing import Parser, all_commands

    command = words[0]
    if command not in COMMANDS:
        all_commands(_PROGRAM, COMMANDS).parse_args(words)
    parser = Parser(prog=f"{_PROGRAM} {command}", description=COMMANDS[command])
    _module(command).add_arguments(parser)
    return parser.parse(words[1:])


def _keep_log(command: str, options: object) -> None:
    """A log beside the data; a command without data of its own starts it only when it breaks."""
    if hasattr(options, "data"):
        importlib.import_module(_LOG).keep_log(options.data, long=command == "window")
    else:
        sys.excepthook = lambda *broken: importlib.import_module(_LOG).break_down(*broken)


def _command_first(words: list[str]) -> list[str]:
    """`--data DIR` may stand before the command, where people expect what holds for all of it."""
    before = 2 if words[:1] == ["--data"] else 1 if words and words[0].startswith("--data=") else 0
    moved = words[before : before + 1]
    return moved + words[:before] + words[before + 1 :] if moved and moved[0] in COMMANDS else words


def _module(command: str) -> ModuleType:
    return importlib.import_module(f"counter_app.commands.{command.replace('-', '_')}_command")


if __name__ == "__main__":
    sys.exit(main())
