"""Value → text, for screen, list, paper and page alike; and where a path of the form lies.

A paper writes dates and months out (2026年11月23日) and names the unit; that is all in which it
differs. What cannot be read is shown as it was typed. Must not lay out.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from counter_app.asking.amounts import EXACT
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice, labels
from counter_app.asking.fields import FieldSpec, fields_of
from counter_app.asking.readers import Month, WrongError
from counter_app.basics.text import as_read, clean
from counter_app.forms.housing_application import BLOCKS, ApplicantType, HousingApplication

YES, NO, ALL = "是", "否", "全部"
_AMOUNTS = ("money", "area")
_CENT = Decimal("0.01")


def display(spec: FieldSpec, value: object) -> str:
    """The text of a JSON value of this field, right or wrong; nothing for nothing."""
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
    return shown(spec, read)


def shown(spec: FieldSpec, value: object, *, written_out: bool = False, unit: bool = False) -> str:
    """The text of a read value of this field."""
    match value:
        case None:
            return ""
        case Choice():
            return value.label
        case bool():
            return YES if value else NO
        case Decimal() if spec.kind in _AMOUNTS:
            return amount(value) + (f" {spec.unit}" if unit and spec.unit else "")
        case Decimal():
            return f"{value:f}"
        case Month():
            return month(value) if written_out else str(value)
        case date():
            return day(value) if written_out else value.isoformat()
        case str() | int():
            return str(value)
        case Iterable():
            return labels(each for each in value if isinstance(each, Choice))
    return str(value)


def amount(value: Decimal) -> str:
    """Money or area: two decimals, half up, thousands apart: `3,200.00`."""
    return f"{value.quantize(_CENT, ROUND_HALF_UP, EXACT):,}"


def month(value: Month) -> str:
    """2025年12月."""
    return f"{value.year}年{value.month}月"


def day(value: date) -> str:
    """2026年11月23日."""
    return f"{value.year}年{value.month}月{value.day}日"


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
