"""Text as judged and shown: NFC, trimmed, half-width, without what cannot be seen.

Must not know which field a text is of.
"""

import re
import unicodedata
from functools import cache

from counter_app.basics.private_use import is_noncharacter, standard

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[\uff01-\uff5e]")
_SURROGATE = re.compile("[\ud800-\udfff]")
HAN = "[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
"""Of a regular expression: a Chinese character."""
JOINERS = "\u200c\u200d"
"""Shape letters of other scripts, where they are a part of the spelling."""


def clean(text: str) -> str:
    """The text in Unicode NFC without blanks at its ends (U+3000 and line ends are blanks too)."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text).strip()


def as_read(text: str) -> str:
    """The text as the house reads, prints and signs it; what is printable stays as `clean` has it.

    Private-use characters that have a standard one are that one; what cannot be seen is left out.
    """
    if text.isprintable():
        return clean(text)
    text = standard(text)
    return clean("".join(each for each in text if not _is_unseen(each, text)))


def unseen(text: str) -> tuple[tuple[int, str], ...]:
    """What `as_read` leaves out, and how many characters that are seen stand before each."""
    if text.isprintable():
        return ()
    text = standard(text)
    found: list[tuple[int, str]] = []
    for place, each in enumerate(text):
        if _is_unseen(each, text):
            found.append((place - len(found), each))
    return tuple(found)


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return bool(_han().search(text))


@cache
def _han() -> re.Pattern[str]:
    """Built when it is first asked for: that takes 2 ms, and no start needs it."""
    return re.compile(HAN)


def _is_unseen(character: str, text: str) -> bool:
    """Direction marks, zero-width signs (joiners beside Chinese only) and noncharacters."""
    if character.isprintable():
        return False
    if unicodedata.category(character) != "Cf":
        return is_noncharacter(character)
    return character not in JOINERS or has_han(text)


def narrow(text: str) -> str:
    """The text with the full-width forms U+FF01–U+FF5E made half-width."""
    if text.isascii() or not _WIDE.search(text):
        return text
    return text.translate(_NARROW)


def has_control(text: str) -> bool:
    """Whether a control character or a lone surrogate (Cc, Cs) stands in the text."""
    return any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)


def one_line(text: str) -> str:
    """The text without control characters, for a terminal: a file cannot move its cursor."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(each) == "Cc" else each for each in text)


def is_unicode(text: str) -> bool:
    """Whether the text can be written as UTF-8, that is, holds no lone surrogate."""
    return text.isascii() or not _SURROGATE.search(text)
