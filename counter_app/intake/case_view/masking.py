"""Names and numbers as somebody sees them who has given no reason: 王*, the last four, the ends.

A text without any of the household's names comes back as it is. Must not know who looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.forms import matter

_TAIL = 4
_ENDS = (3, 4)
_STARS = "****"


def masked_name(name: str) -> str:
    """`王*`, whatever its length."""
    return f"{name[:1]}*" if name else ""


def tail(number: str) -> str:
    """The last four of an ID number."""
    return number[-_TAIL:]


def masked_phone(number: str) -> str:
    """`139****6612`; what is too short for that is stars alone."""
    first, last = _ENDS
    return f"{number[:first]}{_STARS}{number[-last:]}" if len(number) > first + last else _STARS


@dataclass(frozen=True)
class Mask:
    """Hides the names of a household in sentences; `off` lets everything be seen."""

    names: tuple[str, ...] = ()
    off: bool = False

    @classmethod
    def of(cls, contents: Iterable[matter.Content], *, off: bool = False) -> "Mask":
        """For the households of these contents, the longest name first."""
        names = {who.name for each in contents for who in matter.concerns(each)}
        long_ones = (each for each in names if len(each) > 1)
        return cls(tuple(sorted(long_ones, key=len, reverse=True)), off)

    def name(self, name: str) -> str:
        """One name."""
        return name if self.off else masked_name(name)

    def text(self, text: str) -> str:
        """A sentence in which names may stand."""
        if self.off:
            return text
        for name in self.names:
            text = text.replace(name, masked_name(name))
        return text

    def number(self, number: str) -> str:
        """An ID number."""
        return number if self.off or not number else f"尾号 {tail(number)}"

    def phone(self, number: str) -> str:
        """A telephone."""
        return number if self.off or not number else masked_phone(number)
