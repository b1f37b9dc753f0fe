"""Command line of the counter. Imports a command only when it is called, and never Qt itself."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from counter_app.basics.arguments import USAGE, speak_chinese
from counter_app.basics.own_process import guard_process
from counter_app.basics.streams import settle_streams

_PROGRAM = "counter-app"
_LOG = "counter_app.commands.own_log"
_PLAIN = "\0"
"""Marks a word after `--`: none that a system hands over can hold it."""
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    if arguments is None:
        guard_process()
    settle_streams()
    speak_chinese()
    words = _command_first(list(sys.argv[1:] if arguments is None else arguments))
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "window")
    if words[0] not in COMMANDS:
        _all_commands().parse_args(words)
    command, sentence = words[0], COMMANDS[words[0]]
    module = _module(command)
    parser = _Parser(prog=f"{_PROGRAM} {command}", description=sentence)
    module.add_arguments(parser)
    options = parser.parse(words[1:])
    if arguments is None:
        _keep_log(command, options)
    code: int = module.run(options)
    return code


def _keep_log(command: str, options: argparse.Namespace) -> None:
    """A log beside the data; a command without data of its own starts it only when it breaks."""
    if hasattr(options, "data"):
        importlib.import_module(_LOG).keep_log(options.data, long=command == "window")
    else:
        sys.excepthook = lambda *broken: importlib.import_module(_LOG).break_down(*broken)


class _Parser(argparse.ArgumentParser):
    """Takes options between files, as people write them, and after `--` only files.

    argparse does either, not both: the words after `--` are marked so that it sees no option in
    them, and given back as they were.
    """

    def parse(self, words: list[str]) -> argparse.Namespace:
        at = words.index("--") if "--" in words else len(words)
        plain = [_PLAIN + word for word in words[at + 1 :]]
        # Set here, since argparse would cut as many letters as its own English word has.
        self.usage = self.format_usage().removeprefix(USAGE).replace("%", "%%")
        options = self.parse_intermixed_args(words[:at] + plain)
        for name, value in vars(options).items():
            if isinstance(value, str):
                setattr(options, name, value.removeprefix(_PLAIN))
            elif isinstance(value, list):
                setattr(options, name, [word.removeprefix(_PLAIN) for word in value])
        return options

    def error(self, message: str) -> NoReturn:
        super().error(message.replace(_PLAIN, ""))


def _command_first(words: list[str]) -> list[str]:
    """`--data DIR` may stand before the command, where people expect what holds for all of it."""
    before = 2 if words[:1] == ["--data"] else 1 if words and words[0].startswith("--data=") else 0
    moved = words[before : before + 1]
    return moved + words[:before] + words[before + 1 :] if moved and moved[0] in COMMANDS else words


def _all_commands() -> argparse.ArgumentParser:
    """Tells which commands there are; a word that is none of them ends here with exit code 2."""
    parser = argparse.ArgumentParser(prog=_PROGRAM, description="申请公租房“一件事”窗口")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, sentence in COMMANDS.items():
        subparsers.add_parser(name, help=sentence)
    return parser


def _module(command: str) -> ModuleType:
    return importlib.import_module(f"counter_app.commands.{command.replace('-', '_')}_command")


if __name__ == "__main__":
    sys.exit(main())
