"""Where a property lies: one of the city's counties, or elsewhere by its six-digit code."""

from PySide6.QtWidgets import QWidget

from counter_app.forms.housing_application import Region
from counter_app.ui.widgets.fields.control import Control, Value
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.theme.sizes import FIELD

ELSEWHERE = "elsewhere"
_OURS = tuple((value, label) for value, label in Region.options() if value != "620700")
_OPTIONS = (*_OURS, (ELSEWHERE, "外地"))


class RegionPick(Control):
    """A drop-down of counties; `外地` leaves the code to the field beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = DropDown(_OPTIONS, self)
        self._list.edited.connect(self._choose)
        self._list.left.connect(self.left)
        self._list.advance.connect(self.advance)
        self._elsewhere = False

    def is_elsewhere(self) -> bool:
        """Whether the property lies in no county of the city."""
        return self._elsewhere

    def value(self) -> Value:
        """The county's code; nothing for elsewhere."""
        chosen = self._list.value()
        return None if chosen == ELSEWHERE else chosen

    def show_value(self, value: Value) -> None:
        """Show a county, or 外地 for any other code."""
        ours = value in dict(_OURS)
        self._elsewhere = (bool(value) and not ours) or (self._elsewhere and not value)
        self._list.show_value(value if ours else ELSEWHERE if self._elsewhere else None)

    def show_state(self, state: str) -> None:
        """Colour the edge."""
        self._list.show_state(state)

    def focus_target(self) -> QWidget:
        """The box."""
        return self._list.focus_target()

    def resizeEvent(self, event: object) -> None:
        """Fill the place."""
        self._list.setGeometry(0, 0, self.width(), FIELD)

    def _choose(self, value: Value) -> None:
        was, self._elsewhere = self._elsewhere, value == ELSEWHERE
        if self._elsewhere and not was:
            self.edited.emit(None)
        elif not self._elsewhere:
            self.edited.emit(value)
