"""GB 11643: the 18 characters of a resident's number. A region code is never judged."""

import re
from datetime import date

from counter_app.asking import causes

_SHAPE = re.compile("[1-9][0-9]{16}[0-9X]")
_OLD = re.compile("[1-9][0-9]{14}")
_CHECKS = "10X98765432"
_RADIX = 13
"""The digits weigh 2^17 to 2^1 modulo 11: so they do as a number of this base, twice, in one go."""


def message(code: str, number: str) -> str:
    """What to say of a number with this fault, in the clerk's words."""
    if code == "id_checksum":
        if number.endswith("000"):
            return "末三位是 000，像被表格软件截断，请照证件录入"
        return "末位校验码不符，请对照证件重新录入"
    if code == "id_birth_date":
        return "号码中的出生日期不对，请对照证件"
    if cause := causes.of_resident_id(number):
        return cause
    if len(number) < 18:
        return f"只有 {len(number)} 位，请补足 18 位"
    if len(number) > 18:
        return f"有 {len(number)} 位，应为 18 位"
    return "应为 17 位数字加校验码，请核对"


def fault(number: str, not_after: date | None = None) -> str | None:
    """The first code that applies to the number, None for a right one.

    `not_after` is the day of application, None where there is none to compare with.
    """
    if not _SHAPE.fullmatch(number):
        return "id_format"
    born = birth_date(number)
    if born is None or (not_after is not None and born > not_after):
        return "id_birth_date"
    return None if _check(number[:17]) == number[17] else "id_checksum"


def lengthened(number: str) -> str:
    """The 18 characters that a number of 15 digits became; nothing where it was none."""
    if not _OLD.fullmatch(number):
        return ""
    body = f"{number[:6]}19{number[6:]}"
    if birth_date(body) is None:
        return ""
    return body + _check(body)


def _check(body: str) -> str:
    """The check character of 17 digits."""
    return _CHECKS[2 * int(body, _RADIX) % 11]


def birth_date(number: str) -> date | None:
    """The day of birth in a number of the right shape; None if the calendar has no such day."""
    digits = number[6:14]
    try:
        return date.fromisoformat(digits) if digits.isdecimal() else None
    except ValueError:
        return None


def is_male(number: str) -> bool:
    """The sex in a number of the right shape: an odd 17th digit is a man's."""
    return number[16] in "13579"
