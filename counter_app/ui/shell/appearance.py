"""Theme, zoom, size and place of the window while it is open, by key; kept for the next time.

Must not know what the window shows.
"""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from counter_app.ui.shell.look import Look, Theme, keep_look, next_theme, read_look, zoomed
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.style import put_on
from counter_app.ui.widgets.theme.tokens import CONTRAST, DARK, LIGHT, Token

_FACTOR = "QT_SCALE_FACTOR"
_TABLES = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}


def prepare_look(data: Path) -> Look:
    """The look of the last time, read before Qt begins, which takes the zoom at a start only.

    Whoever set a zoom for this start is heeded.
    """
    look = read_look(data)
    if look.zoom != 100 and _FACTOR not in os.environ:
        os.environ[_FACTOR] = f"{look.zoom / 100:g}"
    return look


class Appearance(QObject):
    """The look of one window."""

    restart_wanted = Signal()
    """Another zoom: Qt takes it at a start only, so the window begins anew, where it was."""

    def __init__(self, application: QApplication, window: Window, data: Path, look: Look) -> None:
        super().__init__(window)
        self._application, self._window, self._data = application, window, data
        self.look = look
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.wear()
        window.own_acts = self.acts()

    def show(self) -> None:
        """As it was the last time; the first time as large as the screen."""
        if self.look.geometry and self._window.restoreGeometry(self.look.geometry):
            self._window.show()
        else:
            self._window.showMaximized()

    def acts(self) -> tuple[Act, ...]:
        """The keys."""
        return (
            Act("Ctrl++", "整个窗口放大", lambda: self._zoom(1)),
            Act("Ctrl+=", "整个窗口放大", lambda: self._zoom(1)),
            Act("Ctrl+-", "整个窗口缩小", lambda: self._zoom(-1)),
            Act("Ctrl+0", "整个窗口原大", lambda: self._zoom(0)),
            Act("Ctrl+Shift+D", "换浅色、深色、高对比", self._next_theme),
        )

    def keep(self) -> None:
        """Remember size and place."""
        geometry = bytes(self._window.saveGeometry().data())
        keep_look(self._data, self.look._replace(geometry=geometry))

    def wear(self) -> None:
        """Put the colours on."""
        put_on(self._application, self._table())

    def _table(self) -> dict[Token, str]:
        if self.look.theme is not Theme.SYSTEM:
            return _TABLES[self.look.theme]
        scheme = self._application.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _system_changed(self) -> None:
        if self.look.theme is Theme.SYSTEM:
            self.wear()

    def _next_theme(self) -> None:
        self.look = next_theme(self.look)
        self.wear()
        self.keep()
        self._window.place().say(f"外观：{self.look.theme.label}，Ctrl+Shift+D 再换")

    def _zoom(self, step: int) -> None:
        look = zoomed(self.look, step)
        if look == self.look:
            self._window.place().say(f"已是 {look.zoom} %")
            return
        self.look = look
        self.keep()
        self.restart_wanted.emit()
