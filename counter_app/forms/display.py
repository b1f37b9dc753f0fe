"""Value → text, for screens and papers alike. What cannot be read is shown as it was typed.

Must not set a layout: a paper that wants another shape (money without commas) says so.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from counter_app.asking.base import Form
from counter_app.asking.choice import Choice, labels
from counter_app.asking.fields import FieldSpec, fields_of
from counter_app.asking.readers import Month, WrongError
from counter_app.basics.text import as_read, clean
from counter_app.forms.housing_application import BLOCKS, ApplicantType, HousingApplication

YES, NO, ALL = "是", "否", "全部"


def display(spec: FieldSpec, value: object, *, grouped: bool = True) -> str:
    """The text of a JSON value of this field; `grouped`: thousands with commas (`3,200.00`)."""
    if value is None or value == "":
        return ""
    if spec.choices is not None and isinstance(value, (list, tuple)):
        return labels(_known(spec.choices, value))
    if spec.kind == "departments" and value == "all":
        return ALL
    if spec.kind == "type":
        return labels(_known(ApplicantType, (value,)))
    try:
        read = spec.read(value) if spec.read is not None else value
    except WrongError:
        return as_read(value) if isinstance(value, str) else _typed(value)
    return shown(spec.kind, read, grouped=grouped)


def shown(kind: str, value: object, *, grouped: bool = True) -> str:
    """The text of a read value of a kind."""
    if value is None:
        return ""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return amount(kind, value, grouped=grouped)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Month, str, int)):
        return str(value)
    if isinstance(value, Iterable):
        return labels(each for each in value if isinstance(each, Choice))
    return str(value)


def amount(kind: str, value: Decimal, *, grouped: bool = True) -> str:
    """Money and areas with two decimals, a share as written; only money has commas."""
    if kind not in ("money", "area"):
        return f"{value:f}"
    whole, _, cents = f"{value:f}".partition(".")
    if grouped and kind == "money":
        whole = f"{int(whole):,}"
    return f"{whole}.{cents:0<2}"


def text_at(document: Mapping[str, object], path: str, *, grouped: bool = True) -> str:
    """The text of the value at a path of a document, whatever stands there; nothing if nothing."""
    value, spec = _find(document, path)
    if spec is None:
        return _typed(value)
    return display(spec, value, grouped=grouped)


def place_of(path: str) -> str:
    """Where a path lies, in the form's words: `家庭成员 2 · 身份证号`."""
    names: list[str] = []
    last = ""
    model: type[Form] | None = HousingApplication
    for key, index in _steps(path):
        spec = _spec(model, key)
        if spec is None:
            break
        if spec.key not in _UNNAMED and spec.name not in names:
            names.append(spec.name)
        if index is not None:
            names.append(_ROWS.get(spec.key, "第 {n} 项").format(n=index + 1))
        model = spec.model
        if spec.kind == "details":
            model = _AnyDetails
        last = spec.name
    return " · ".join(names) or last or path


_ROWS = {"members": "家庭成员 {n}"}
_UNNAMED = frozenset({"items", "assets", "household", "members", "details"})
"""Keys that say nothing beside what lies in them."""


class _AnyDetails(Form):
    """Stands for whichever of the four blocks has a key."""


def _known(choices: type[Choice], values: Iterable[object]) -> Iterable[Choice]:
    texts = {clean(each) for each in values if isinstance(each, str)}
    return (member for member in choices if str(member) in texts)


def _typed(value: object) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def _steps(path: str) -> Iterable[tuple[str, int | None]]:
    for match in _STEP.finditer(path):
        yield match[1], int(match[2]) if match[2] is not None else None


def _spec(model: type[Form] | None, key: str) -> FieldSpec | None:
    if model is None:
        return None
    blocks: Iterable[type[Form]] = BLOCKS.values() if model is _AnyDetails else (model,)
    return next((s for block in blocks for s in fields_of(block) if s.key == key), None)


def _find(document: object, path: str) -> tuple[object, FieldSpec | None]:
    value: object = document
    model: type[Form] | None = HousingApplication
    spec: FieldSpec | None = None
    for key, index in _steps(path):
        spec = _spec(model, key)
        value = value.get(key) if isinstance(value, Mapping) else None
        model = spec.model if spec is not None else None
        if spec is not None and spec.kind == "details":
            model = _block_of(value)
        if index is not None:
            value = value[index] if isinstance(value, list) and index < len(value) else None
    return value, spec


def _block_of(details: object) -> type[Form]:
    chosen = details.get("applicant_type") if isinstance(details, Mapping) else None
    return next((BLOCKS[kind] for kind in BLOCKS if kind == chosen), _AnyDetails)
