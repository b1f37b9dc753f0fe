"""What every control of a field can do, whatever its kind. Must not know the form's data."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

Value = str | bool | list[str] | None
"""What one key of a draft holds: text as typed, a tick, a set of ticks, or nothing."""


class Control(QWidget):
    """A control. Subclasses implement `value`, `show_value`, `settle` and `focus_target`."""

    edited = Signal(object)
    """The value after a change by hand."""
    left = Signal()
    """Focus went to another widget of this window."""
    pasted = Signal()
    advance = Signal(int)
    """Enter (+1) or Shift+Enter (-1)."""
    asks = True
    """Whether a person fills it in; a reckoned value does not ask."""
    by_letter = False
    """Whether its value comes letter by letter, so that it is judged only when it is left."""

    def value(self) -> Value:
        """The value now shown, as a draft keeps it."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Show a value that comes from the draft; never told back, never under the caret."""
        raise NotImplementedError

    def tidy_up(self) -> None:
        """Put the text right after leaving."""

    def show_state(self, state: str) -> None:
        """Look `wrong`, `suggested` or normal (empty)."""

    def show_suggestion(self, text: str) -> None:
        """Offer a text that → takes while the field is empty; an empty text takes it back."""

    def focus_target(self) -> QWidget:
        """The widget that takes the keyboard."""
        raise NotImplementedError

    def describe(self, name: str, state: str) -> None:
        """Name it for a screen reader: label and state in words."""
        self.focus_target().setAccessibleName(name)
        self.focus_target().setAccessibleDescription(state)

    def select(self) -> None:
        """Take focus and select what can be overwritten."""
        self.focus_target().setFocus()
