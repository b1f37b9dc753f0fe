"""How far text stands from the edges of a page; less in a window below the usual width."""

from PySide6.QtWidgets import QWidget

from counter_app.ui.widgets.theme.sizes import FULL_INSET_FROM, INSET, NARROW_INSET


def inset_of(widget: QWidget) -> int:
    """The inset in the widget's window as it is now."""
    return NARROW_INSET if widget.window().width() < FULL_INSET_FROM else INSET
