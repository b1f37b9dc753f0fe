"""Python's garbage is looked for in the window's thread alone, now and then, in small pieces.

Left to itself Python looks for it in whichever thread makes objects. A Qt object found by another
thread is destroyed there: that thread takes Qt's locks and waits for Python's, while the window,
destroying something of its own, has Python's and waits for Qt's. Both stand still for ever.
Must not know what is collected.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 250


class Collector(QObject):
    """Looks as often as Python would, at the generations that Python would look at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(_look)
        self._timer.start(_LOOK_MS)

    def close(self) -> None:
        """Leave it to Python again, where it was: no other thread is at work any more."""
        self._timer.stop()
        if self._before:
            gc.enable()


def _look() -> None:
    counts, limits = gc.get_count(), gc.get_threshold()
    over = [count > limit for count, limit in zip(counts, limits, strict=True)]
    if over[0]:
        gc.collect(2 if over[2] else 1 if over[1] else 0)
