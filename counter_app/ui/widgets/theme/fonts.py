"""The fonts by name: one style from the common characters to the rare planes.

Qt's own fallback mixes clashing faces, so the list is explicit. Must not be asked for sizes
below 14 pixels.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "BabelStone Han",
    "HanaMinA",
    "HanaMinB",
)


@cache
def font(size: int = 15, *, strong: bool = False) -> QFont:
    """The window's font, `size` pixels high; `strong` is weight 500 where the system has it."""
    result = QFont(list(FAMILIES))
    result.setPixelSize(size)
    result.setWeight(strong_weight() if strong else QFont.Weight.Normal)
    return result


@cache
def strong_weight() -> QFont.Weight:
    """Medium where the first family of the list that is there has it, else Bold."""
    there = set(QFontDatabase.families())
    family = next((each for each in FAMILIES if each in there), "")
    has_medium = "Medium" in QFontDatabase.styles(family)
    return QFont.Weight.Medium if has_medium else QFont.Weight.Bold


def has_chinese_font() -> bool:
    """Whether any family of the list is there: without it names are drawn as boxes."""
    return not set(FAMILIES).isdisjoint(QFontDatabase.families())
