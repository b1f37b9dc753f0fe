"""Puts colours, font and the one style sheet on the application."""

from string import Template

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.basics.resources import resource
from counter_app.ui.widgets.theme.fonts import font, strong_weight
from counter_app.ui.widgets.theme.ring import has_tint, ring_width
from counter_app.ui.widgets.theme.tokens import LIGHT, Token, colour, palette_of

STYLE = ("-style", "fusion")
"""For the line with which a `QApplication` is made. Asked for afterwards, Qt hands out the style as
an object, and PySide makes all words of styles for it: a tenth of the time until the window is
there."""


def dress(application: QApplication, table: dict[Token, str] | None = None) -> None:
    """Give an application its look; `table` is one of the colour tables, light by default."""
    application.setStyle("fusion")
    put_on(application, LIGHT if table is None else table)


def put_on(application: QApplication, colours: dict[Token, str]) -> None:
    """Colours, font and style sheet, on an application that has the house's style."""
    application.setPalette(palette_of(colours))
    colour.cache_clear()
    application.setFont(font(15))
    for window in application.topLevelWidgets():
        if window.windowType() is Qt.WindowType.Window:
            # Qt tells those that are there later: behind the sheet's sizes it is not heeded.
            window.setFont(font(15))
    sheet = Template(resource("styles", "window.qss").read_text(encoding="utf-8"))
    words = {str(token): f"#{value}" for token, value in colours.items()}
    words["ring"] = str(ring_width())
    # A ring thicker than the edge takes from the room inside: nothing shifts.
    words |= {f"within{room}": str(room + 1 - ring_width()) for room in (5, 6, 8, 10, 15)}
    chosen = (Token.TINT, Token.TEXT) if has_tint() else (Token.ACCENT, Token.ON_ACCENT)
    words |= zip(("chosen", "on_chosen"), (words[token] for token in chosen), strict=True)
    words["strong"] = str(strong_weight().value)
    application.setStyleSheet(sheet.substitute(words))


def speak_chinese(application: QApplication) -> bool:
    """Load Qt's own Chinese texts (dialog buttons, context menus)."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load("qtbase_zh_CN", folder) and application.installTranslator(translator)


def mark(widget: QWidget, name: str, value: str | bool) -> bool:
    """Set a property that the style sheet looks at, and restyle only if it changed; whether."""
    if widget.property(name) == value or (value is False and widget.property(name) is None):
        return False  # the sheet has no rule for what is not so
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return True  # its first polish sees the property
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    return True
