"""What an `Annotated` field carries beside its type: its words and when it is asked.

Must not know how a value is read (`kinds`) or judged (`checks`).
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class When:
    """Holds while the field `key` of the same object has (or, a set, holds) one of `values`."""

    key: str
    values: tuple[object, ...]

    def holds(self, value: object) -> bool:
        """Whether the value of `key`, read or as typed, None for unset, opens the field."""
        if value is None:
            return None in self.values
        if isinstance(value, (tuple, list)):
            return any(self._has(each) for each in value)
        return self._has(value)

    def _has(self, value: object) -> bool:
        """Membership in which the number 1 is not the answer yes."""
        if isinstance(value, str):
            return value.strip() in self.values
        return any(value == each and type(value) is type(each) for each in self.values)


def when(key: str, *values: object) -> When:
    """`When` in the words of a declaration."""
    return When(key, values)


@dataclass(frozen=True, slots=True)
class Ask:
    """How a field is asked: `label` is printed in 附件 1, `short` names it in a sentence."""

    label: str
    help: str = ""
    """A hint beneath it; of a field that may be left empty it says so too."""
    unit: str = ""
    short: str = ""
    shown_when: When | None = None
    required_when: When | None = None
    required_unless: When | None = None
    hidden: Literal["judged", "ignored", "refused"] = "judged"
    """What becomes of a value that is there although the field is not asked."""
    absent: str = "missing"
    """The error code of an absent value that is required."""
    default: str = ""
    """What an absent value means, in the words of the format."""

    @property
    def name(self) -> str:
        """The short name, for messages and lists."""
        return self.short or self.label
