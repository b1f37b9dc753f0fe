"""The field of an amount, apart from the line it is: the first screen has a line and no amount.

Must not judge.
"""

from PySide6.QtWidgets import QWidget

from counter_app.asking.putting_right.amounts import grouped, thousands
from counter_app.ui.widgets.fields.line import LineControl


def money(parent: QWidget | None = None, unit: str = "元") -> LineControl:
    """An amount: its thousands are shown while nobody writes in it."""
    return LineControl(parent, unit=unit, kept=grouped, shown=thousands)
