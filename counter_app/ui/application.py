"""Qt's application around the window: look, language, fonts, and a tidy end."""

from PySide6.QtWidgets import QApplication

from counter_app.basics.catalogue.window import NO_CHINESE_FONT
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import Counter
from counter_app.ui.opening import Opening
from counter_app.ui.theme.fonts import has_chinese_font
from counter_app.ui.theme.style import dress, speak_chinese


def show_window(counter: Counter) -> int:
    """Show the window of an open counter until it is closed; returns Qt's exit code.

    Raises:
        CounterError: NO_CHINESE_FONT: names would be drawn as boxes.
    """
    application = QApplication(["counter-app"])
    application.setApplicationDisplayName("公租房“一件事”")
    if not has_chinese_font():
        raise CounterError(NO_CHINESE_FONT)
    dress(application)
    speak_chinese(application)
    opening = Opening(counter)
    opening.window.show()
    opening.window.open_at(0)
    code = application.exec()
    opening.close()
    return code
