"""What an `Annotated` field carries beside its type: its words and when it is asked.

Must not know how a value is read (`kinds`) or judged (`checks`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True, slots=True)
class When:
    """Holds while the field `key` of the same object has (or, a set, holds) one of `values`."""

    key: str
    values: tuple[object, ...]

    def holds(self, value: object) -> bool:
        """Whether the value of `key`, read or as typed, None for unset, opens the field."""
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


class Choice(StrEnum):
    """An enumeration whose value stands in the format and whose `label` is for people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read through the same function as the form's walker."""
        from counter_app.asking.readers import choice_reader

        return core_schema.no_info_plain_validator_function(choice_reader(cls))

    @classmethod
    def options(cls) -> tuple[tuple[str, str], ...]:
        """Value and label of each, in the order of the form."""
        return tuple((str(member), member.label) for member in cls)


def labels(chosen: Iterable[Choice]) -> str:
    """The labels of several choices in one line."""
    return "、".join(each.label for each in chosen)
