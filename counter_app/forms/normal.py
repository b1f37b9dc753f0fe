"""The one spelling of a declared content, for hashes: what means the same is written the same.

Absent, null and blank keys vanish; texts, numbers, dates and codes are spelt as `application.md`
reads them; what an absent key means (`none` false, `id_kind` resident, share 1) vanishes too.
Unknown keys and values that cannot be read stay as they came. Must not judge anything.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from counter_app.basics.text import clean
from counter_app.forms.ask import Choice
from counter_app.forms.base import Form
from counter_app.forms.fields import FieldSpec, fields_of
from counter_app.forms.housing_application import BLOCKS, ApplicantType
from counter_app.forms.readers import Month, WrongError

_UNSAID: dict[str, object] = {"id_kind": "resident", "share": "1", "none": False, "items": []}


def is_blank(value: object) -> bool:
    """Absent, null and blank are the same thing."""
    return value is None or (isinstance(value, str) and not value.strip())


def normal(model: type[Form], block: Any) -> Any:
    """The block in its one spelling; what is no object comes back as it is."""
    if not isinstance(block, dict):
        return block
    specs = {spec.key: spec for spec in fields_of(model)}
    spelt = {}
    for key, value in block.items():
        if is_blank(value):
            continue
        each = _value(specs[key], value) if key in specs else value
        if key not in _UNSAID or _UNSAID[key] != each:
            spelt[key] = each
    return spelt


def _value(spec: FieldSpec, value: Any) -> Any:
    if spec.model is not None:
        if isinstance(value, list):
            return [normal(spec.model, each) for each in value]
        return normal(spec.model, value)
    if spec.kind == "details":
        return _details(value)
    if spec.choices is not None and isinstance(value, list):
        return _set(spec.choices, value)
    if spec.read is None:
        return clean(value) if isinstance(value, str) else value
    try:
        return _spelling(spec.read(value))
    except WrongError:
        return clean(value) if isinstance(value, str) else value


def _details(value: Any) -> Any:
    chosen = value.get("applicant_type") if isinstance(value, dict) else None
    chosen = clean(chosen) if isinstance(chosen, str) else None
    block = next((BLOCKS[each] for each in ApplicantType if each == chosen), None)
    return value if block is None else normal(block, value)


def _set(choices: type[Choice], value: list[Any]) -> list[Any]:
    """The elements of a set: known ones once, in the order of the form, before the others."""
    texts = [clean(each) if isinstance(each, str) else each for each in value]
    known = [str(member) for member in choices if str(member) in texts]
    return known + [each for each in texts if each not in known]


def _spelling(value: object) -> object:
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, (date, Month, Choice)):
        return str(value)
    return value
