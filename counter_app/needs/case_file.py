"""One case as far as its content is there: what was declared, signed, consented, taken, promised.

Contents that were erased, or cannot be read by this program, are absent. Must not judge.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from counter_app.basics import exact_json
from counter_app.cases.actions import Action, Entry, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.joined import joined, joined_of
from counter_app.cases.kinds import KINDS
from counter_app.cases.replay import replay_apart
from counter_app.forms import matter

_decode_entry = msgspec.json.Decoder(Entry).decode
_OF_PARTS = ("document", "declared", "people")
"""What a file makes of the parts that its case is joined of, and of nothing else."""
Json = object
Found = TypeVar("Found")


def read_json(raw: bytes) -> Json:
    """The JSON, or None for one that no counter would have read: too large, too deep, none."""
    if not matter.is_bounded(raw):
        return None
    try:
        return exact_json.loads(raw.decode())
    except (ValueError, RecursionError):
        return None


def read_entry(raw: bytes) -> Json:
    """The element of format 1 that an entry carries; None where nobody can read it."""
    try:
        return read_json(bytes(_decode_entry(raw).entry))
    except (msgspec.DecodeError, RecursionError):
        return None


def document_of(
    state: CaseState, contents: Mapping[str, bytes], whole: Iterable[str]
) -> dict[str, object]:
    """Format 1 of the case; without the form, where that is not there."""
    read = {name: read_entry(raw) for name, raw in contents.items() if name != state.content}
    entries = {name: entry for name, entry in read.items() if entry is not None}
    form = read_json(contents.get(state.content, b"null"))
    content = form if isinstance(form, dict) else {}
    return joined(state, content, entries, frozenset(whole))


@dataclass(frozen=True)
class CaseFile:
    """A case with its actions in order and the contents that are there, by action."""

    actions: Sequence[Action]
    contents: Mapping[str, bytes]
    found: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was made out of it once, for whoever asks again."""
    found_declared: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """The same of what is declared alone, whatever else happens to the case."""

    def once(self, key: object, make: Callable[[], Found]) -> Found:
        """What `make` makes of the file alone and what the key names; made at the first asking."""
        return _once(self.found, key, make)

    def once_declared(self, key: object, make: Callable[[], Found]) -> Found:
        """The same of what `make` makes of the content that holds alone."""
        return _once(self.found_declared, key, make)

    @cached_property
    def _replayed(self) -> CaseState | None:
        return replay_apart(self.actions).state

    @property
    def is_received(self) -> bool:
        """Whether its receipt is here; without it the case is nothing yet."""
        return self._replayed is not None

    @property
    def state(self) -> CaseState:
        """The case after all of its actions; ValueError where it has no receipt."""
        state = self._replayed
        if state is None:
            raise ValueError("a case begins with its receipt")
        return state

    @cached_property
    def document(self) -> dict[str, object]:
        """Format 1 as it came in, with what was done since."""
        return document_of(self.state, self.contents, self._whole)

    @cached_property
    def declared(self) -> dict[str, object]:
        """The content that holds."""
        return matter.split(self.document).content

    @cached_property
    def people(self) -> tuple[matter.Person, ...]:
        """The household of the content that holds, the applicant first."""
        return matter.concerns(self.declared)

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(each.action_id for each in self.actions if each.facts.get("whole"))

    def action(self, name: str) -> Action | None:
        """The action of that id."""
        return next((each for each in self.actions if each.action_id == name), None)

    def revision(self, content: str) -> int:
        """Which of the contents that have held it is, from 1; 0 for one that never held."""
        held, count = "", 0
        for each in self.actions:
            kind = KINDS.get(each.kind)
            settles = each.kind == Kind.CONTENT_SETTLED
            revises = each.kind == Kind.FORM_REVISED and each.facts.get("base") == held
            if (kind and kind.first) or settles or revises:
                held, count = each.action_id, count + 1
                if held == content:
                    return count
        return 0

    def entry(self, name: str) -> Json:
        """The element of format 1 that an action brought; None where it is not there."""
        return read_entry(self.contents.get(name, b""))

    def words(self, name: str) -> dict[str, object]:
        """What a person wrote with an action; nothing where it is not here."""
        read = read_json(self.contents.get(name, b""))
        return read if isinstance(read, dict) else {}

    def after(self, action: Action, content: bytes | None) -> "CaseFile":
        """The case with one action more; what that leaves as it was is not made anew."""
        more = {} if content is None else {action.action_id: content}
        file = CaseFile([*self.actions, action], {**self.contents, **more})
        before, kind = self.__dict__.get("_replayed"), KINDS.get(action.kind)
        if before is None or (kind and kind.first):
            return file
        state = replay_apart([action], before).state
        made = {"_replayed": state}
        if state and joined_of(state) == joined_of(before):
            made |= {name: self.__dict__[name] for name in _OF_PARTS if name in self.__dict__}
            file.found_declared.update(self.found_declared)
        file.__dict__.update(made)
        return file


def _once(kept: dict[object, Any], key: object, make: Callable[[], Found]) -> Found:
    if key not in kept:
        kept[key] = make()
    found: Found = kept[key]
    return found
