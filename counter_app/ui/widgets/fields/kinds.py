"""Field kind → control, in one table. A kind that is not in it is an error at start."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from counter_app.asking.fields import FieldSpec
from counter_app.ui.widgets.fields.choices import ChoiceRow, Options, TickRow, YesNo
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.money import money

_OPTION_EXTRA = 50
_LETTER = 16

Make = Callable[[FieldSpec, QWidget, int], Control]


def make_control(spec: FieldSpec, parent: QWidget, width: int) -> Control:
    """The control of a declared field, for a place `width` pixels wide."""
    if spec.kind not in CONTROLS:
        raise KeyError(f"no control for fields of kind {spec.kind}")
    return CONTROLS[spec.kind](spec, parent, width)


def options_of(spec: FieldSpec) -> Options:
    """The choices of a field, value and label."""
    assert spec.choices is not None
    return spec.choices.options()


def _choice(spec: FieldSpec, parent: QWidget, width: int) -> Control:
    options = options_of(spec)
    needed = sum(len(text) * _LETTER + _OPTION_EXTRA for _, text in options)
    return ChoiceRow(options, parent) if needed <= width else DropDown(options, parent)


def _line(spec: FieldSpec, parent: QWidget, width: int) -> Control:
    return LineControl(parent, unit=spec.unit)


def _amount(spec: FieldSpec, parent: QWidget, width: int) -> Control:
    return money(parent, spec.unit)


CONTROLS: dict[str, Make] = {
    "text": _line,
    "resident_id": _line,
    "id_number": _line,
    "phone": _line,
    "money": _amount,
    "area": _amount,
    "month": _line,
    "date": _line,
    "choice": _choice,
    "choices": lambda spec, parent, width: TickRow(options_of(spec), parent),
    "boolean": lambda spec, parent, width: YesNo("是", "否", parent),
    "share": _line,
    "region_code": _line,
    "credit_code": _line,
    "integer": _line,
}
"""Every kind that a clerk fills in. Share and codes are asked in the lines of a table."""
