"""A line of text that respects the input method.

While characters are composed nothing is told to the form, and Enter, Esc, arrows, digits and
shortcuts belong to the input method. Must not judge or tidy anything.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.OtherFocusReason)


class _Before(NamedTuple):
    """A line before something was composed in it: its text and what was marked."""

    text: str
    start: int
    length: int


class TextInput(QLineEdit):
    """`typed` follows each key, `pasted` a paste, `advance` (+1, -1) Enter and Shift+Enter."""

    typed = Signal(str)
    pasted = Signal()
    advance = Signal(int)
    left = Signal()
    entered = Signal()
    """The keyboard came; what is put now is there before anything is marked in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self._told = ""
        self._caret = -1
        self._before: _Before | None = None
        self.textEdited.connect(self._tell)

    def put(self, text: str) -> None:
        """Show a text that comes from the form; not told back."""
        self._told = text
        if text != self.text():
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def write(self, text: str) -> None:
        """Put a text where the caret is, as if it was typed."""
        self.insert(text)
        self._tell(self.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep quiet while composing; tell the whole text once it is committed.

        Composing takes away what was marked; where nothing comes of it, that comes back.
        """
        if self._before is None:
            self._before = _Before(self.text(), self.selectionStart(), len(self.selectedText()))
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if event.commitString() or event.replacementLength():
            self._before = None
        elif not self.composing:
            self._restore()
        self._tell(self.text())

    def _restore(self) -> None:
        """Let a composition of which nothing came not have been."""
        before, self._before = self._before, None
        if before is None or before.text == self.text():
            return
        self.setText(before.text)
        self.setSelection(before.start, before.length)

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window while composing; undo and redo where the line has no more."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.composing:
                event.accept()
                return True
            if self._is_the_windows(event):
                event.ignore()
                return True
        is_tab = isinstance(event, QKeyEvent) and event.key() in _TABS
        if self.composing and is_tab and event.type() == QEvent.Type.KeyPress:
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; a key that reaches us while composing is nobody's."""
        if self.composing:
            event.accept()
        elif _is_alt(event):
            event.ignore()
        elif event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.advance.emit(-1 if back else 1)
        else:
            is_paste = event.matches(QKeySequence.StandardKey.Paste)
            super().keyPressEvent(event)
            if is_paste:
                self.pasted.emit()

    def _is_the_windows(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left and show its beginning; another window does not count."""
        super().focusOutEvent(event)
        if self.composing:
            self.inputMethodEvent(QInputMethodEvent())
        self._tell(self.text())
        if event.reason() not in _STAYS:
            self._caret = self.cursorPosition()
            self.left.emit()
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Back from the panel or on the page, the caret is where it was."""
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() in _BACK and self._caret >= 0:
            self.setCursorPosition(self._caret)
            self._caret = -1

    def _tell(self, text: str) -> None:
        if not self.composing and text != self._told:
            self._told = text
            self.typed.emit(text)


def _is_alt(event: QKeyEvent) -> bool:
    """Alt with another key is never typing; with Ctrl it is the AltGr of some keyboards."""
    held = event.modifiers()
    control = held & Qt.KeyboardModifier.ControlModifier
    return bool(held & Qt.KeyboardModifier.AltModifier) and not control
