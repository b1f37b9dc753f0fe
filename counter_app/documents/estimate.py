"""Reckons in ems what a cell will hold, where nothing can measure: Word, and pages not yet set.

An ideograph is one em, everything else little more than half. Must not be used where a layout
can measure.
"""

from math import ceil

from counter_app.documents.cells import COLUMN_MM, CellKind
from counter_app.documents.form_sheet import FilledCell, FilledRow
from counter_app.documents.pieces import plain

LINE = 1.2
"""Height of a line in ems."""
_BESIDE, _ABOVE = 3.6, 2.4
"""Padding of a cell, both sides together, in millimetres."""
_MM_A_POINT = 25.4 / 72
_HANGS = 2
"""Ems that the number of an item takes."""


def ems(text: str) -> float:
    """How wide a text is, in ems."""
    return sum(0.55 if ord(letter) < 0x2E80 else 1.0 for letter in text)


def _lines(filled: FilledCell, size: float) -> int:
    em = size * _MM_A_POINT
    width = filled.cell.span * COLUMN_MM - _BESIDE - (_HANGS * em if filled.numbered else 0)
    return sum(_rows(plain(line), em, width) for line in filled.lines)


def _rows(text: str, em: float, width: float) -> int:
    if len(text) * em <= width:  # nothing is wider than an em
        return 1
    return ceil(ems(text) * em / width)


def fits(filled: FilledCell, height: float, size: float) -> bool:
    """Whether the lines fit a row of so many millimetres at a size."""
    return _lines(filled, size) * size * _MM_A_POINT * LINE <= height - _ABOVE


def least_height(row: FilledRow, tight: float) -> float:
    """A row's own least height, from its usual (0) to its tight one (1)."""
    return row.row.height + (row.row.tight - row.row.height) * tight


def row_height(row: FilledRow, tight: float) -> float:
    """What a row will need, in millimetres: its least height or that of its tallest value."""
    least = least_height(row, tight)
    heights = [
        _lines(cell, size) * size * _MM_A_POINT * LINE + _ABOVE
        for cell in row.cells
        if cell.lines and cell.cell.kind in (CellKind.VALUE, CellKind.ITEMS)
        for size in (fitting_size(cell, row.row.height),)
    ]
    return max(least, *heights) if heights else least


def tightness(rows: tuple[FilledRow, ...], room: float) -> float | None:
    """The loosest of eleven steps at which rows fit the room; None where not even the last does."""
    steps = (step / 10 for step in range(11))
    return next((t for t in steps if sum(row_height(row, t) for row in rows) <= room), None)


def fitting_size(filled: FilledCell, height: float) -> float:
    """The largest size that fits the row, without a broken line if one does; else the least."""
    fitting = [size for size in filled.sizes if fits(filled, height, size)]
    unbroken = [size for size in fitting if _lines(filled, size) <= len(filled.lines)]
    return max(unbroken or fitting or filled.sizes[-1:])
