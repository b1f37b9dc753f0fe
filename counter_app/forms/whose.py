"""Whom the entries beside a content are about: they name persons by ID number.

Of several people with one number all but one are wrong, and nobody can say which. What names them
by it goes to them in turn, in the order of the household, as a draft writes its entries; what is
left over goes to the last of them, as a later answer. The one place where a number becomes a
position. Must not judge a number.
"""

from collections import Counter
from collections.abc import Iterable


class Whose:
    """Reads the entries of one household from first to last."""

    def __init__(self, numbers: Iterable[str]) -> None:
        """`numbers` are those of the household by position, 0 the applicant; empty for none."""
        self._positions: dict[str, list[int]] = {}
        for position, number in enumerate(numbers):
            if number:
                self._positions.setdefault(number, []).append(position)
        self._turn: Counter[tuple[str, str]] = Counter()

    def position(self, number: str, of: str = "") -> int | None:
        """Whom the next entry with this number is about; None where nobody has it.

        `of` tells lists of one entry a person apart: consents, a material, what is promised of it.
        """
        positions = self._positions.get(number)
        if positions is None:
            return None
        at = min(self._turn[of, number], len(positions) - 1)
        self._turn[of, number] += 1
        return positions[at]
