"""From a draft to format 1, and where in it each draft key stands.

A field that is not asked beside its siblings (`shown_when`) stays in the draft and is not written.
Must not judge a value.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, fields_of
from counter_app.forms.assets import Assets
from counter_app.forms.consents import (
    Authorization,
    Commitment,
    Deferral,
    Material,
    Proxy,
    TakenMaterial,
)
from counter_app.forms.drafts.draft import CASE, MEMBERS, Draft, Value
from counter_app.forms.household import Applicant, Member
from counter_app.forms.housing_application import BLOCKS, FORMAT

Document: TypeAlias = dict[str, object]

_PERSON = "person_id_number"


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as format 1, and which draft key stands behind each entry of its lists."""

    document: Document
    names: Mapping[str, tuple[str, ...]]
    """Path of a list (`authorizations`, `household.members`) → the draft key of each entry."""

    def key_of(self, path: str) -> str | None:
        """The draft key of a path of the document; None for an entry that is not there."""
        match = _INDEX.match(path) if "[" in path else None
        if match is None:
            return path
        head, index, field = match[1], int(match[2]), match[3]
        names = self.names.get(head, ())
        if index >= len(names):
            return None
        return names[index] + (f".{field}" if field else "")

    def entries(self, path: str) -> Iterator[tuple[str, Document]]:
        """The entries of a list beside the content, each with its draft key."""
        entries = self.document[path]
        assert isinstance(entries, list)
        return zip(self.names[path], entries, strict=True)

    def consents(self) -> Iterator[tuple[str, Document]]:
        """The consents, each with the UUID of whom it is about."""
        return ((name.partition(".")[2], entry) for name, entry in self.entries("authorizations"))

    def path_of(self, key: str) -> str | None:
        """Where the value of a draft key stands in the document; None if nowhere."""
        head = key.partition(".")[0]
        for path, names in self.names.items():
            if key.startswith(path + ".") or _HEADS.get(path) == head:
                for index, name in enumerate(names):
                    if key == name or key.startswith(name + "."):
                        return f"{path}[{index}]{key[len(name) :]}"
                return None
        return key


def to_document(draft: Draft) -> Document:
    """The draft in format 1: what is asked and not blank, with ID numbers in place of UUIDs."""
    return write(draft).document


def write(draft: Draft) -> Written:
    """The same with the names of its entries, which know their persons by UUID."""
    document: Document = {"format": FORMAT}
    for key in ("applied_on", "region"):
        _put(document, key, draft.values.get(key))
    document["applicant"] = _block(draft, Applicant, "applicant")
    document["details"] = _details(draft)
    members = draft.rows.get(MEMBERS, ())
    document["household"] = {
        "members": [_block(draft, Member, f"{MEMBERS}.{each}") for each in members]
    }
    document["assets"] = {spec.key: _category(draft, spec) for spec in fields_of(Assets)}
    for key, model in (("commitment", Commitment), ("proxy", Proxy)):
        if block := _block(draft, model, key):
            document[key] = block
    names = {rows: tuple(f"{rows}.{row}" for row in uuids) for rows, uuids in draft.rows.items()}
    for path, entries in (
        ("authorizations", _consents(draft)),
        ("materials", _papers(draft, "materials", TakenMaterial)),
        ("deferrals", _papers(draft, "deferrals", Deferral)),
    ):
        document[path] = list(entries.values())
        names[path] = tuple(entries)
    return Written(document, names)


_INDEX = re.compile(r"^(.+?)\[(\d+)\](?:\.(.+))?$")
_HEADS = {"authorizations": "consents", "materials": "materials", "deferrals": "deferrals"}
"""Lists whose entries are named otherwise in a draft → the first word of their keys."""


def _put(target: Document, key: str, value: Value) -> None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return
    target[key] = value


def _block(draft: Draft, model: type[Form], prefix: str, block: Document | None = None) -> Document:
    """The asked and not blank fields of a block that lies under a prefix."""
    block = {} if block is None else block
    values = draft.values
    for spec in fields_of(model):
        key = f"{prefix}.{spec.key}"
        if spec.model is not None and spec.kind == "object":
            block[spec.key] = _block(draft, spec.model, key)
        elif spec.kind == "choices":
            block[spec.key] = values.get(key, [])
        elif key in values and _asked(draft, spec, prefix):
            _put(block, spec.key, values[key])
    return block


def _asked(draft: Draft, spec: FieldSpec, prefix: str) -> bool:
    rule = spec.shown_when
    return rule is None or rule.holds(draft.values.get(f"{prefix}.{rule.key}"))


def _details(draft: Draft) -> Document:
    chosen = draft.values.get("details.applicant_type")
    details: Document = {}
    _put(details, "applicant_type", chosen)
    for kind, model in BLOCKS.items():
        if chosen == kind:
            return _block(draft, model, "details", details)
    return details


def _category(draft: Draft, spec: FieldSpec) -> Document:
    prefix = f"assets.{spec.key}"
    rows = f"{prefix}.items"
    model = item_model(spec)
    items = [_block(draft, model, f"{rows}.{row}") for row in draft.rows.get(rows, ())]
    return {"none": draft.values.get(f"{prefix}.none", False), "items": items}


def item_model(category: FieldSpec) -> type[Form]:
    """The block that one line of an asset category holds."""
    assert category.model is not None
    found = next(spec.model for spec in fields_of(category.model) if spec.key == "items")
    assert found is not None
    return found


def _consents(draft: Draft) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for person in draft.people():
        name = f"consents.{person}"
        entry = _block(draft, Authorization, name)
        number = draft.text(draft.person_key(person, "id_number"))
        if entry and number.strip():
            found[name] = {_PERSON: number, **entry}
    return found


def _papers(draft: Draft, head: str, model: type[Form]) -> dict[str, Document]:
    """The entries of `materials` or `deferrals`, by material, the case's before each person's."""
    prefix = head + "."
    spoken_of = {tuple(key.split(".", 3)[1:3]) for key in draft.values if key.startswith(prefix)}
    found: dict[str, Document] = {}
    for material in Material if spoken_of else ():
        for person in (CASE, *draft.people()):
            if (str(material), person) not in spoken_of:
                continue
            name = f"{head}.{material}.{person}"
            entry, place = _block(draft, model, name), _place(draft, person)
            if entry and place is not None:
                found[name] = {"material": str(material), **place, **entry}
    return found


def _place(draft: Draft, person: str) -> Document | None:
    """Whose the paper is; None while that person has no number to be named by."""
    if person == CASE:
        return {}
    number = draft.text(draft.person_key(person, "id_number"))
    return {_PERSON: number} if number.strip() else None
