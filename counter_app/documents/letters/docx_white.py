"""How much white a letter has in .docx: less where it would just outgrow its page.

An office lays out pages itself, so heights are reckoned in ems, as those of the form are. Must not
be used where a layout can measure.
"""

from dataclasses import dataclass
from math import ceil

from counter_app.documents.estimate import LINE, ems
from counter_app.documents.letters.sheet import (
    LABEL,
    Block,
    Heading,
    LetterFacts,
    Paragraph,
    Rows,
    Sheet,
    Signs,
    Terms,
)
from counter_app.documents.pieces import Line, plain

_POINT = 25.4 / 72
_MARGIN, _PADDING = 2.8, 0.8
"""Of a cell, left with right and top with bottom, in millimetres."""
_HEAD, _SCAN, _COPIES, _ROOM = 41.0, 47.0, 6.0, 257.0
_SIGN_LINE = 14.5


@dataclass(frozen=True, slots=True)
class White:
    """Least heights and distances: of rows in millimetres, of lines in twentieths of a point."""

    row: float
    sign: float
    pitch: int
    around: int

    @property
    def text_line(self) -> float:
        """A line of running text in millimetres."""
        return self.pitch / 20 * _POINT


USUAL = White(row=6.6, sign=10.5, pitch=370, around=60)
LESS = White(row=5.4, sign=9.0, pitch=340, around=30)


def white_of(sheet: Sheet) -> White:
    """The usual, or less where the letter is a page with less alone."""
    fits_usual, fits_less = (_height(sheet, each) <= _ROOM for each in (USUAL, LESS))
    return LESS if fits_less and not fits_usual else USUAL


def _height(sheet: Sheet, white: White) -> float:
    blocks = sum(_of(each, sheet.width, white) + 2.1 for each in sheet.blocks)
    scan = _SCAN if sheet.scan or sheet.seal else 0
    rows = 0 if sheet.delivery is None else 3 if sheet.delivery.refusal else 2
    delivery = 9 + rows * white.sign if sheet.delivery else 0
    return _HEAD + blocks + scan + delivery + _COPIES


def _of(block: Block, wide: float, white: White) -> float:
    match block:
        case Paragraph(line, _):
            around = 2 * white.around / 20 * _POINT
            return _lines(line, wide, 12) * white.text_line + around
        case Heading():
            return 6.5
        case LetterFacts(rows):
            return len(rows) * white.row
        case Terms(rows, heights):
            least = (*heights, *(0.0,) * len(rows))
            return sum(
                max(_row(((said, wide - LABEL),), white), high)
                for (_, said), high in zip(rows, least, strict=False)
            )
        case Signs(labels, _):
            return len(labels) * _SIGN_LINE
        case Rows(columns, rows, total):
            widths = tuple(each.width for each in columns)
            body = sum(_row(tuple(zip(row, widths, strict=True)), white) for row in rows)
            return body + white.row * (2 if total else 1)


def _row(cells: tuple[tuple[Line, float], ...], white: White) -> float:
    lines = max(_lines(line, width - _MARGIN, 10.5) for line, width in cells)
    return max(white.row, lines * 10.5 * LINE * _POINT + _PADDING)


def _lines(line: Line, width: float, size: float) -> int:
    return max(1, ceil(ems(plain(line)) * size * _POINT / width))
