"""How the words of a command line are read. Must not know what a command does."""

import argparse
from collections.abc import Mapping
from typing import NoReturn

from counter_app.basics.arguments import USAGE, speak_chinese

_PLAIN = "\0"
"""Marks a word after `--`: none that a system hands over can hold it."""
speak_chinese()


class Parser(argparse.ArgumentParser):
    """Takes options between files, as people write them, and after `--` only files.

    argparse does either, not both: the words after `--` are marked so that it sees no option in
    them, and given back as they were.
    """

    def parse(self, words: list[str]) -> argparse.Namespace:
        """The options of a command."""
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
        """What is wrong, without the marks."""
        super().error(message.replace(_PLAIN, ""))


def all_commands(program: str, commands: Mapping[str, str]) -> argparse.ArgumentParser:
    """Tells which commands there are; a word that is none of them ends here with exit code 2."""
    parser = argparse.ArgumentParser(prog=program, description="申请公租房“一件事”窗口")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, sentence in commands.items():
        subparsers.add_parser(name, help=sentence)
    return parser
