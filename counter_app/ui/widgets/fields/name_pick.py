"""A line for a name that is most likely one of a few: initials and arrows choose, others are typed.

Must not judge whether somebody else may stand there.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counter_app.basics.names import fold
from counter_app.forms.pinyin import initials
from counter_app.ui.widgets.fields.line import LineControl

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NamePick(LineControl):
    """The line. `names` tells, at each key, whom it is chosen from."""

    def __init__(self, names: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.input.installEventFilter(self)

    def meant(self) -> str:
        """Whose initials stand there; nothing where they are nobody's."""
        letters = self.input.text().strip().lower()
        if not (letters.isascii() and letters.isalpha()):
            return ""
        spelt = [(name, initials(fold(name))) for name in self._names()]
        whole = (name for name, each in spelt if letters in each)
        begun = (name for name, each in spelt if any(one.startswith(letters) for one in each))
        return next(whole, next(begun, ""))

    def is_known(self) -> bool:
        """Whether one of the names stands there."""
        return self.input.text().strip() in self._names()

    def tidy_up(self) -> None:
        """Initials become the name that they mean."""
        if name := self.meant():
            self._choose(name)
        super().tidy_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go from name to name."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = _STEPS.get(Qt.Key(event.key()))
        names = list(self._names())
        if step is None or not names or event.modifiers() or self.input.composing:
            return False
        text = self.input.text().strip()
        at = names.index(text) + step if text in names else min(step, 0)
        self._choose(names[at % len(names)])
        self.input.selectAll()
        return True

    def _choose(self, name: str) -> None:
        self.input.put(name)
        self.edited.emit(name)
