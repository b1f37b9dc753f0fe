"""Case numbers as they stand on paper: `620702-2026-03-00017`. Must not decide which is next."""

import re
from dataclasses import dataclass
from functools import lru_cache

HIGHEST_BELIEVED = 9_999_999
"""A counter believes no higher running number: a window that received for a lifetime stays far
below."""
HIGHEST_TAKEN = HIGHEST_BELIEVED + 1
"""What a server takes: the number after the highest that a counter believes."""
LARGEST_JUMP = 10_000
"""How far a number may lie above the highest that is known of its window and year. A window gives
a few thousand a year; what lies further is a fault or a lie, and would use up the window's
numbers."""
_LONGEST = 30
_PATTERN = re.compile(r"([0-9]{6})-([0-9]{4})-([0-9]{2})-([0-9]{5}|[1-9][0-9]{5,})")
"""A number has one spelling: one with more zeros would be another text for what is taken."""


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """County of the hall, year of receipt, window code (unique in the county), running number."""

    county: str
    year: int
    window: str
    running: int

    def __str__(self) -> str:
        return f"{self.county}-{self.year:04}-{self.window}-{self.running:05}"

    @classmethod
    def parse(cls, text: str) -> "CaseNumber | None":
        """The number that the text is, or None."""
        return _parsed(text) if len(text) <= _LONGEST else None


@lru_cache(64)
def _parsed(text: str) -> CaseNumber | None:
    """A server asks several times of each number."""
    found = _PATTERN.fullmatch(text)
    if not found:
        return None
    county, year, window, running = found.groups()
    return CaseNumber(county, int(year), window, int(running))
