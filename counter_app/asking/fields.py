"""The declarations as a table: what screens, papers, drafts and checks need to know of a field.

Reads the pydantic models once. Must not read or judge a value.
"""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from counter_app.asking.ask import Ask, When
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice, choice_reader
from counter_app.asking.kinds import Leaf
from counter_app.asking.readers import TEXT_LIMIT, Read


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a block.

    `kind`: text, id_number, resident_id, person, phone, money, area, share, month, date, boolean,
    integer, format, region_code, credit_code, sha256, choice, choices, departments, type,
    object (one `model`), objects (a list of `model`), details (one of the four blocks).
    """

    key: str
    ask: Ask
    kind: str
    required: bool
    choices: type[Choice] | None = None
    model: type[Form] | None = None
    read: Read | None = None
    not_after: str = ""
    max_length: int = TEXT_LIMIT

    @property
    def label(self) -> str:
        """As printed in 附件 1."""
        return self.ask.label

    @property
    def name(self) -> str:
        """The short name, for a sentence or a list."""
        return self.ask.name

    @property
    def help(self) -> str:
        """A hint beneath the field, or nothing."""
        return self.ask.help

    @property
    def unit(self) -> str:
        """元, m² or nothing."""
        return self.ask.unit

    @property
    def optional(self) -> bool:
        """Whether it may always be left empty, which then means nothing but that."""
        ask = self.ask
        rules = (ask.required_when, ask.required_unless)
        return not self.required and rules == (None, None) and not ask.default

    @property
    def shown_when(self) -> When | None:
        """When the field is asked at all; None: always."""
        return self.ask.shown_when

    def shown(self, siblings: Mapping[str, object]) -> bool:
        """Whether the field is asked beside the read values of its block."""
        rule = self.ask.shown_when
        return rule is None or rule.holds(siblings.get(rule.key))

    def needed(self, siblings: Mapping[str, object]) -> bool:
        """Whether the field must be filled beside the read values of its block."""
        ask = self.ask
        if ask.required_when is not None:
            return ask.required_when.holds(siblings.get(ask.required_when.key))
        if ask.required_unless is not None:
            return not ask.required_unless.holds(siblings.get(ask.required_unless.key))
        return self.required


@cache
def fields_of(model: type[Form]) -> tuple[FieldSpec, ...]:
    """The fields of a block in the order of the form."""
    return tuple(
        _spec(key, info.annotation, info.metadata, info.is_required())
        for key, info in model.model_fields.items()
    )


def field_of(model: type[Form], key: str) -> FieldSpec:
    """One field of a block; KeyError if it has none of this name."""
    for spec in fields_of(model):
        if spec.key == key:
            return spec
    raise KeyError(key)


def _spec(key: str, annotation: Any, metadata: list[Any], required: bool) -> FieldSpec:
    ask = next(each for each in metadata if isinstance(each, Ask))
    leaf = next((each for each in metadata if isinstance(each, Leaf)), None)
    annotation, inner = _without_none(annotation)
    leaf = leaf or next((each for each in inner if isinstance(each, Leaf)), None)
    if leaf is not None:
        return _leaf_spec(key, ask, annotation, leaf, required)
    return _structured_spec(key, ask, annotation, required)


def _without_none(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The annotation without `| None`, and what `Annotated` carries inside it."""
    if get_origin(annotation) in (Union, types.UnionType):
        members = [each for each in get_args(annotation) if each is not type(None)]
        if len(members) == 1:
            return _without_none(members[0])
    if get_origin(annotation) is Annotated:
        bare, *carried = get_args(annotation)
        return bare, tuple(carried)
    return annotation, ()


def _leaf_spec(key: str, ask: Ask, annotation: Any, leaf: Leaf, required: bool) -> FieldSpec:
    return FieldSpec(
        key,
        ask,
        leaf.kind,
        required,
        choices=annotation if _is(annotation, Choice) else None,
        read=leaf.read,
        not_after=leaf.not_after,
        max_length=leaf.max_length,
    )


def _structured_spec(key: str, ask: Ask, annotation: Any, required: bool) -> FieldSpec:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if _is(annotation, Choice):
        read = choice_reader(annotation)
        return FieldSpec(key, ask, "choice", required, choices=annotation, read=read)
    if _is(annotation, Form):
        return FieldSpec(key, ask, "object", required, model=annotation)
    if origin is list:
        return FieldSpec(key, ask, "objects", required, model=arguments[0])
    if origin is tuple:
        return FieldSpec(key, ask, "choices", required, choices=arguments[0])
    if origin is Literal:
        return FieldSpec(key, ask, "type", required)
    if all(_is(each, Form) for each in arguments):
        return FieldSpec(key, ask, "details", required)
    departments = next(each for each in arguments if get_origin(each) is tuple)
    return FieldSpec(key, ask, "departments", required, choices=get_args(departments)[0])


def _is(annotation: Any, base: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, base)
