"""QR codes as runs of black modules: the receipt's address and the small revision code.

Layouts draw the runs as one path. Must not know what an address means.
"""

from functools import lru_cache
from typing import TypedDict

import qrcode
from qrcode.constants import ERROR_CORRECT_M

MAX_ADDRESS = 84
"""Bytes that fit version 5-M, which every reader takes at 30 mm and 203 dpi."""


class Code(TypedDict):
    """`size` modules a side; each run is (row, first column, length)."""

    size: int
    runs: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=64)
def code_of(text: str) -> Code:
    """The code of a text at level M, as small as it goes."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    made.add_data(text)
    made.make(fit=True)
    matrix = made.get_matrix()
    runs = tuple(
        (row, start, length)
        for row, modules in enumerate(matrix)
        for start, length in _runs(modules)
    )
    return {"size": len(matrix), "runs": runs}


def _runs(modules: list[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for column, black in enumerate(modules):
        if not black:
            continue
        if found and found[-1][0] + found[-1][1] == column:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((column, 1))
    return found
