"""The error catalogue: what happened, why and what to do, in the clerk's words.

Every error that a person can meet is one entry here; a test provokes each. An entry never
carries personal data, because its text may be logged. Must not decide how an error is shown.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """One kind of trouble: `title` says what happened, `advice` what to do next."""

    code: str
    title: str
    advice: str


class CounterError(Exception):
    """A trouble from the catalogue; `facts` fill the braces of its texts and are never personal."""

    def __init__(self, entry: Entry, **facts: str | int) -> None:
        super().__init__(entry.code)
        self.entry = entry
        self.facts = facts

    @property
    def title(self) -> str:
        """What happened, one sentence."""
        return self.entry.title.format(**self.facts)

    @property
    def advice(self) -> str:
        """What to do next, one sentence."""
        return self.entry.advice.format(**self.facts)

    def __str__(self) -> str:
        return f"{self.title}。{self.advice}。"
