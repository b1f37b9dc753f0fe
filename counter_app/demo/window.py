"""The demonstration's window: opened as at a desk, and somebody of the trial signs in by a key."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import Counter
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.hands import ALT, Key, press, until
from counter_app.demo.scene import grab
from counter_app.ui.application import Front
from counter_app.ui.opening import Opening
from counter_app.ui.shell.sign_in import SignInPlace
from counter_app.ui.widgets.theme.style import dress, speak_chinese

_SIZE = (1366, 768)
_CLERK = Key.Key_1
"""With Alt: the trial's clerk, who stands first."""


@contextmanager
def opened_window(
    open_it: Callable[[], Counter],
    printer: DemoPrinter,
    out: Path,
) -> Iterator[Opening]:
    """The window with the clerk at it; its first place as a picture in `out`."""
    application = QApplication.instance() or QApplication(["demo"])
    assert isinstance(application, QApplication)
    dress(application)
    speak_chinese(application)
    front = Front(open_it, lambda: (printer,))
    try:
        front.window.resize(*_SIZE)
        front.window.show()
        front.window.activateWindow()
        front.window.open_at(0)
        until(lambda: front.opened, "打开本机数据")
        until(lambda: isinstance(front.window.place(), SignInPlace), "登录")
        grab(front.window, out, "today-screen-sign-in")
        press(_CLERK, ALT)
        until(lambda: front.opening, "开始工作")
        assert front.opening is not None
        yield front.opening
    finally:
        front.close()
        front.window.close()
