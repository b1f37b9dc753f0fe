"""Refreshing only what is seen: a hidden page follows no keystroke, it catches up when it opens."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _WhenSeen(QObject):
    """Waits for its widget to be shown."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._act, self._waiting = widget, act, False

    def ask(self) -> None:
        """Act now if the widget is to be seen, else once when it is."""
        if self._widget.isVisibleTo(self._widget.window()):
            self._act()
        elif not self._waiting:
            self._waiting = True
            self._widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act before the widget is drawn for the first time again."""
        if self._waiting and event.type() == QEvent.Type.Show:
            self._waiting = False
            self._widget.removeEventFilter(self)
            self._act()
        return False


def when_seen(widget: QWidget, act: Callable[[], object]) -> Callable[[], None]:
    """`act` as a slot that does its work only while `widget` is seen, and at the latest then.

    For slots of `session.reviewed`: twenty hidden pages would else answer every key.
    """
    return _WhenSeen(widget, act).ask
