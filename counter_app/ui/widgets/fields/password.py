"""A password: shown as dots, never put right, and told where capitals are locked."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.ui.widgets.fields.line import LineControl

_LONGEST = 128


class PasswordControl(LineControl):
    """One line of dots."""

    capitals = Signal(bool)
    """Whether capitals are locked, as far as the last letter shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.input.setMaxLength(_LONGEST)
        self.input.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.input.installEventFilter(self)

    def password(self) -> str:
        """What was typed."""
        return self.input.text()

    def forget(self) -> None:
        """Let nothing of it stand here any more."""
        self.input.put("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a letter that is not as Shift would have it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = event.text()
            if text.isascii() and text.isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.capitals.emit(text.isupper() != shifted)
        return super().eventFilter(watched, event)
