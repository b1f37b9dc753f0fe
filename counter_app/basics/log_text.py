"""How a log line reads: never with what somebody typed, whoever wrote it.

A message loses what could be a value: letters beyond ASCII, long digits, long words, all within
quotes and brackets. An error is its kind and its places; its text is never asked for.
"""

import errno
import logging
import re
import traceback
from collections.abc import Iterator
from pathlib import PurePath

from counter_app.basics.errors import CounterError

_CUT = "…"
_LONGEST = 400
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_VALUE = re.compile(
    rf"(?P<known>\b(?:{_UUID}|\d{{6}}-\d{{2}})\b(?!-\d))"  # of an action, of a window
    r"""|'[^']*'?|"[^"]*"?|\([^)]*\)?|\[[^\]]*\]?|<[^>]*>?|\{[^}]*\}?"""
    r"|[^\x20-\x7e]+|\d(?:[ -]?\d){6,}[\dXx]?|[\w+/=-]{24,}"
)
_ENDS = 15
"""Places kept at each end of an error that came from very deep."""


class PlainFormatter(logging.Formatter):
    """Time, level, process, who says it, what; an error's kind, or its kinds and places below."""

    def __init__(self, *, places: bool) -> None:
        super().__init__()
        self._places = places

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        head = f"{self.formatTime(record)} {record.levelname} {record.process} {record.name}"
        line = f"{head}: {plain(_message(record))}"
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return line
        if self._places:
            return "\n".join((line, *places_of(error)))
        return f"{line} ({_kind(error)})"


def plain(text: str) -> str:
    """The first line of a message without what could be a value."""
    line = text.partition("\n")[0]
    return _VALUE.sub(lambda found: found["known"] or _CUT, line[: 4 * _LONGEST])[:_LONGEST]


def places_of(error: BaseException) -> Iterator[str]:
    """The error's kind and where it came from, then those of the errors behind it."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield f"  {_kind(each)}"
        yield from _places(each)
        waiting += [each.__cause__, None if each.__suppress_context__ else each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit
        return str(record.msg)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    if isinstance(error, CounterError):
        return f"{name} {error.entry.code}"
    if isinstance(error, OSError):
        return f"{name} {errno.errorcode.get(error.errno or 0, '')}".rstrip()
    return name


def _places(error: BaseException) -> Iterator[str]:
    frames = list(traceback.walk_tb(error.__traceback__))
    left_out = len(frames) - 2 * _ENDS
    for at, (frame, line) in enumerate(frames):
        if left_out > 0 and at == _ENDS:
            yield f"    {_CUT} {left_out}"
        if left_out <= 0 or not _ENDS <= at < _ENDS + left_out:
            yield f"    {_file(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _file(name: str) -> str:
    """The last parts of a path: what stands before them may be a user's name."""
    return "/".join(PurePath(name).parts[-3:])
