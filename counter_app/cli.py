"""Command line of the counter. Imports a command only when it is called, and never Qt itself."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

COMMANDS = {
    "check": "检查申请文件：填写、受理条件、材料",
    "print": "打印文书（PDF、docx）",
    "submit": "把申请文件收件入库",
    "sync": "与服务器收发",
    "status": "本机办件与收发状态",
    "enrol": "用登记串把本机登记为窗口",
    "window": "打开窗口（不写命令时就是它）",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "window")
    parser = argparse.ArgumentParser(prog="counter-app", description="申请公租房“一件事”窗口")
    subparsers = parser.add_subparsers(dest="command", required=True)
    chosen = words[0] if words[0] in COMMANDS else None
    for name, sentence in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=sentence, description=sentence)
        if name == chosen:
            _module(name).add_arguments(subparser)
    options = parser.parse_args(words)
    code: int = _module(options.command).run(options)
    return code


def _module(command: str) -> ModuleType:
    return importlib.import_module(f"counter_app.commands.{command}_command")


if __name__ == "__main__":
    sys.exit(main())
