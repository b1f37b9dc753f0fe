"""An enumeration of the format: its values, its labels, and how one is read.

Must not know which choices there are.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from counter_app.asking.readers import Read, invalid, read_number_text, read_written


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
        return core_schema.no_info_plain_validator_function(choice_reader(cls))

    @classmethod
    def options(cls) -> tuple[tuple[str, str], ...]:
        """Value and label of each, in the order of the form."""
        return tuple((str(member), member.label) for member in cls)


def labels(chosen: Iterable[Choice]) -> str:
    """The labels of several choices in one line."""
    return "、".join(each.label for each in chosen)


@cache
def choice_reader(choice: type[Choice], narrowed: bool = False) -> Read:
    """The reader of an enumeration: its value as the format spells it."""
    known = {str(member): member for member in choice}
    ready = read_number_text if narrowed else read_written

    def read(value: object) -> Choice:
        if isinstance(value, str) and value in known:
            return known[value]
        text = ready(value)
        if text not in known:
            raise invalid("不在可选项中，请重新选择")
        return known[text]

    return read
