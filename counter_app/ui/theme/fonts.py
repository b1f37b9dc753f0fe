"""The fonts by name: one style from the common characters to the rare planes.

Qt's own fallback mixes clashing faces, so the list is explicit. Must not be asked for sizes
below 14 pixels.
"""

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "BabelStone Han",
    "HanaMinA",
    "HanaMinB",
)


def font(size: int = 15, *, strong: bool = False) -> QFont:
    """The window's font, `size` pixels high; `strong` is weight 500 where the system has it."""
    result = QFont(list(FAMILIES))
    result.setPixelSize(size)
    result.setWeight(QFont.Weight.Medium if strong else QFont.Weight.Normal)
    return result


def has_chinese_font() -> bool:
    """Whether any family of the list is there: without it names are drawn as boxes."""
    return not set(FAMILIES).isdisjoint(QFontDatabase.families())
