"""Breaking a line of Chinese by its width.

No line begins with a closing mark; numbers and articles of law stay whole; a few letters behind
a comma go to the next line together with what follows.
"""

import re

from PySide6.QtGui import QFontMetrics

_PIECES = re.compile(r"第[一二三四五六七八九十百]+条|[A-Za-z0-9.,:/÷×²-]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：！？）》”’…")
_SHORT_TAIL = 5


def wrapped(
    metrics: QFontMetrics, text: str, room: int, first_room: int | None = None
) -> list[str]:
    """The lines of `text` in `room` pixels, the first of them in `first_room`.

    A first room too small for anything leaves an empty first line.
    """
    limit = room if first_room is None else first_room
    if metrics.horizontalAdvance(text) <= limit:
        return [text]
    lines = [""]
    for piece in _PIECES.findall(text):
        longer = lines[-1] + piece
        hangs = bool(lines[-1]) and piece in _NOT_FIRST
        alone = not lines[-1] and len(lines) > 1
        if hangs or alone or metrics.horizontalAdvance(longer) <= limit:
            lines[-1] = longer
        else:
            lines[-1], tail = _short_tail(lines[-1])
            lines.append((tail + piece).lstrip())
            limit = room
    return lines


def _short_tail(line: str) -> tuple[str, str]:
    """A line and the few letters behind its last comma."""
    head, comma, tail = line.rpartition("，")
    if comma and 0 < len(tail) <= _SHORT_TAIL:
        return head + comma, tail
    return line, ""
