"""Rule 1 of the signed hash: how version 0.1 spelt a content before it was hashed. Frozen.

Signatures on paper lie under this spelling, so nothing here may change: neither with the form's
declarations nor with its readers, of which it has copies of its own. A change is a further rule.
What means the same is written the same: absent, null and blank keys vanish; texts, numbers, dates
and codes are spelt as format 1 read them; what an absent key means vanishes too. Unknown keys and
values that cannot be read stay as they came.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from counter_app.forms.first_rule_form import CHOICES, KEYS

Spell = Callable[[Any], Any]

_LONGEST = 500
_UNSAID: dict[str, object] = {"id_kind": "resident", "share": "1", "none": False, "items": []}
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def first_rule(content: Any) -> Any:
    """The content in its one spelling; what is no object comes back as it is."""
    return _block("", content)


def _block(name: str, block: Any) -> Any:
    if not isinstance(block, dict):
        return block
    spellings = _SPELLINGS[name]
    spelt = {}
    for key, value in block.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        each = spellings[key](value) if key in spellings else value
        if key not in _UNSAID or _UNSAID[key] != each:
            spelt[key] = each
    return spelt


def _clean(text: str) -> str:
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()


def _text(value: Any) -> Any:
    return _clean(value) if isinstance(value, str) else value


def _narrowed(text: str) -> str:
    """Half-width, of a clean text."""
    return text if text.isascii() else text.translate(_WIDE)


def _is_written(text: str) -> bool:
    """Whether a clean text was of the format's length, without control characters."""
    return len(text) <= _LONGEST and (
        text.isprintable() or not any(unicodedata.category(each) in ("Cc", "Cs") for each in text)
    )


def _id_number(value: Any) -> Any:
    text = _text(value)
    return _narrowed(text).upper() if isinstance(text, str) and _is_written(text) else text


def _matching(pattern: str, *, narrow: bool = True, lower: bool = False) -> Spell:
    matches = re.compile(pattern).fullmatch

    def spell(value: Any) -> Any:
        text = _text(value)
        if not isinstance(text, str):
            return text
        found = _narrowed(text) if narrow else text
        if not matches(found):
            return text
        return found.lower() if lower else found

    return spell


_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _credit_code(value: Any) -> Any:
    text = _text(value)
    if not isinstance(text, str):
        return text
    code = _narrowed(text).upper()
    values = [_CODE_LETTERS.find(each) for each in code]
    if len(values) != 18 or -1 in values:
        return text
    total = sum(each * pow(3, place, 31) for place, each in enumerate(values[:17]))
    return code if (31 - total % 31) % 31 == values[17] else text


_DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile("([0-9]{4})-([0-9]{2})")


def _day(value: Any) -> Any:
    text = _text(value)
    match = _DAY.fullmatch(_narrowed(text)) if isinstance(text, str) else None
    try:
        return date(*map(int, match.groups())).isoformat() if match else text
    except ValueError:
        return text


def _month(value: Any) -> Any:
    text = _text(value)
    match = _MONTH.fullmatch(_narrowed(text)) if isinstance(text, str) else None
    is_one = match and int(match[1]) >= 1 and 1 <= int(match[2]) <= 12
    return match[0] if match and is_one else text


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _amount(value: Any) -> Any:
    number = _decimal(value, 2)
    return _text(value) if number is None else _by_digits(number)


def _share(value: Any) -> Any:
    number = _decimal(value, 6)
    return _text(value) if number is None or not 0 < number <= 1 else _by_digits(number)


def _count(value: Any) -> Any:
    number = None if isinstance(value, str) else _decimal(value, 0)
    return _text(value) if number is None else int(number)


def _format(value: Any) -> Any:
    return 1 if _number(value) == 1 else _text(value)


def _decimal(value: Any, places: int) -> Decimal | None:
    """A number of 0 or more with at most so many decimals; None for anything else."""
    if isinstance(value, str):
        text = _clean(value)
        bare = _narrowed(text)
        right = len(text) <= _LONGEST and _NUMBER.fullmatch(bare)
        return Decimal(bare) if right and len(bare.partition(".")[2]) <= places else None
    number = _number(value)
    if number is None or (number.is_signed() and number) or not _fits(number, places):
        return None
    return number.copy_abs()


def _number(value: Any) -> Decimal | None:
    """The value of a JSON number."""
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float)):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number if number.is_finite() else None


def _fits(number: Decimal, places: int) -> bool:
    if not number:
        return True
    if number.adjusted() >= _LONGEST:
        return False
    _, digits, exponent = number.as_tuple()
    surplus = -int(exponent) - places
    return surplus <= 0 or not any(digits[-surplus:])


def _by_digits(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _set_of(*members: str) -> Spell:
    """A list of choices: known ones once, in the order of the form, before the others."""

    def spell(value: Any) -> Any:
        if not isinstance(value, list):
            return _text(value)
        texts = [_text(each) for each in value]
        known = [member for member in members if member in texts]
        return known + [each for each in texts if each not in known]

    return spell


_as_set_of_halls = _set_of(*CHOICES["region"].split())


def _hall(value: Any) -> Any:
    """A code that may be written full-width."""
    text = _as_set_of_halls(value)
    if not isinstance(text, str) or _narrowed(text) not in CHOICES["region"].split():
        return text
    return _narrowed(text)


def _details(value: Any) -> Any:
    chosen = _text(value.get("applicant_type")) if isinstance(value, dict) else None
    name = next((each for each in _TYPES if each == chosen), None)
    return value if name is None else _block(name, value)


def _object(name: str) -> Spell:
    return lambda value: _block(name, value)


def _objects(name: str) -> Spell:
    def spell(value: Any) -> Any:
        if isinstance(value, list):
            return [_block(name, each) for each in value]
        return _block(name, value)

    return spell


_TYPES = ("low_income_family", "new_graduate", "migrant_worker", "introduced_talent")
_KINDS: dict[str, Spell] = {
    "text": _text,
    "id_number": _id_number,
    "phone": _matching("1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[0-9]{7,8}"),
    "area_code": _matching("[0-9]{6}"),
    "sha256": _matching("[0-9A-Fa-f]{64}", narrow=False, lower=True),
    "credit_code": _credit_code,
    "day": _day,
    "month": _month,
    "amount": _amount,
    "share": _share,
    "count": _count,
    "format": _format,
    "details": _details,
    "hall": _hall,
    **{name: _set_of(*members.split()) for name, members in CHOICES.items()},
}


def _spell(kind: str) -> Spell:
    if kind.startswith("{"):
        return _object(kind[1:-1])
    return _objects(kind[1:-1]) if kind.startswith("[") else _KINDS[kind]


_SPELLINGS: dict[str, dict[str, Spell]] = {
    name: {key: _spell(kind or "text") for key, _, kind in (w.partition(":") for w in keys.split())}
    for name, keys in KEYS.items()
}
