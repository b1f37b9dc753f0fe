"""Readers of numbers: money, areas, shares, counts. Never a binary float, never a blind `int`."""

import re
from decimal import Context, Decimal

from counter_app.asking import causes
from counter_app.asking.readers import TEXT_LIMIT, invalid, read_number_text, remembered

EXACT = Context(prec=2100)
"""Enough digits for any sum and product of amounts of 500 digits."""
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def read_decimal(value: object, places: int) -> Decimal:
    """An amount: a text as written, a JSON number by its value; never through a binary float."""
    if isinstance(value, str):
        text = read_number_text(value)
        if not _PLAIN.fullmatch(text) or len(text.partition(".")[2]) > places:
            raise invalid(causes.of_amount(text, places))
        return Decimal(text)
    number = as_decimal(value)
    if number is None:
        raise invalid(f"应为数字，最多 {places} 位小数")
    if number.is_signed() and number:
        raise invalid("不能小于 0，请重新录入")
    if not _fits(number, places):
        raise invalid(f"应为数字，最多 {places} 位小数")
    return number.copy_abs()


def as_decimal(value: object) -> Decimal | None:
    """The value of a JSON number, None for anything else and for what is no finite number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        number = Decimal(repr(value))
        return number if number.is_finite() else None
    return None


def _fits(number: Decimal, places: int) -> bool:
    """Whether the number written out has at most so many decimals and a text's length.

    Looks at the digits: arithmetic would round to the context's precision.
    """
    if not number:
        return True
    if number.adjusted() >= TEXT_LIMIT:
        return False
    _, digits, exponent = number.as_tuple()
    surplus = -int(exponent) - places
    return surplus <= 0 or not any(digits[-surplus:])


@remembered
def read_amount(value: object) -> Decimal:
    """Yuan or m², with at most two decimals."""
    return read_decimal(value, 2)


def read_share(value: object) -> Decimal:
    """A share of ownership above 0 up to 1, with at most six decimals."""
    share = read_decimal(value, 6)
    if not 0 < share <= 1:
        raise invalid("应大于 0、不大于 1，一半填 0.5")
    return share


def read_count(value: object) -> int:
    """A whole number, 0 or more, written as a JSON number."""
    number = None if isinstance(value, str) else as_decimal(value)
    if number is None or (number.is_signed() and number) or not _fits(number, 0):
        raise invalid("应为 0 或更大的整数")
    return int(number)


def read_format(value: object) -> int:
    """The version of the format: the number 1, however JSON spells it."""
    if as_decimal(value) != 1:
        raise invalid("与本程序不符，请先升级本程序")
    return 1
