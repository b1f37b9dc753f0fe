"""Text as judged and shown: NFC, trimmed, half-width. Must not know which field a text is of."""

import re
import unicodedata

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[\uff01-\uff5e]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text in Unicode NFC without blanks at its ends (U+3000 and line ends are blanks too)."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text).strip()


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
