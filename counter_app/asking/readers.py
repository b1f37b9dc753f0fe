"""Readers of texts, dates and choices: JSON value → value, or `WrongError`.

A reader gets a value that is neither null nor blank. Must not compare one field with another.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from counter_app.asking import causes
from counter_app.asking.odd_letters import format_marks, unseen_words
from counter_app.basics.private_use import standard
from counter_app.basics.text import as_read, clean, has_control, narrow

Read = Callable[[object], object]
Value = TypeVar("Value")

TEXT_LIMIT = 500
NAME_LIMIT = 50


class WrongError(ValueError):
    """A value that is there but wrong: its code and what to say of it.

    The words follow the field's name, unless they name what they speak of themselves.
    """

    def __init__(self, code: str, words: str, *, names_it: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self._words = words
        self._names_it = names_it

    def about(self, name: str) -> str:
        """The whole sentence, of a field with this name."""
        return self._words if self._names_it else name + self._words


class remembered(Generic[Value]):  # noqa: N801 - used as a decorator
    """Reads a short text once: the same days, months and amounts come again and again."""

    def __init__(self, read: Callable[[object], Value]) -> None:
        self._read = read
        self.kept: dict[str, Value] = {}
        """The texts read lately; none in which something cannot be seen."""
        self.__doc__ = read.__doc__

    def __call__(self, value: object) -> Value:
        """The value; WrongError as the reader has it, each time anew."""
        if not isinstance(value, str) or len(value) > _SHORT or not value.isprintable():
            return self._read(value)
        found = self.kept.get(value)
        if found is None:
            found = self._read(value)
            if len(self.kept) >= _MOST:
                self.kept.clear()
            self.kept[value] = found
        return found


_SHORT, _MOST = 16, 1024


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


def invalid(message: str) -> WrongError:
    """A value that is there but cannot be one of its kind."""
    return WrongError("invalid", message)


def read_text(value: object, limit: int = TEXT_LIMIT) -> str:
    """A free text as it is judged and printed: what cannot be seen is no part of it."""
    text = read_written(value, limit)
    if text.isprintable():
        return text
    seen = as_read(text)
    if not seen:
        raise invalid("只有看不见的字符，请重新录入")
    return seen


def read_seen(text: str, limit: int = TEXT_LIMIT) -> str:
    """A printable text as `read_text` and, of less length, `read_name` have it."""
    text = text.strip() if text.isascii() else clean(text)
    if len(text) > limit:
        raise invalid(f"超过 {limit} 个字，请缩短")
    return text


def read_written(value: object, limit: int = TEXT_LIMIT) -> str:
    """A text as it was written: NFC, trimmed, within the limit, no control character inside."""
    if not isinstance(value, str):
        raise invalid("应填文字，请重新录入")
    text = read_seen(value, limit)
    if text.isprintable():
        return text
    if has_control(text):
        raise invalid("含有看不见的字符，请重新录入")
    return clean(standard(text))


def read_name(value: object) -> str:
    """A person's name, in which nothing may stand that the card does not show."""
    name = read_written(value, NAME_LIMIT)
    if name.isprintable():
        return name
    marks = format_marks(name)
    if marks:
        raise invalid(unseen_words(marks))
    return read_text(name, NAME_LIMIT)


def read_number_text(value: object) -> str:
    """A text in which full-width forms stand for half-width ones: numbers, dates, codes."""
    if isinstance(value, str) and value.isascii() and value.isprintable():
        return read_seen(value)
    return narrow(read_written(value))


def read_id_number(value: object) -> str:
    """An ID number as it is compared: half-width, upper-case."""
    return read_number_text(value).upper()


_PHONE = re.compile("1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[0-9]{7,8}")


def is_phone(text: str) -> bool:
    """Whether a half-width text is a telephone as the form takes it."""
    return _PHONE.fullmatch(text) is not None


def read_phone(value: object) -> str:
    """A mobile number, or a landline with its area code."""
    text = read_number_text(value)
    if is_phone(text):
        return text
    words, names_it = causes.of_phone(text)
    raise WrongError("phone", words, names_it=names_it)


_DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile("([0-9]{4})-([0-9]{2})")


@remembered
def read_date(value: object) -> date:
    """A day written `YYYY-MM-DD`."""
    text = read_number_text(value)
    match = _DATE.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else date(0, 0, 0)
    except ValueError:
        raise invalid(causes.of_day(text)) from None


@remembered
def read_month(value: object) -> Month:
    """A month written `YYYY-MM`."""
    text = read_number_text(value)
    match = _MONTH.fullmatch(text)
    month = Month(*map(int, match.groups())) if match else Month(0, 0)
    if month.year < 1 or not 1 <= month.month <= 12:
        raise invalid(causes.of_month(text))
    return month


def read_boolean(value: object) -> bool:
    """Yes or no, as JSON's true or false."""
    if not isinstance(value, bool):
        raise invalid("只能答是或否，请重选")
    return value


_REGION_CODE = re.compile("[0-9]{6}")


def read_region_code(value: object) -> str:
    """Six digits of GB/T 2260; whether a place has them is not judged."""
    text = read_number_text(value)
    if not _REGION_CODE.fullmatch(text):
        raise invalid("应为 6 位数字，请查区划代码")
    return text


_SHA256 = re.compile("[0-9A-Fa-f]{64}")


def read_sha256(value: object) -> str:
    """64 hexadecimal digits, in small letters."""
    text = read_written(value)
    if not _SHA256.fullmatch(text):
        raise invalid("应为 64 位十六进制数")
    return text.lower()
