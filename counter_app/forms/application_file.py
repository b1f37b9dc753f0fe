"""Reads an application file, or says in one sentence why it cannot be read. Bounded in memory.

Must not judge what the file says.
"""

import os
import re
from codecs import BOM_UTF8
from io import FileIO
from pathlib import Path

from counter_app.basics.catalogue import forms as trouble
from counter_app.basics.errors import CounterError
from counter_app.basics.exact_json import loads, quick_loads

SIZE_LIMIT = 4 * 1024 * 1024
DEPTH_LIMIT = 64
_USUAL = 64 * 1024
"""Most files are shorter; reading up to a size takes memory of that size first."""


def read_application(path: Path) -> dict[str, object]:
    """The document of a file; CounterError of the catalogue for one that cannot be read."""
    return parse_application(application_bytes(path))


def read_to_judge(path: Path) -> dict[str, object]:
    """The document for the checks alone, which take a number by its value: read in less time."""
    content = application_bytes(path)
    if _is_surely_shallow(content):
        try:
            document = quick_loads(content.removeprefix(BOM_UTF8))
        except (ValueError, RecursionError):
            return parse_application(content)
        if isinstance(document, dict):
            return document
    return parse_application(content)


def parse_application(content: bytes) -> dict[str, object]:
    """The document that stands in a file's bytes; CounterError as for the file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CounterError(trouble.FILE_NOT_UTF8) from error
    if is_too_deep(content):
        raise CounterError(trouble.FILE_TOO_DEEP)
    try:
        document = loads(text)
    except (ValueError, RecursionError) as error:
        raise CounterError(trouble.FILE_NOT_JSON) from error
    if not isinstance(document, dict):
        raise CounterError(trouble.FILE_NOT_OBJECT)
    return document


def application_bytes(path: Path) -> bytes:
    """What a file holds, up to the limit; CounterError for one that cannot be opened."""
    try:
        with open(path, "rb", buffering=0) as file:
            content = _read(file)
    except FileNotFoundError as error:
        raise CounterError(trouble.FILE_ABSENT) from error
    except IsADirectoryError as error:
        raise CounterError(trouble.FILE_IS_FOLDER) from error
    except (OSError, ValueError) as error:
        is_folder = os.path.isdir(path)  # Windows forbids to open one; Path.is_dir may raise
        entry = trouble.FILE_IS_FOLDER if is_folder else trouble.FILE_FORBIDDEN
        raise CounterError(entry) from error
    if len(content) > SIZE_LIMIT:
        raise CounterError(trouble.FILE_TOO_LARGE)
    return content


def _read(file: FileIO) -> bytes:
    """All of it, but not more than a byte above the limit."""
    pieces, room = [], SIZE_LIMIT + 1
    while room and (piece := file.read(min(_USUAL, room))):
        pieces.append(piece)
        room -= len(piece)
    return b"".join(pieces)


_TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
"""Texts and brackets; possessive and content with an open end, so that no text is read twice."""


def is_bounded(content: bytes) -> bool:
    """Whether JSON is as small and as shallow as that of a file that can be read."""
    return len(content) <= SIZE_LIMIT and not is_too_deep(content)


def is_too_deep(content: bytes) -> bool:
    """Whether the JSON of these bytes, which are UTF-8, nests deeper than the limit."""
    return not _is_surely_shallow(content) and _is_too_deep(content.decode("utf-8-sig"))


_NO_MARKS = bytes(each for each in range(256) if each not in b'[]{}"\\')


def _is_surely_shallow(content: bytes) -> bool:
    """A cheap look that never says yes to what is too deep: brackets alone, pairs taken away.

    With no bracket or backslash in a text, all quotes stand in pairs once the rest is gone; each
    round then takes at most two levels away. Anything else is left to `_is_too_deep`.
    """
    if content.count(b"{") + content.count(b"[") <= DEPTH_LIMIT:
        return True
    marks = content.translate(None, _NO_MARKS)
    brackets = marks.replace(b'""', b"")
    if b"\\" in marks or b'"' in brackets:
        return False
    for _ in range(DEPTH_LIMIT // 2):
        if not brackets:
            return True
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return not brackets


def _is_too_deep(text: str) -> bool:
    """Whether brackets nest deeper than the limit, the outermost being 1; texts are skipped."""
    depth = 0
    for token in _TOKENS.finditer(text):
        first = text[token.start()]
        if first in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:
                return True
        elif first != '"':
            depth -= 1
    return False
