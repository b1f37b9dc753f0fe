"""The demonstration's windows: at each somebody of the trial signs in by a key, as at a counter.

Must not do anything at one: whoever sits there works at what `work` says.
"""

from functools import cache, partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import open_counter
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.hands import ALT, Key, press, settle, until
from counter_app.settings import Settings
from counter_app.ui.application import Front
from counter_app.ui.at_counter import AtCounter
from counter_app.ui.shell.sign_in import SignInPlace
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.theme.style import dress, speak_chinese

CLERK, COMMUNITY, COUNTY, LEAD, MUNICIPAL = "lijing", "wangmin", "zhaolei", "zhouying", "chenlan"
"""Logins of the trial's people: who receives, who reviews, who approves, who files."""
_SIZE = (1366, 768)


class DemoWindow:
    """One person at one device; opened when it is first needed, and then as it was left."""

    def __init__(self, settings: Settings, login: str, printer: DemoPrinter) -> None:
        self._settings, self._login, self._printer = settings, login, printer
        self._front: Front | None = None

    @property
    def work(self) -> AtCounter:
        """What is worked at by whoever sits here."""
        assert self._front is not None
        assert isinstance(self._front.work, AtCounter)
        return self._front.work

    def to_front(self, picture: Path | None = None) -> None:
        """The keyboard is here; `picture`: of the place at which somebody signs in."""
        if self._front is None:
            self._sit(picture)
        else:
            self._front.window.activateWindow()
            until(self._front.window.isActiveWindow, "窗口在前面")

    def close(self) -> None:
        """Whoever sits here leaves."""
        if self._front is not None:
            self._front.close()
            self._front.window.close()
            self._front = None

    def _sit(self, picture: Path | None) -> None:
        _application()
        opens = partial(open_counter, self._settings)
        self._front = front = Front(opens, lambda: (self._printer,))
        front.window.resize(*_SIZE)
        front.window.show()
        front.window.activateWindow()
        front.window.open_at(0)
        until(lambda: front.opened, "打开本机数据")
        until(lambda: isinstance(front.window.place(), SignInPlace), "登录")
        if picture is not None:
            grab(front.window, picture)
        at = [each.login for each in TRIAL_PEOPLE].index(self._login)
        press(Key(Key.Key_1 + at), ALT)
        until(lambda: isinstance(front.work, AtCounter), "开始工作")
        until(front.background.is_idle, "空下来")


def grab(window: Window, target: Path) -> None:
    """The window as it stands, as PNG."""
    settle()
    target.unlink(missing_ok=True)
    window.grab().save(str(target))


@cache
def _application() -> QApplication:
    application = QApplication.instance() or QApplication(["demo"])
    assert isinstance(application, QApplication)
    dress(application)
    speak_chinese(application)
    return application
