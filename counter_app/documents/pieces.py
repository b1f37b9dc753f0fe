"""Text as a line of pieces that a layout can set without reading markup.

Splits out long runs, which may break anywhere, and characters that no font has. Both outputs
(Typst and .docx) set the same pieces. Must not know which field a text is of.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter_app.basics.text import as_read

LONG_RUN = 13
"""Runs of so many letters or digits may break between any two."""
_WORD = 4
_RUN = re.compile(r"[^\s⺀-\U0010ffff]+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters or digits that stay together where the line can hold them."""

    text: str


@dataclass(frozen=True, slots=True)
class Long:
    """A run that may break anywhere and, alone in its cell, is split into even lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no font has: drawn as 〓; its code point follows as a note."""

    character: str

    @property
    def code_point(self) -> str:
        """U+323B0."""
        return f"U+{ord(self.character):04X}"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small print behind a value."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that must not be overlooked, such as a last day."""

    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A box, ticked or not, with what it stands for."""

    ticked: bool
    label: str


@dataclass(frozen=True, slots=True)
class Gap:
    """White between two pieces, in millimetres."""

    millimetres: float


@dataclass(frozen=True, slots=True)
class Field:
    """A place to be filled, at least so many millimetres wide, its content centred."""

    millimetres: float
    content: tuple["Piece", ...] = ()


Piece = str | Word | Long | Missing | Note | Strong | Option | Gap | Field
Line = tuple[Piece, ...]
Drawable = Callable[[str], bool]


def line_of(text: str, drawable: Drawable, remark: str = "") -> Line:
    """The pieces of a text; `remark` (with `{signs}`) explains each character without a glyph."""
    seen = clean_line(text)
    pieces: list[Piece] = []
    unknown: list[Missing] = []
    for part in _split(seen, drawable):
        if isinstance(part, Missing) and part not in unknown:
            unknown.append(part)
        pieces.append(part)
    if unknown and remark:
        signs = "、".join(each.code_point for each in unknown)
        pieces.append(Note(remark.format(signs=signs)))
    return tuple(pieces)


def clean_line(text: str) -> str:
    """The text without what cannot be seen, on one line: as it is read, so as it is signed."""
    return as_read(_UNSEEN.sub(" ", text))


def _split(text: str, drawable: Drawable) -> Iterable[Piece]:
    if all(map(drawable, text)):
        return _runs(text)
    return _around_missing(text, drawable)


def _around_missing(text: str, drawable: Drawable) -> Iterable[Piece]:
    start = 0
    for place, character in enumerate(text):
        if not drawable(character):
            yield from _runs(text[start:place])
            yield Missing(character)
            start = place + 1
    yield from _runs(text[start:])


def _runs(text: str) -> Iterable[Piece]:
    start = 0
    for match in _RUN.finditer(text):
        if len(match.group()) <= _WORD:
            continue
        if text[start : match.start()]:
            yield text[start : match.start()]
        long = len(match.group()) >= LONG_RUN
        yield Long(match.group()) if long else Word(match.group())
        start = match.end()
    if text[start:]:
        yield text[start:]


def plain(line: Line) -> str:
    """The line as text, boxes as □ and ☑; for .docx tests and for counting."""
    return "".join(_plain(piece) for piece in line)


def _plain(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Word(text) | Long(text) | Note(text) | Strong(text):
            return text
        case Missing():
            return "〓"
        case Option(ticked, label):
            return f"{'☑' if ticked else '□'}{label}"
        case Gap():
            return "  "
        case Field(_, content):
            return plain(content) or "    "


def to_json(line: Line) -> list[object]:
    """The line as the layouts read it."""
    return [_json(piece) for piece in line]


def _json(piece: Piece) -> object:
    match piece:
        case str():
            return piece
        case Word(text):
            return {"word": text}
        case Long(text):
            return {"long": text}
        case Missing():
            return {"missing": piece.code_point}
        case Note(text):
            return {"note": text}
        case Strong(text):
            return {"strong": text}
        case Option(ticked, label):
            return {"option": label, "on": ticked}
        case Gap(millimetres):
            return {"gap": millimetres}
        case Field(millimetres, content):
            return {"field": to_json(content), "wide": millimetres}
