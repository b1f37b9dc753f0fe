"""A field of a document as papers print it: a right value's text is that of `forms.display`.

Wrong values stand as typed, cut short only beyond what the format allows. Must not judge or lay
out.
"""

from collections.abc import Mapping

from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, field_of
from counter_app.asking.kinds import WrongError
from counter_app.documents.form_words import CUT_SHORT
from counter_app.forms.display import shown

_FREE = ("text",)
_WRONG_LIMIT = 60
"""How much of a wrong choice, number or date is shown: its cell is narrow."""


def text_of(model: type[Form], key: str, block: object, *, unit: bool = True) -> str:
    """The printed text of one field of a block as it came; nothing where it is blank."""
    spec = field_of(model, key)
    return printed(spec, value_in(block, key), unit=unit)


def value_in(block: object, *keys: str) -> object:
    """What stands at a path of keys; None wherever something is no object."""
    for key in keys:
        block = block.get(key) if isinstance(block, Mapping) else None
    return block


def printed(spec: FieldSpec, raw: object, *, unit: bool = True) -> str:
    """A raw value of a field as papers print it."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return ""
    try:
        value = spec.read(raw) if spec.read else raw
    except WrongError:
        return _as_typed(spec, raw)
    return shown(spec, value, written_out=True, unit=unit)


def _as_typed(spec: FieldSpec, raw: object) -> str:
    if isinstance(raw, (Mapping, list)):
        return ""
    text = str(raw)
    limit = spec.max_length if spec.kind in _FREE else _WRONG_LIMIT
    if len(text) <= limit:
        return text
    return text[:limit] + CUT_SHORT.format(count=len(text))


def read_or_none(model: type[Form], key: str, block: object) -> object:
    """The read value of a field, None where it is blank or wrong."""
    spec = field_of(model, key)
    raw = value_in(block, key)
    if raw is None or spec.read is None:
        return None
    try:
        return spec.read(raw)
    except WrongError:
        return None
