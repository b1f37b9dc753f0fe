"""The demonstration's window: opened as at a desk, and somebody of the trial signs in by a key.

Must not do anything at it: whoever sits there works at what `work` says.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import Counter
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.hands import ALT, Key, press, settle, until
from counter_app.ui.application import Front
from counter_app.ui.at_counter import AtCounter
from counter_app.ui.shell.sign_in import SignInPlace
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.theme.style import dress, speak_chinese

CLERK, COUNTY, LEAD = "lijing", "zhaolei", "zhouying"
"""Logins of the trial's people who sit here: who receives, who settles, who approves."""
_SIZE = (1366, 768)


class DemoWindow:
    """One window after another over the same counter, as people sit down and leave."""

    def __init__(self, open_it: Callable[[], Counter], printer: DemoPrinter, out: Path) -> None:
        application = QApplication.instance() or QApplication(["demo"])
        assert isinstance(application, QApplication)
        dress(application)
        speak_chinese(application)
        self._open_it, self._printer, self._out = open_it, printer, out
        self._front: Front | None = None

    @property
    def work(self) -> AtCounter:
        """What is worked at by whoever sits here."""
        assert self._front is not None
        assert isinstance(self._front.work, AtCounter)
        return self._front.work

    def sit(self, login: str) -> None:
        """Somebody signs in by the one key of theirs; who sat here before has left."""
        self.close()
        self._front = front = Front(self._open_it, lambda: (self._printer,))
        front.window.resize(*_SIZE)
        front.window.show()
        front.window.activateWindow()
        front.window.open_at(0)
        until(lambda: front.opened, "打开本机数据")
        until(lambda: isinstance(front.window.place(), SignInPlace), "登录")
        grab(front.window, self._out / "today-screen-sign-in.png")
        at = [each.login for each in TRIAL_PEOPLE].index(login)
        press(Key(Key.Key_1 + at), ALT)
        until(lambda: isinstance(front.work, AtCounter), "开始工作")
        until(front.background.is_idle, "空下来")

    def close(self) -> None:
        """Whoever sits here leaves."""
        if self._front is not None:
            self._front.close()
            self._front.window.close()
            self._front = None


def grab(window: Window, target: Path) -> None:
    """The window as it stands, as PNG."""
    settle()
    target.unlink(missing_ok=True)
    window.grab().save(str(target))
