"""The clipboard's text as lines of cells: a spreadsheet's with quotes, or a line from a chat.

Must not know what a cell means.
"""

import re
from itertools import zip_longest

from counter_app.basics.text import narrow

Cells = list[str]

_QUOTED = re.compile('"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n]|$)')
_PLAIN = re.compile("[^\t\n]*+")
_NUMBER = re.compile("(?<![0-9])[1-9][0-9]{14}(?:[0-9]{2}[0-9Xx])?(?![0-9A-Za-z])")
_BLANKS = re.compile(r"\s+")
_SIGNS = re.compile("[,，;；|、]")
_FEWEST = 3
"""Words of a line that is a member and no sentence."""


def cells_of(text: str) -> list[Cells]:
    """The lines that are not blank. A cell in quotes may hold line ends and doubled quotes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in text.split("\n") if words_of(line)), "")
    lines = _listed(text, _between(first)) if first and "\t" not in text else _sheet(text)
    return [cells for cells in lines if any(each.strip() for each in cells)]


def _sheet(text: str) -> list[Cells]:
    lines: list[Cells] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        plain = quoted or _PLAIN.match(text, at)
        assert plain is not None
        lines[-1].append(quoted[1].replace('""', '"') if quoted else plain[0])
        at = plain.end()
        if at >= len(text):
            return lines
        if text[at] == "\n":
            lines.append([])
        at += 1


def _listed(text: str, between: re.Pattern[str]) -> list[Cells]:
    return [between.split(line.strip()) for line in text.split("\n")]


def words_of(line: str) -> Cells:
    """The words of a line in which a person's number stands among others; else nothing."""
    if "\t" in line or not _NUMBER.search(narrow(line)):
        return []
    words = _between(line).split(line.strip())
    return words if len(words) >= _FEWEST else []


def _between(line: str) -> re.Pattern[str]:
    """What stands between the words of a line."""
    return _BLANKS if len(line.split()) >= _FEWEST else _SIGNS


def turned(lines: list[Cells]) -> list[Cells]:
    """Columns as lines."""
    return [list(each) for each in zip_longest(*lines, fillvalue="")]
