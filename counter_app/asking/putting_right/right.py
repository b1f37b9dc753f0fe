"""What putting a text right comes to, and what all kinds do first. Pure functions."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from counter_app.asking.odd_letters import codes, put_right
from counter_app.basics.text import clean, narrow


class Right(NamedTuple):
    """A text as it is kept, and what was changed in it beside notation; nothing told: nothing."""

    text: str
    told: str = ""

    def then(self, more: "Right") -> "Right":
        """This one put right further."""
        return Right(more.text, "，".join(filter(None, (self.told, more.told))))


PutRight = Callable[[str], Right]
"""Never raises; a text that it has put right stays as it is the second time."""

_BREAKS = re.compile("[ ]*(?:[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029][ ]*)+")
_APOSTROPHE = re.compile("['`´‘’＇]+(?=[0-9][0-9A-Za-z.-]*$)")


def text(typed: str, *, is_name: bool = False) -> Right:
    """Any text: one line, all of it to be seen, without a sheet's apostrophe."""
    told = []
    line = clean(typed)
    if broken := _BREAKS.search(line):
        told.append("已把换行换成空格" if broken[0].strip(" ") != "\t" else "已把制表符换成空格")
        line = _BREAKS.sub(" ", line)
    if hidden := [each for each in line if unicodedata.category(each) in ("Cc", "Cs")]:
        told.append(f"已去掉看不见的字符 {codes(hidden)}")
        line = clean("".join(each for each in line if each not in hidden))
    line, words = put_right(line, is_name=is_name)
    told.append(words)
    line = clean(line)
    if mark := _APOSTROPHE.match(line):
        told.append("已去掉前面的撇号")
        line = line[mark.end() :]
    return Right(line, "，".join(filter(None, told)))


def name(typed: str) -> Right:
    """A person's name."""
    return text(typed, is_name=True)


def compact(typed: str) -> str:
    """Half-width, without any blank."""
    return "".join(narrow(typed).split())


def compacted(typed: str) -> Right:
    """A number of something whose form nobody knows."""
    return Right(compact(typed))


def unlabelled(typed: str, *labels: str) -> Right:
    """Half-width, without the field's own name in front (`联系电话：139…`)."""
    line = narrow(typed).strip()
    named = re.match(rf"(?:(?:{'|'.join(labels)})\s*:?\s*)+(?=\S)", line, re.IGNORECASE)
    if not named:
        return Right(line)
    return Right(line[named.end() :], f"已去掉“{named[0].strip()}”")


def whole(number: str) -> Right:
    """Digits without the `.0` that a table program has put behind them."""
    match = re.fullmatch(r"([0-9]+)\.0+", number)
    return Right(match[1], "已去掉“.0”") if match else Right(number)
