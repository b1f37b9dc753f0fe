"""A few words that a screen says beneath a field or in a line, with their tone.

Must not know how a tone is drawn.
"""

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """How words are meant."""

    HINT = "hint"
    """Worth knowing; nothing is to be done."""
    WRONG = "wrong"
    MISSING = "missing"
    REVIEW = "review"
    """Worth a second look."""
    FAIL = "fail"
    """A rule is not met."""
    DONE = "done"
    OPEN = "open"
    """Nobody has come that far."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words and their tone; no words, nothing is said."""

    words: str = ""
    tone: Tone = Tone.HINT


NOTHING = Said()
