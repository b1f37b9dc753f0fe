"""The colours, as tables: light, dark and contrast.

The application's palette carries the one in force, so a painted part asks `colour()` and needs
no reference to a theme.
"""

from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor, QGuiApplication, QPalette

_Role = QPalette.ColorRole


class Token(StrEnum):
    """What a colour is for; the value is its name in the style sheet."""

    SURFACE = "surface"
    WINDOW = "window"
    TINT = "tint"
    LINE = "line"
    EDGE = "edge"
    TEXT = "text"
    SECOND = "second"
    QUIET = "quiet"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ERR = "err"
    REVIEW = "review"
    OK = "ok"


_ORDER = tuple(Token)


def _table(colours: str) -> dict[Token, str]:
    return dict(zip(_ORDER, colours.split(), strict=True))


LIGHT = _table(
    "FFFFFF F4F4F1 EEF4F9 DFDFDA 82878D 1C2024 4F565D 61686F 1B5788 FFFFFF AE2A20 835500 286A45"
)
DARK = _table(
    "1F2225 17191B 243140 33373B 767D84 E8E9E7 B9BEC3 9AA1A7 86B9E6 10202E F3A097 E2B663 8ECBA6"
)
CONTRAST = _table(
    "000000 000000 000000 FFFFFF FFFFFF FFFFFF FFFFFF E6E6E6 FFE14A 000000 FF9C92 FFC65C 8DF0B4"
)

_ROLES = {
    Token.SURFACE: _Role.Base,
    Token.WINDOW: _Role.Window,
    Token.TINT: _Role.AlternateBase,
    Token.LINE: _Role.Midlight,
    Token.EDGE: _Role.Mid,
    Token.TEXT: _Role.Text,
    Token.SECOND: _Role.Dark,
    Token.QUIET: _Role.PlaceholderText,
    Token.ACCENT: _Role.Highlight,
    Token.ON_ACCENT: _Role.HighlightedText,
    Token.ERR: _Role.BrightText,
    Token.REVIEW: _Role.LinkVisited,
    Token.OK: _Role.Link,
}


def palette_of(table: dict[Token, str]) -> QPalette:
    """A palette that carries every token of `table`."""
    palette = QPalette()
    for token, role in _ROLES.items():
        palette.setColor(role, QColor(f"#{table[token]}"))
    for role, token in (
        (_Role.WindowText, Token.TEXT),
        (_Role.ButtonText, Token.TEXT),
        (_Role.Button, Token.SURFACE),
        (_Role.ToolTipBase, Token.SURFACE),
        (_Role.ToolTipText, Token.TEXT),
    ):
        palette.setColor(role, QColor(f"#{table[token]}"))
    return palette


@cache
def colour(token: Token) -> QColor:
    """The colour in force for `token`, kept until others are put on (`style.put_on`)."""
    return QGuiApplication.palette().color(_ROLES[token])
