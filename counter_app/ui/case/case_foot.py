"""The foot of an open case: keys in a whisper, or what stands against it, and the one button.

Must not know what the button does.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.theme.parts import cut_label, named, retone, rule
from counter_app.ui.widgets.theme.sizes import INSET

_HEIGHT = 52


class CaseFoot(QWidget):
    """Words at the left, the button at the right; without a name there is no button."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "paper")
        self.setFixedHeight(_HEIGHT)
        self._words = cut_label("", "second")
        self.button = ActButton("", "Ctrl+Enter", main=True)
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        column.addLayout(row, 1)

    def say(self, words: str, button: str = "", *, wrong: bool = False, may: bool = True) -> None:
        """Show these; `may`: whether the button can be pressed now."""
        self._words.setText(words)
        retone(self._words, "err" if wrong else "second")
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.setEnabled(may)
        self.button.updateGeometry()
