"""Acts and their keys: from one table come the shortcuts, the bar, the whispers and F1.

A key that is held down, or pressed again before the first was done, does nothing. Bare keys
reach an act only outside text fields: a line of text keeps what can be typed into it.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_TOLD = {
    "Return": "Enter",
    "Shift+Return": "Shift+Enter",
    "Ctrl+Return": "Ctrl+Enter",
    "Space": "空格",
    "Ctrl+PgDown": "Ctrl+PgDn",
}


class Act(NamedTuple):
    """Something the clerk can do: its key as Qt writes it, its name, and how it is done."""

    key: str
    name: str
    run: Callable[[], object]
    bar: bool = False
    """Told in the bottom bar."""
    foot: bool = False
    """Whispered in the page's foot."""
    told: str = ""
    """How the key is told, where that differs: `Ctrl+1…8`."""

    @property
    def key_told(self) -> str:
        """The key in the clerk's words."""
        return self.told or _TOLD.get(self.key, self.key)


class Keyboard(QObject):
    """The keys of a window: looks up, at each press, what the key does just now."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._acts: dict[str, Act] = {}
        self._shortcuts: dict[str, QShortcut] = {}
        self._running = False

    def use(self, acts: Iterable[Act]) -> None:
        """Let these acts have their keys; where two want the same key, the later has it."""
        self._acts = {act.key: act for act in acts}
        for key in self._acts.keys() - self._shortcuts.keys():
            self._shortcuts[key] = self._shortcut(key)
        for key, shortcut in self._shortcuts.items():
            shortcut.setEnabled(key in self._acts)

    def acts(self) -> tuple[Act, ...]:
        """What has a key just now."""
        return tuple(self._acts.values())

    def _shortcut(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self._press(key))
        return shortcut

    def _press(self, key: str) -> None:
        if self._running or key not in self._acts:
            return
        self._running = True
        try:
            self._acts[key].run()
        finally:
            self._running = False
