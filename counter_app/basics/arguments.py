"""The words of a command line that Python itself says, in Chinese: headings, usage, what is wrong.

Standard library only: `run.py` reads it before anything is installed.
"""

import argparse

USAGE = "用法："
"""What stands before how a command is written."""
_WORDS = {
    "usage: ": USAGE,
    "positional arguments": "参数",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示这份说明",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "还要写：%s",
    "unrecognized arguments: %s": "不认识：%s",
    "expected one argument": "后面要写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "invalid %(type)s value: %(value)r": "这个值写得不对：%(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，只有 %(choices)s",
    "not allowed with argument %s": "不能和 %s 一起写",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确：%(matches)s",
}


def speak_chinese() -> None:
    """Let every parser say these words. argparse looks its texts up by a name of its module."""
    setattr(argparse, "_", lambda text: _WORDS.get(text, text))  # noqa: B010 (mypy knows no `_`)
