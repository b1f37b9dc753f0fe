"""What the stand-in was told to answer, to whom, how slowly and how wrongly.

    {"latency_ms": 50, "items": {"civil_affairs.marriage": {"down": true}}, "unknown": "none",
     "people": {"<ID number>": {"<item>": {"outcome": "found", "match": {…}, "coverage": {…},
                                           "records": [{…}]}}}}

Must not know HTTP.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from counter_app.basics.private_use import standard

SAME, LIKE, OTHER = 1, 3, 4
"""How a name matches."""


class ItemSetting(msgspec.Struct, frozen=True):
    """How one item behaves.

    `error`: what is answered instead; `later_s`: until when nothing is there yet; `wrong`: one of
    the ways of `wrong.py`.
    """

    down: bool = False
    delay_ms: float = 0
    error: str = ""
    later_s: float = 0
    wrong: str = ""


class Given(msgspec.Struct, frozen=True):
    """What a department says of one person."""

    outcome: str = "found"
    match: dict[str, int] = {}
    coverage: dict[str, str] = {}
    records: list[dict[str, Any]] = []
    name: str = ""
    """As the register spells it: then how the names match is worked out."""

    def matching(self, asked: str) -> dict[str, int]:
        """How number and name that were asked are like those of the register."""
        if not self.name:
            return self.match
        alike = LIKE if standard(asked) == standard(self.name) else OTHER
        return {**self.match, "name": SAME if asked == self.name else alike}


class Asked(msgspec.Struct, frozen=True):
    """One call, as it came."""

    at: str
    style: str
    query_id: str
    item: str
    person: str
    consent: str
    asked_by: str
    case_number: str
    name: str = ""
    material: str = ""


class _Told(msgspec.Struct, frozen=True):
    """The file, and what `/control` changes of it: what is not named stays."""

    latency_ms: float | None = None
    unknown: str | None = None
    key: str | None = None
    items: dict[str, ItemSetting] = {}
    people: dict[str, dict[str, Given]] = {}


_decode = msgspec.json.Decoder(_Told).decode


class Answers:
    """All of it, as it is now."""

    def __init__(self) -> None:
        self.latency_ms: float = 0
        self.unknown = "none"
        self.key = ""
        """Where it is set, what is signed otherwise is turned away."""
        self.asked: list[Asked] = []
        self._items: dict[str, ItemSetting] = {}
        self._people: dict[str, dict[str, Given]] = {}
        self._since: dict[str, float] = {}

    @classmethod
    def of_file(cls, file: Path) -> "Answers":
        """Those of a file; OSError, `msgspec.DecodeError` where it cannot be read."""
        answers = cls()
        answers.change(file.read_bytes())
        return answers

    def change(self, raw: bytes) -> None:
        """Take over what is named; `msgspec.DecodeError` for what has another shape."""
        told = _decode(raw)
        self.latency_ms = self.latency_ms if told.latency_ms is None else told.latency_ms
        self.unknown = self.unknown if told.unknown is None else told.unknown
        self.key = self.key if told.key is None else told.key
        self._items.update(told.items)
        self._people.update(told.people)

    def setting(self, item: str) -> ItemSetting:
        """How the item behaves."""
        return self._items.get(item, ItemSetting())

    def given(self, person: str, item: str) -> Given:
        """What is said of the person."""
        said: Mapping[str, Given] = self._people.get(person, {})
        return said.get(item) or Given(outcome=self.unknown)

    def is_later(self, asked: Asked) -> bool:
        """Whether the answer to this question is not there yet."""
        begun = self._since.setdefault(asked.query_id, time.monotonic())
        return time.monotonic() - begun < self.setting(asked.item).later_s
