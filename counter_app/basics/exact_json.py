"""JSON without loss: numbers as decimals, never as binary floats, never through `int`.

Must not know what a document means.
"""

import json
from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TypeVar

import msgspec

Kept = TypeVar("Kept", bound=msgspec.Struct)
_EXACT = Context(prec=1, traps=[InvalidOperation])


def _number(text: str) -> Decimal:
    """The number's exact value; one whose exponent no decimal holds is infinite or zero."""
    return _usual(text) if len(text) <= _SHORT else _exact(text)


_SHORT = 16


@lru_cache(4096)
def _usual(text: str) -> Decimal:
    """Short numbers repeat; long ones would only fill the memory."""
    return _exact(text)


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text, _EXACT)
    except InvalidOperation:
        mantissa, _, exponent = text.lower().partition("e")
        if not Decimal(mantissa):
            return Decimal(0)
        return Decimal("NaN" if exponent.startswith("-") else "Infinity")


def _refuse(word: str) -> object:
    raise ValueError(word)


def quick_reader(kind: type[Kept]) -> Callable[[bytes], Kept]:
    """`quick_loads` for the fields of a struct alone; what else stands there is passed over.

    What is passed over is JSON, but its texts may be no UTF-8. Also ValueError where the text is
    JSON and no object.
    """
    return msgspec.json.Decoder(kind, float_hook=_number).decode


_QUICK = msgspec.json.Decoder(float_hook=_number)
_DECODER = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_refuse)


def loads(text: str) -> object:
    """The value of a JSON text; ValueError for what is none, `NaN` and `Infinity` included.

    RecursionError for what is nested beyond the interpreter's depth.
    """
    return _DECODER.decode(text)


def quick_loads(content: bytes) -> object:
    """What `loads` gives, but whole numbers as `int`: for who reads numbers by value only.

    Also ValueError for what `loads` can read and this cannot: lone surrogates, whole numbers of
    absurd length.
    """
    return _QUICK.decode(content)


def dumps(value: object) -> str:
    """JSON of a value that `loads` gave, keys in their order; no number changes its value.

    ValueError for a number whose exponent was beyond every decimal.
    """
    return _written(value, in_order=False)


def canonical(value: object) -> str:
    """The one text of a value: keys sorted, no spaces, numbers by value."""
    return _written(value, in_order=True)


def _written(value: object, in_order: bool) -> str:
    pieces: list[str] = []
    _add(pieces, value, in_order)
    return "".join(pieces)


def _add(pieces: list[str], value: object, in_order: bool) -> None:
    """Add the pieces of a value, texts first: most values are."""
    if isinstance(value, str):
        pieces.append(encode_basestring(value))
    elif isinstance(value, dict):
        joint = "{"
        for key, each in sorted(value.items()) if in_order else value.items():
            pieces.append(joint + encode_basestring(key) + ":")
            _add(pieces, each, in_order)
            joint = ","
        pieces.append("}" if value else "{}")
    elif isinstance(value, (list, tuple)):
        joint = "["
        for each in value:
            pieces.append(joint)
            _add(pieces, each, in_order)
            joint = ","
        pieces.append("]" if value else "[]")
    else:
        pieces.append(_scalar(value, in_order))


def _scalar(value: object, in_order: bool) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("a number beyond every decimal")
        return _by_value(value) if in_order else str(value)
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value)
    if isinstance(value, float):
        return _scalar(Decimal(repr(value)), in_order)
    raise TypeError(type(value).__name__)


def _by_value(number: Decimal) -> str:
    """A number's one spelling: no trailing zeros, no sign at zero."""
    if not number:
        return "0"
    sign, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits)).rstrip("0")
    power = int(exponent) + len(digits) - len(text)
    return ("-" if sign else "") + text + (f"E{power}" if power else "")
