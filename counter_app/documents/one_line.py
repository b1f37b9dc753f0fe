"""What surely stands on one line, so that no layout has to measure it.

Reckons with the widest that any face of the papers draws. Must not be asked whether a text is too
long: what is not surely on one line may be.
"""

import re

from counter_app.documents.pieces import Line, Long, Word, plain

_POINT_MM = 25.4 / 72
_USUAL = re.compile(r"[ -~\u4e00-\u9fff·²√、，。：；／（）《》〔〕【】]*")
"""What no face draws wider than its size."""
_NARROW = re.compile(r"[0-9*,.:-]")
_NARROW_EMS = 0.56
"""What no face draws wider than so much of its size."""


def on_one_line(line: Line, points: float, millimetres: float) -> str | None:
    """The line's text, where it is surely no wider at that size; else None."""
    if not all(isinstance(piece, (str, Word, Long)) for piece in line):
        return None
    text = plain(line)
    if not _USUAL.fullmatch(text):
        return None
    wide = float(len(text))
    em = points * _POINT_MM
    if wide * em > millimetres:
        wide -= (1 - _NARROW_EMS) * len(_NARROW.findall(text))
    return text if wide * em <= millimetres else None
