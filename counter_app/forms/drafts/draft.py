"""A draft: flat, as typed, persons named by UUID; and the ways between it and format 1.

Every block of all four types is kept in one bag (`details.<key>`); a key that two types share
has one value. Keys that the form does not know are kept but never written to a document.
Must not judge a value and must not store anything.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias, cast

Value: TypeAlias = object
"""A JSON value as typed: text, boolean, list of keys."""

APPLICANT = "applicant"
CASE = "case"
MEMBERS = "household.members"


def new_uuid() -> str:
    """A fresh random UUID for a person or a row."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class SetValue:
    """Put what was typed under a key; None takes the key away."""

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class AddRow:
    """Open a row of a list (`household.members`, `assets.<category>.items`) at a place."""

    rows: str
    uuid: str
    at: int


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """Take a row of a list away, with all that was typed in it."""

    rows: str
    uuid: str


Edit = SetValue | AddRow | RemoveRow


def edit_to_json(edit: Edit) -> dict[str, Value]:
    """The edit as a JSON object, for the journal."""
    if isinstance(edit, SetValue):
        return {"set": edit.key, "value": edit.value}
    if isinstance(edit, AddRow):
        return {"add": edit.rows, "uuid": edit.uuid, "at": edit.at}
    return {"remove": edit.rows, "uuid": edit.uuid}


def edit_from_json(saved: dict[str, Value]) -> Edit:
    """The edit that `edit_to_json` wrote."""
    if "set" in saved:
        return SetValue(str(saved["set"]), saved["value"])
    if "add" in saved:
        return AddRow(str(saved["add"]), str(saved["uuid"]), cast(int, saved["at"]))
    return RemoveRow(str(saved["remove"]), str(saved["uuid"]))


@dataclass(slots=True)
class Draft:
    """What the clerk typed so far."""

    applicant_uuid: str = field(default_factory=new_uuid)
    values: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)

    def apply(self, edit: Edit) -> tuple[Edit, ...]:
        """Do the edit; returns the edits that undo it. An edit of no effect returns none."""
        if isinstance(edit, SetValue):
            return self._set(edit)
        if isinstance(edit, AddRow):
            return self._add(edit)
        return self._remove(edit)

    def text(self, key: str) -> str:
        """What stands under a key as text; nothing for what is not a text."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def people(self) -> tuple[str, ...]:
        """The UUIDs of the household: the applicant, then the members in order."""
        return (self.applicant_uuid, *self.rows.get(MEMBERS, ()))

    def person_key(self, person: str, key: str) -> str:
        """The draft key of a person's field, whether applicant or member."""
        return f"{APPLICANT if person == self.applicant_uuid else f'{MEMBERS}.{person}'}.{key}"

    def copy(self) -> "Draft":
        """A draft of its own with the same content."""
        rows = {name: list(uuids) for name, uuids in self.rows.items()}
        return Draft(self.applicant_uuid, dict(self.values), rows)

    def _set(self, edit: SetValue) -> tuple[Edit, ...]:
        before = self.values.get(edit.key)
        if before == edit.value and type(before) is type(edit.value):
            return ()
        if edit.value is None:
            del self.values[edit.key]
        else:
            self.values[edit.key] = edit.value
        return (SetValue(edit.key, before),)

    def _add(self, edit: AddRow) -> tuple[Edit, ...]:
        uuids = self.rows.setdefault(edit.rows, [])
        if edit.uuid in uuids:
            return ()
        uuids.insert(edit.at, edit.uuid)
        return (RemoveRow(edit.rows, edit.uuid),)

    def _remove(self, edit: RemoveRow) -> tuple[Edit, ...]:
        uuids = self.rows.get(edit.rows, [])
        if edit.uuid not in uuids:
            return ()
        place = uuids.index(edit.uuid)
        uuids.remove(edit.uuid)
        gone = [key for key in self.values if edit.uuid in key.split(".")]
        back = [SetValue(key, self.values.pop(key)) for key in gone]
        return (AddRow(edit.rows, edit.uuid, place), *back)


NewUuid = Callable[[], str]
