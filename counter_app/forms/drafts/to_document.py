"""From a draft to format 1, and where in it each draft key stands.

A field that is not asked beside its siblings (`shown_when`) stays in the draft and is not written.
Must not judge a value.
"""

import re
from collections.abc import Iterator
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


def to_document(draft: Draft) -> Document:
    """The draft in format 1: what is asked and not blank, with ID numbers in place of UUIDs."""
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
    document["authorizations"] = [entry for _, entry in _consents(draft)]
    document["materials"] = [entry for _, entry in _papers(draft, "materials", TakenMaterial)]
    document["deferrals"] = [entry for _, entry in _papers(draft, "deferrals", Deferral)]
    return document


def path_of(draft: Draft, key: str) -> str | None:
    """Where the value of a draft key stands in `to_document(draft)`; None if nowhere."""
    head, _, rest = key.partition(".")
    if head == "consents":
        return _entry_path("authorizations", _consents(draft), rest)
    if head in ("materials", "deferrals"):
        model = TakenMaterial if head == "materials" else Deferral
        return _entry_path(head, _papers(draft, head, model), rest)
    for rows, uuids in draft.rows.items():
        if key.startswith(rows + "."):
            row, _, field = key[len(rows) + 1 :].partition(".")
            if row not in uuids:
                return None
            return f"{rows}[{uuids.index(row)}]" + (f".{field}" if field else "")
    return key


_INDEX = re.compile(r"^(.+?)\[(\d+)\](?:\.(.+))?$")


def key_of(draft: Draft, path: str) -> str | None:
    """The draft key of a path of `to_document(draft)`; None for an entry that is not there."""
    match = _INDEX.match(path)
    if match is None:
        return path
    head, index, field = match[1], int(match[2]), match[3]
    names = _names(draft, head)
    if index >= len(names):
        return None
    return names[index] + (f".{field}" if field else "")


def _names(draft: Draft, head: str) -> list[str]:
    if head == "authorizations":
        return [f"consents.{name}" for name, _ in _consents(draft)]
    if head == "materials":
        return [f"{head}.{name}" for name, _ in _papers(draft, head, TakenMaterial)]
    if head == "deferrals":
        return [f"{head}.{name}" for name, _ in _papers(draft, head, Deferral)]
    return [f"{head}.{row}" for row in draft.rows.get(head, ())]


def _entry_path(head: str, entries: Iterator[tuple[str, Document]], rest: str) -> str | None:
    for index, (name, _) in enumerate(entries):
        if rest == name:
            return f"{head}[{index}]"
        if rest.startswith(name + "."):
            return f"{head}[{index}].{rest[len(name) + 1 :]}"
    return None


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


def _consents(draft: Draft) -> Iterator[tuple[str, Document]]:
    for person in draft.people():
        entry = _block(draft, Authorization, f"consents.{person}")
        number = draft.text(draft.person_key(person, "id_number"))
        if entry and number.strip():
            yield person, {_PERSON: number, **entry}


def _papers(draft: Draft, head: str, model: type[Form]) -> Iterator[tuple[str, Document]]:
    """The entries of `materials` or `deferrals`, by material, the case's before each person's."""
    if not any(key.startswith(head + ".") for key in draft.values):
        return
    for material in Material:
        for person in (CASE, *draft.people()):
            entry = _block(draft, model, f"{head}.{material}.{person}")
            place = _place(draft, person)
            if entry and place is not None:
                yield f"{material}.{person}", {"material": str(material), **place, **entry}


def _place(draft: Draft, person: str) -> Document | None:
    """Whose the paper is; None while that person has no number to be named by."""
    if person == CASE:
        return {}
    number = draft.text(draft.person_key(person, "id_number"))
    return {_PERSON: number} if number.strip() else None
