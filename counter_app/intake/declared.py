"""Single fields of a received form: which there are, one put right.

Paths are those of `check`: `household.members[0].monthly_income`. Must not seal or sign anything.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, fields_of
from counter_app.basics.catalogue.acts import ACT_FIELD_WRONG, ACT_KEYS
from counter_app.basics.errors import CounterError
from counter_app.documents.paper_text import value_in
from counter_app.forms.assets import Assets
from counter_app.forms.checks import judge
from counter_app.forms.display import NO, YES, display, place_of
from counter_app.forms.drafts.to_document import item_model
from counter_app.forms.household import Applicant, Member
from counter_app.forms.housing_application import BLOCKS

NOTHING_OWNED = "无"
SEPARATOR = " · "
"""Between the names of a place."""
_NOT_TYPED = frozenset({"object", "objects", "details", "departments", "choices", "type", "sha256"})
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One field as it is declared now; `text` is empty where nothing is."""

    path: str
    place: str
    text: str


def declared_fields(document: Mapping[str, object]) -> tuple[DeclaredField, ...]:
    """Every field that is typed or chosen alone, in the order of the form; kinds of assets too."""
    found: list[DeclaredField] = []
    for path, model, block in _blocks(document):
        for spec in fields_of(model):
            there = isinstance(block, Mapping) and spec.key in block
            if spec.kind in _NOT_TYPED or not (there or spec.required):
                continue
            name = f"{path}.{spec.key}"
            text = display(spec, value_in(block, spec.key))
            found.append(DeclaredField(name, place_of(name), text))
    return (*found, *_categories(document))


def with_value(
    declared: Mapping[str, object], path: str, text: str, today: date
) -> dict[str, object]:
    """The content with another value in one field, which has to be right by itself.

    Raises:
        CounterError: ACT_KEYS for a path that there is none of; ACT_FIELD_WRONG, saying why.
    """
    content: dict[str, Any] = copy.deepcopy(dict(declared))
    steps: list[str | int] = [word or int(index) for word, index in _STEP.findall(path)]
    known = {each.path for each in declared_fields(content)}
    if path not in known or not steps:
        raise CounterError(ACT_KEYS, keys="field")
    block: Any = content
    for step in steps[:-1]:
        block = block.setdefault(step, {}) if isinstance(block, dict) else block[step]
    block[steps[-1]] = _value(path, text)
    wrong = next((each for each in judge(content, today).errors if each.field == path), None)
    if wrong is not None:
        raise CounterError(ACT_FIELD_WRONG, words=wrong.message)
    return content


def wrong_first(document: Mapping[str, object], today: date) -> tuple[DeclaredField, ...]:
    """The fields, those first in which something is wrong or missing."""
    wrong = {each.field for each in judge(document, today).errors}
    return tuple(sorted(declared_fields(document), key=lambda each: each.path not in wrong))


def _blocks(document: Mapping[str, object]) -> Iterator[tuple[str, type[Form], object]]:
    yield "applicant", Applicant, document.get("applicant")
    details = document.get("details")
    kind = value_in(details, "applicant_type")
    for name, model in BLOCKS.items():
        if name == kind:
            yield "details", model, details
    for at, member in enumerate(_listed(document, "household", "members")):
        yield f"household.members[{at}]", Member, member
    for spec in fields_of(Assets):
        for at, item in enumerate(_listed(document, "assets", spec.key, "items")):
            yield f"assets.{spec.key}.items[{at}]", item_model(spec), item


def _categories(document: Mapping[str, object]) -> Iterator[DeclaredField]:
    """Of what somebody may own: that there is nothing, or not said yet."""
    for spec in fields_of(Assets):
        path = f"assets.{spec.key}"
        block = value_in(document, "assets", spec.key)
        if not _listed(document, "assets", spec.key, "items"):
            none = value_in(block, "none") is True
            yield DeclaredField(path, place_of(path) or spec.name, NOTHING_OWNED if none else "")


def _listed(document: Mapping[str, object], *keys: str) -> Sequence[object]:
    found = value_in(document, *keys)
    return found if isinstance(found, list) else ()


def _value(path: str, text: str) -> object:
    spec = _spec(path)
    if spec is None:
        return {"none": text == NOTHING_OWNED, "items": []}
    if spec.choices is not None:
        return next((str(each) for each in spec.choices if text in (each.label, str(each))), text)
    return {YES: True, NO: False}.get(text, text) if spec.kind == "boolean" else text


def _spec(path: str) -> FieldSpec | None:
    """The declaration of a field; None for a whole kind of assets."""
    block, _, key = path.rpartition(".")
    model: type[Form] | None = None
    if block == "applicant":
        model = Applicant
    elif block.startswith("household.members"):
        model = Member
    elif block.startswith("assets."):
        category = block.split(".")[1]
        model = next(item_model(each) for each in fields_of(Assets) if each.key == category)
    models = BLOCKS.values() if block == "details" else (model,) if model else ()
    return next((spec for each in models for spec in fields_of(each) if spec.key == key), None)
