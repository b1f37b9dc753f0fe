"""Which characters the papers' faces can draw, read from the fonts' own tables.

Serves the papers (〓 where there is no glyph) and the window, which tells the clerk while typing.
Must not set type.
"""

import re
import struct
from bisect import bisect_right
from functools import cache
from pathlib import Path

from counter_app.basics.errors import CounterError

_USUAL = re.compile("[\x20-\x7e\u00b7，。、；：？！（）《》“”…—²×÷\u4e00-\u9fa5]*")
"""What every face has: nearly every text is of these alone."""
Ranges = tuple[tuple[int, ...], tuple[int, ...]]
"""First and last code points of the ranges, ascending."""


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that no face can draw, each once; none where there is no face."""
    from counter_app.documents.fonts import fonts

    try:
        fonts()
    except CounterError:
        return ()
    return tuple(dict.fromkeys(each for each in text if not drawable(each)))


def in_signs(text: str) -> str:
    """The text as a screen shows it: where no face has a glyph, 〓 and the code, as on paper."""
    if _USUAL.fullmatch(text) or not (letters := missing(text)):
        return text
    codes = "、".join(f"U+{ord(each):04X}" for each in letters)
    return "".join("〓" if each in letters else each for each in text) + f"（{codes}）"


@cache
def drawable(character: str) -> bool:
    """Whether one of the serif faces has a glyph for the character.

    Some faces fill private code points with signs of their own: those are never what was meant.
    """
    # Imported for a text that is not the usual: the window's first words are drawn without.
    from counter_app.basics.private_use import is_noncharacter, is_private
    from counter_app.basics.text import JOINERS
    from counter_app.documents.fonts import fonts

    if character.isspace() or character in JOINERS:
        return True
    if is_private(character) or is_noncharacter(character):
        return False
    return any(_within(_ranges(path), ord(character)) for path in fonts().files)


def _within(ranges: Ranges, code: int) -> bool:
    firsts, lasts = ranges
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]


@cache
def _ranges(path: Path) -> Ranges:
    """The code points of a font file (its first face, where it is a collection)."""
    with path.open("rb") as file:
        head = file.read(16)
        offset = struct.unpack(">I", head[12:16])[0] if head[:4] == b"ttcf" else 0
        file.seek(offset)
        tables = struct.unpack(">4xH6x", file.read(12))[0]
        for _ in range(tables):
            tag, start, length = struct.unpack(">4s4xII", file.read(16))
            if tag == b"cmap":
                file.seek(start)
                return _ranges_of_cmap(file.read(length))
    return (), ()


def _ranges_of_cmap(table: bytes) -> Ranges:
    """The richest subtable that is read here: format 12 (all planes), else format 4."""
    count = struct.unpack_from(">H", table, 2)[0]
    found: dict[int, int] = {}
    for index in range(count):
        start = struct.unpack_from(">4xI", table, 4 + 8 * index)[0]
        found.setdefault(struct.unpack_from(">H", table, start)[0], start)
    if 12 in found:
        return _format_12(table, found[12])
    return _format_4(table, found[4]) if 4 in found else ((), ())


def _format_12(table: bytes, start: int) -> Ranges:
    groups = struct.unpack_from(">I", table, start + 12)[0]
    body = table[start + 16 : start + 16 + 12 * groups]
    entries = [
        entry for entry in struct.iter_unpack(">III", body) if entry[2] or entry[0] < entry[1]
    ]
    return tuple(entry[0] for entry in entries), tuple(entry[1] for entry in entries)


def _format_4(table: bytes, start: int) -> Ranges:
    double = struct.unpack_from(">H", table, start + 6)[0]
    form = f">{double // 2}H"
    lasts = struct.unpack_from(form, table, start + 14)
    firsts = struct.unpack_from(form, table, start + 16 + double)
    return firsts, lasts
