"""Where an open case leads: back, to its papers, to what is printed or copied of it.

Must not know how any of it is shown.
"""

from collections.abc import Callable
from typing import NamedTuple

from counter_app.ui.case.case_shown import Shown
from counter_app.ui.case.case_tray import LoadedCase
from counter_app.ui.papers.sheet_tray import SheetTray
from counter_app.ui.widgets.keys import Act


class WaysOut(NamedTuple):
    """Where an open case leads."""

    back: Callable[[], None]
    """Closes it."""
    papers: Callable[[Shown, str], None]
    """Its papers, or one letter by number."""
    hand_over: Callable[[Shown], None]
    """Copies it into another system."""
    sheet: Callable[[SheetTray], None]
    """Prints what is compared."""
    more: Callable[[LoadedCase], tuple[Act, ...]]
    """Acts on how it was sent."""
