"""Fills fields by keyboard: looks which field has the keyboard, types what belongs there, Enter."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from counter_app.demo.hands import Key, StuckError, focus, press, write
from counter_app.forms.pinyin import usual
from counter_app.ui.widgets.fields.choices import ChoiceRow, TickRow
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.line import LineControl

_MOST_FIELDS = 80
_MOST_STEPS = 12


def fill(values: Mapping[str, object], open_: Callable[[], bool]) -> None:
    """Go through fields with Enter as long as `open_()`, typing the values of their keys."""
    for _ in range(_MOST_FIELDS):
        found = _field()
        if found is not None and found[0] in values:
            enter(found[1], values[found[0]])
        press(Key.Key_Return)
        if not open_():
            return
    raise StuckError(f"走不出这一页，焦点在 {focus().accessibleName()}")


def enter(control: Control, wanted: object) -> None:
    """Type one value into a control that has the keyboard."""
    if control.value() == wanted:
        return
    if isinstance(control, LineControl):
        write(str(wanted))
    elif isinstance(control, TickRow):
        _tick(control, wanted)
    elif isinstance(control, DropDown):
        _pick(control, wanted)
    elif isinstance(control, ChoiceRow):
        _step_to(control, wanted, Key.Key_Right, Key.Key_Space)
    else:
        _step_to(control, wanted, Key.Key_Down, Key.Key_Space)


def _field() -> tuple[str, Control] | None:
    """Key and control of the field with the keyboard."""
    widget: QWidget | None = focus()
    control: Control | None = None
    while widget is not None:
        if isinstance(widget, Control):
            control = widget
        key = getattr(widget, "key", None)
        if control is not None and isinstance(key, str):
            return key, control
        widget = widget.parentWidget()
    return None


def _tick(control: TickRow, wanted: object) -> None:
    names = wanted if isinstance(wanted, list) else []
    for place, (value, mark) in enumerate(control.marks().items()):
        if mark.isChecked() != (value in names):
            press(Key(Key.Key_1 + place))


def _pick(control: DropDown, wanted: object) -> None:
    for letter in usual(control.words_of(wanted)):
        if control.value() == wanted:
            return
        press(Key(ord(letter.upper())))
    if control.value() != wanted:
        _step_to(control, wanted, Key.Key_Down, None)


def _step_to(control: Control, wanted: object, step: Key, choose: Key | None) -> None:
    if choose is not None:
        press(choose)
    for _ in range(_MOST_STEPS):
        if control.value() == wanted:
            return
        press(step)
    raise StuckError(f"选不到：{control.accessibleName()}")
