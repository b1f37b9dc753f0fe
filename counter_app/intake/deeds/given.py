"""What was said of an act, key by key; what lacks or is none of its words is named at once.

Persons are `applicant`, `member:N` (from 1) or an id. Must not know what an act does with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from counter_app.basics.catalogue.acts import ACT_KEYS, ACT_PERSON
from counter_app.basics.errors import CounterError
from counter_app.forms import matter
from counter_app.needs.case_file import CaseFile
from counter_app.rules.policy import Policy

_MOST = 100_000
"""Of copies, pages and days."""


@dataclass(frozen=True)
class Given:
    """The case, the policy that it is under, the day, and the keys."""

    file: CaseFile
    policy: Policy
    newest: Policy
    """That in force now: letters are numbered and worded by it."""
    today: date
    keys: Mapping[str, object]

    def need(self, *names: str) -> None:
        """Raises ACT_KEYS naming all of these that are not there."""
        lacks = [name for name in names if self.keys.get(name) in (None, "")]
        if lacks:
            raise CounterError(ACT_KEYS, keys="、".join(lacks))

    def text(self, name: str, usual: str = "") -> str:
        """A text; `usual` where the key is not there. Raises ACT_KEYS for what is no text."""
        value = self.keys.get(name, usual)
        if not isinstance(value, str):
            raise CounterError(ACT_KEYS, keys=name)
        return value.strip()

    def number(self, name: str, usual: int = 0) -> int:
        """A whole number; raises ACT_KEYS for anything else."""
        value = self.keys.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise CounterError(ACT_KEYS, keys=name)
        if not 0 <= value < _MOST or value % 1:
            raise CounterError(ACT_KEYS, keys=name)
        return int(value)

    def truth(self, name: str, usual: bool = False) -> bool:
        """Yes or no; raises ACT_KEYS for anything else."""
        value = self.keys.get(name, usual)
        if not isinstance(value, bool):
            raise CounterError(ACT_KEYS, keys=name)
        return value

    def day(self, name: str) -> str:
        """A day, today where the key is not there; raises ACT_KEYS for what is none."""
        text = self.text(name, self.today.isoformat())
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise CounterError(ACT_KEYS, keys=name) from None

    def one_of(self, name: str, words: frozenset[str]) -> str:
        """One of these words; raises ACT_KEYS."""
        value = self.text(name)
        if value not in words:
            raise CounterError(ACT_KEYS, keys=f"{name}（{'、'.join(sorted(words))}）")
        return value

    def position(self, name: str = "person") -> int:
        """Whom it is about, as a position of the household; raises ACT_PERSON."""
        said = self.text(name, "applicant")
        count = matter.person_count(self.file.declared)
        ids = [self.file.state.person(position) for position in range(count)]
        if said == "applicant":
            return 0
        if said in ids:
            return ids.index(said)
        head, _, place = said.partition(":")
        if head == "member" and place.isdecimal() and 0 < int(place) < count:
            return int(place)
        raise CounterError(ACT_PERSON)

    def person(self, position: int) -> str:
        """The id of somebody of the household."""
        return self.file.state.person(position)

    def who(self, position: int) -> matter.Person:
        """Name and number of somebody of the household; raises ACT_PERSON."""
        people = self.file.people
        if position >= len(people):
            raise CounterError(ACT_PERSON)
        return people[position]
