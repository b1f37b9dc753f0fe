"""The bureau's words on papers: a policy table (`papers`, `letters`), or the shipped one.

The 审核表's own words are not here: they are not policy.
"""

import tomllib
from collections.abc import Mapping
from functools import cache

from counter_app.basics.resources import resource
from counter_app.documents.view import Copy


@cache
def shipped(name: str) -> Mapping[str, object]:
    """A table of words as shipped, in the file of its name."""
    with resource("policy", f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)[name]
    assert isinstance(table, dict)
    return table


class Wording:
    """Looks sentences up by section and name; a table of the bureau replaces the shipped one."""

    def __init__(self, table: Mapping[str, object], name: str = "papers") -> None:
        self._name = name
        self._table = table or shipped(name)

    @property
    def across(self) -> str:
        """The word across what was not received."""
        return self.text("sample", "across")

    def over(self, copy: Copy, *, trial: bool) -> str | None:
        """The word across each page: 样张 over what was not received, 试用 over a trial's."""
        if copy is Copy.SAMPLE:
            return self.across
        return self.text("trial", "across") if trial else None

    def text(self, section: str, name: str, /, **facts: object) -> str:
        """One sentence with its braces filled."""
        value = self._find(section, name)
        assert isinstance(value, str), f"{self._name}.{section}.{name}"
        return value.format(**facts) if facts else value

    def texts(self, section: str, name: str) -> tuple[str, ...]:
        """Several lines or sentences."""
        value = self._find(section, name)
        assert isinstance(value, list), f"{self._name}.{section}.{name}"
        return tuple(str(each) for each in value)

    def pairs(self, section: str, name: str) -> tuple[tuple[str, str], ...]:
        """Several sentences, each with its heading."""
        value = self._find(section, name)
        assert isinstance(value, list), f"{self._name}.{section}.{name}"
        return tuple((str(heading), str(text)) for heading, text in value)

    def number(self, section: str, name: str) -> int:
        """A whole number; true and false are 1 and 0."""
        value = self._find(section, name)
        assert isinstance(value, int), f"{self._name}.{section}.{name}"
        return int(value)

    def _find(self, section: str, name: str) -> object:
        for table in (self._table, shipped(self._name)):
            part = table.get(section)
            if isinstance(part, Mapping) and name in part:
                return part[name]
        raise KeyError(f"{self._name}.{section}.{name}")
