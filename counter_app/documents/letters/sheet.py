"""A letter as blocks in order: what the layout and .docx both set. Must not know a word of one.

Widths are millimetres; the blocks of a letter are as wide as its text.
"""

from dataclasses import dataclass
from datetime import date

from counter_app.documents.pieces import Line, Option
from counter_app.documents.qr import Code

NARROW_SIDE, SIDE = 22.0, 26.0
"""Margins left and right: less where a table of five columns needs it."""
LABEL = 29.0
"""Width of the column of labels."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, its first line indented by two characters."""

    line: Line
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A few words above a table."""

    text: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Labels with short values, two a row; a fact alone in its row takes all of it."""

    rows: tuple[tuple[tuple[str, Line], ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `align` is left, center or right."""

    title: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Rows:
    """A table under a head that repeats on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    total: tuple[Line, ...] = ()
    """The last row; its first cell spans what its others leave."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Labels with sentences: by when, where, what then. `heights` are least ones, for writing."""

    rows: tuple[tuple[str, Line], ...]
    heights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """Lines to sign, each with its label and a date to be written; two stand beside each other."""

    labels: tuple[str, ...]
    date_words: tuple[str, ...]


Block = Paragraph | Heading | LetterFacts | Rows | Terms | Signs


@dataclass(frozen=True, slots=True)
class Seal:
    """Who issues the letter and when; the seal is put over both."""

    bureau: str
    day: str
    note: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """The block at the foot of a letter that says how it was handed over."""

    way: str
    ways: tuple[Option, ...]
    recipient: tuple[str, ...]
    time: str
    deliverer: tuple[str, ...]
    substitute: tuple[str, ...]
    date_words: tuple[str, ...]
    refusal: tuple[str, ...] = ()
    """Two labels more where somebody may refuse to take the letter."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The QR of the case with what stands beneath it, and whom to ask."""

    code: Code
    caption: str
    short_code: str
    contacts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """Left, right and the code of the small QR."""

    left: tuple[str, ...]
    right: str
    code: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole letter."""

    title: str
    bureau: str
    number: tuple[str, str]
    """Label and the letter's own number."""
    official: str
    addressee: Line
    again: str
    """What later pages are headed by."""
    owner: str
    narrow: bool
    blocks: tuple[Block, ...]
    scan: Scan | None
    seal: Seal | None
    delivery: Delivery | None
    copies: str
    foot: Foot
    across: str
    note: str
    """What a letter of a trial says above everything."""

    @property
    def width(self) -> float:
        """The text's width."""
        return 210 - 2 * (NARROW_SIDE if self.narrow else SIDE)


_DIGITS = "〇一二三四五六七八九"


def chinese_day(value: date) -> str:
    """二〇二六年十一月二十三日: years digit by digit, months and days as numbers."""
    year = "".join(_DIGITS[int(digit)] for digit in str(value.year))
    return f"{year}年{_count(value.month)}月{_count(value.day)}日"


def _count(number: int) -> str:
    tens, units = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[units] if units or not tens else "")
