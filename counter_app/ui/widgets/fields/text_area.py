"""Several lines of text that a person writes for others to read: an opinion, a reason.

Enter is a new line, Tab leaves; while characters are composed every key is the input method's.
Must not judge or tidy anything.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from counter_app.ui.widgets.fields.control import Control, Value


class _Area(QPlainTextEdit):
    """`composing`: characters are not committed yet."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.composing = False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._tell)

    def write(self, text: str) -> None:
        """Put a text where the caret is, as if it was typed."""
        self.insertPlainText(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep quiet while composing."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self.composing:
            self._tell()

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window while composing."""
        if event.type() == QEvent.Type.ShortcutOverride and self.composing:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key with Ctrl and Enter, or with Alt, is the window's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers()
        alt = held & Qt.KeyboardModifier.AltModifier
        control = held & Qt.KeyboardModifier.ControlModifier
        if self.composing or (enter and control) or (alt and not control):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if not self.composing:
            self.typed.emit()


class TextArea(Control):
    """The text as it is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = _Area(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.input)
        self.setFocusProxy(self.input)
        self._shown = ""
        self.input.typed.connect(self._typed)

    def value(self) -> Value:
        """The text."""
        return self.input.toPlainText()

    def show_value(self, value: Value) -> None:
        """Show a text; the same is left as it stands, with its caret."""
        text = value if isinstance(value, str) else ""
        self._shown = text
        if text != self.input.toPlainText():
            self.input.setPlainText(text)

    def focus_target(self) -> QWidget:
        """The area itself."""
        return self.input

    def _typed(self) -> None:
        text = self.input.toPlainText()
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)
