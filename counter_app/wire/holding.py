"""How much of a stream somebody holds: a number of actions and the sum of their hashes.

The sum is that of the first 64 bits of each hash, so it can be carried on action by action and
does not ask in which order they came. It finds what was skipped or lost, not what was forged: that
is the chain's.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_MODULUS = 1 << 64
_TEXT = re.compile(r"([0-9]{1,15})/([0-9a-f]{16})")


class Holding(NamedTuple):
    """Actions of one stream."""

    actions: int = 0
    digest: int = 0

    def with_hashes(self, hashes: Sequence[str]) -> "Holding":
        """So many actions more, by their hashes in hex."""
        digest = sum(int(each[:16], 16) for each in hashes)
        return Holding(self.actions + len(hashes), (self.digest + digest) % _MODULUS)

    def and_also(self, other: "Holding") -> "Holding":
        """Both together."""
        return Holding(self.actions + other.actions, (self.digest + other.digest) % _MODULUS)

    def __str__(self) -> str:
        return f"{self.actions}/{self.digest:016x}"

    @classmethod
    def parse(cls, text: str) -> "Holding | None":
        """The holding that the text is, or None."""
        found = _TEXT.fullmatch(text)
        return cls(int(found[1]), int(found[2], 16)) if found else None
