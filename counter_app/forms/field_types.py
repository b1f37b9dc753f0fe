"""The kinds of value on the form, each read in this one place: JSON value → value, or `WrongError`.

A reader gets a value that is neither null nor blank. pydantic and the walker in `checks` call
the same readers. Must not compare one field with another; that is `checks`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, NamedTuple

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from counter_app.basics.text import clean, has_control, narrow
from counter_app.forms.ask import Choice

Read = Callable[[object], object]

TEXT_LIMIT = 500
NAME_LIMIT = 50


class WrongError(ValueError):
    """A value that is there but wrong: its code, and what to say after the field's name."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


class Month(NamedTuple):
    """A month of a year; orders and compares as one."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month in which a day lies."""
        return cls(day.year, day.month)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A kind of value: how it is read and, for times, what it must not be later than."""

    kind: str
    read: Read
    not_after: str = ""
    """`applied_on`, `today` or nothing."""
    max_length: int = TEXT_LIMIT

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic read through the same function."""
        return core_schema.no_info_plain_validator_function(self.read)


def invalid(message: str) -> WrongError:
    """A value that is there but cannot be one of its kind."""
    return WrongError("invalid", message)


def read_text(value: object, limit: int = TEXT_LIMIT) -> str:
    """A text as it is judged: NFC, trimmed, within the limit, nothing invisible inside."""
    if not isinstance(value, str):
        raise invalid("应填文字，请重新录入")
    text = clean(value)
    if len(text) > limit:
        raise invalid(f"超过 {limit} 个字，请缩短")
    if has_control(text):
        raise invalid("含有看不见的字符，请重新录入")
    return text


def _read_name(value: object) -> str:
    return read_text(value, NAME_LIMIT)


def read_number_text(value: object) -> str:
    """A text in which full-width forms stand for half-width ones: numbers, dates, codes."""
    return narrow(read_text(value))


def read_id_number(value: object) -> str:
    """An ID number as it is compared: half-width, upper-case."""
    return read_number_text(value).upper()


_PHONE = re.compile("1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[0-9]{7,8}")
_DIGITS = re.compile("[0-9]+")


def _read_phone(value: object) -> str:
    text = read_number_text(value)
    if _PHONE.fullmatch(text):
        return text
    if _DIGITS.fullmatch(text) and text.startswith("1") and len(text) != 11:
        what = "请补足 11 位" if len(text) < 11 else "请删去多余的"
        raise WrongError("phone", f"是 {len(text)} 位，{what}")
    raise WrongError("phone", "不是手机号或带区号的座机号，请核对")


_DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile("([0-9]{4})-([0-9]{2})")


def read_date(value: object) -> date:
    """A day written `YYYY-MM-DD`."""
    match = _DATE.fullmatch(read_number_text(value))
    try:
        return date(*map(int, match.groups())) if match else date(0, 0, 0)
    except ValueError:
        raise invalid("应为年-月-日，如 2026-03-01") from None


def _read_month(value: object) -> Month:
    match = _MONTH.fullmatch(read_number_text(value))
    month = Month(*map(int, match.groups())) if match else Month(0, 0)
    if month.year < 1 or not 1 <= month.month <= 12:
        raise invalid("应为年-月，如 2026-03")
    return month


_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def read_decimal(value: object, places: int) -> Decimal:
    """An amount: a text as written, a JSON number by its value; never through a binary float."""
    if isinstance(value, str):
        text = read_number_text(value)
        if not _PLAIN.fullmatch(text) or len(text.partition(".")[2]) > places:
            raise invalid(f"应为数字，最多 {places} 位小数")
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


def _read_amount(value: object) -> Decimal:
    return read_decimal(value, 2)


def _read_share(value: object) -> Decimal:
    share = read_decimal(value, 6)
    if not 0 < share <= 1:
        raise invalid("应大于 0、不大于 1，一半填 0.5")
    return share


def _read_boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise invalid("只能答是或否，请重选")
    return value


def _read_count(value: object) -> int:
    number = None if isinstance(value, str) else as_decimal(value)
    if number is None or (number.is_signed() and number) or not _fits(number, 0):
        raise invalid("应为 0 或更大的整数")
    return int(number)


def read_format(value: object) -> int:
    """The version of the format: the number 1, however JSON spells it."""
    if as_decimal(value) != 1:
        raise invalid("与本程序不符，请先升级本程序")
    return 1


_REGION_CODE = re.compile("[0-9]{6}")


def _read_region_code(value: object) -> str:
    text = read_number_text(value)
    if not _REGION_CODE.fullmatch(text):
        raise invalid("应为 6 位数字，请查区划代码")
    return text


_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUE = {letter: value for value, letter in enumerate(_CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def _read_credit_code(value: object) -> str:
    text = read_number_text(value).upper()
    values = [_CREDIT_VALUE.get(letter, -1) for letter in text]
    if len(values) != 18 or -1 in values:
        raise invalid("应为 18 位，请对照营业执照")
    total = sum(v * w for v, w in zip(values, _CREDIT_WEIGHTS, strict=False))
    if (31 - total % 31) % 31 != values[17]:
        raise invalid("校验不符，请对照营业执照")
    return text


_SHA256 = re.compile("[0-9A-Fa-f]{64}")


def _read_sha256(value: object) -> str:
    text = read_text(value)
    if not _SHA256.fullmatch(text):
        raise invalid("应为 64 位十六进制数")
    return text.lower()


@cache
def choice_reader(choice: type[Choice], narrowed: bool = False) -> Read:
    """The reader of an enumeration: its value as the format spells it."""
    known = {str(member): member for member in choice}
    ready = read_number_text if narrowed else read_text

    def read(value: object) -> Choice:
        if isinstance(value, str) and value in known:
            return known[value]
        text = ready(value)
        if text not in known:
            raise invalid("不在可选项中，请重新选择")
        return known[text]

    return read


Text = Annotated[str, Leaf("text", read_text)]
Name = Annotated[str, Leaf("text", _read_name, max_length=NAME_LIMIT)]
IdNumber = Annotated[str, Leaf("id_number", read_id_number)]
"""An ID number of the kind that `id_kind` beside it names; `checks` judges which."""
ResidentId = Annotated[str, Leaf("resident_id", read_id_number)]
PersonReference = Annotated[str, Leaf("person", read_id_number)]
"""Names a person by ID number; only a text."""
Phone = Annotated[str, Leaf("phone", _read_phone)]
Money = Annotated[Decimal, Leaf("money", _read_amount)]
Area = Annotated[Decimal, Leaf("area", _read_amount)]
Share = Annotated[Decimal, Leaf("share", _read_share)]
PastMonth = Annotated[Month, Leaf("month", _read_month, not_after="applied_on")]
Day = Annotated[date, Leaf("date", read_date, not_after="applied_on")]
PastDay = Annotated[date, Leaf("date", read_date, not_after="today")]
AnyDay = Annotated[date, Leaf("date", read_date)]
YesNo = Annotated[bool, Leaf("boolean", _read_boolean)]
Count = Annotated[int, Leaf("integer", _read_count)]
FormatVersion = Annotated[int, Leaf("format", read_format)]
RegionCode = Annotated[str, Leaf("region_code", _read_region_code)]
CreditCode = Annotated[str, Leaf("credit_code", _read_credit_code)]
Sha256 = Annotated[str, Leaf("sha256", _read_sha256)]
