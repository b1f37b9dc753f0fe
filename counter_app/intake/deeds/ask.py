"""What is asked before an act can be made: one thing at a time, of a case on a day.

Must not know an act or a widget.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counter_app.forms import matter
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import Lack
from counter_app.rules.policy import Policy

Said = str | bool | list[str] | None
"""What a control gives."""
Kind = Literal["choice", "text", "day", "number", "yes_no"]
"""How it is answered."""
Options = tuple[tuple[str, str], ...]


_AGAIN = " #"


def key_again(key: str, time: int) -> str:
    """The key under which something is said for the so manieth time, from 1."""
    return f"{key}{_AGAIN}{time}" if time > 1 else key


def time_of(key: str) -> tuple[str, int]:
    """The key as it is asked, and for which time it is said."""
    asked, _, time = key.partition(_AGAIN)
    return asked, int(time) if time.isdecimal() else 1


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked. `usual` stands there before anybody has said anything."""

    key: str
    label: str
    kind: Kind
    usual: Said = None
    options: Options = ()
    hint: str = ""
    may_be_empty: bool = False
    when: tuple[str, frozenset[str]] | None = None
    """Asked only where that other key is one of these words."""

    and_when: tuple[str, frozenset[str]] | None = None
    """And only where this one is too."""
    of_each: str = ""
    """What one of several is called (`条`): all that bear the word are said again for each more."""

    def is_asked(self, said: Mapping[str, Said]) -> bool:
        """Whether it is asked as things are said."""
        conditions = filter(None, (self.when, self.and_when))
        return all(said.get(key) in words for key, words in conditions)

    @property
    def has_nothing(self) -> bool:
        """Whether there is nothing to choose from."""
        return self.kind == "choice" and not self.options


@dataclass(frozen=True)
class Situation:
    """Of what case it is asked, what it owes, under which policies, and on which day."""

    file: CaseFile
    policy: Policy
    newest: Policy
    today: date
    owed: tuple[Lack, ...]
    unanswered: Collection[str] = ()
    """Acts that the server has not answered yet: their letters are not there to be delivered."""

    def persons(self) -> Options:
        """The household by id, the applicant first."""
        people = self.file.people
        count = matter.person_count(self.file.declared)
        return tuple(
            (self.file.state.person(at), each.name) for at, each in enumerate(people[:count])
        )

    @property
    def applicant(self) -> str:
        """The applicant's name; empty where the content is not here."""
        return next((name for _, name in self.persons()), "")

    def on(self, key: str, label: str, hint: str = "") -> Ask:
        """A day, today unless somebody says another."""
        return Ask(key, label, "day", self.today.isoformat(), hint=hint)

    def letters(self, *, undelivered: bool = False) -> Options:
        """The letters that are not void, each with its number."""
        titles = self.newest.words("letters", self.today)
        found = [each for each in self.file.state.letters if not each.void]
        return tuple(
            (each.number, f"{_title(titles, each.paper)}  {each.number}".strip())
            for each in found
            if not (undelivered and (each.delivered or each.action in self.unanswered))
        )


def _title(words: Mapping[str, object], paper: str) -> str:
    said = words.get(paper)
    return str(said.get("title", "")) if isinstance(said, Mapping) else ""
