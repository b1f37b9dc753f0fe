"""Nine departments by name, three in a row, each with the sign of how far it is.

Must not know what a department is asked.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.intake.listed_case import DepartmentState
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.painted import paint_words
from counter_app.ui.widgets.theme.sizes import GLYPH
from counter_app.ui.widgets.theme.tokens import Token

_ACROSS, _PITCH, _WORDS_AT = 3, 26, 25
_SIGNS = {
    "agrees": Glyph.DONE,
    "differs": Glyph.DIFFERENT,
    "waiting": Glyph.WAITING,
    "unreachable": Glyph.OFFLINE,
    "unknown": Glyph.REVIEW,
    "not_asked": Glyph.NOT_REQUIRED,
}


class DepartmentGrid(QWidget):
    """Nine signs with their words."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[DepartmentState, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_states(self, states: Sequence[DepartmentState]) -> None:
        """Show these."""
        self._shown = tuple(states)
        self.setAccessibleName("，".join(each.words for each in states))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Three rows of three."""
        return QSize(0, _PITCH * -(-len(self._shown) // _ACROSS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them in their order."""
        painter = QPainter(self)
        width = self.width() // _ACROSS
        for at, each in enumerate(self._shown):
            down, across = divmod(at, _ACROSS)
            x, y = across * width, down * _PITCH
            paint_glyph(painter, _SIGNS.get(each.state, Glyph.OPEN), x, y + (_PITCH - GLYPH) / 2)
            area = QRect(x + _WORDS_AT, y, width - _WORDS_AT, _PITCH)
            quiet = each.state == "not_asked"
            paint_words(painter, area, each.name, 14, Token.QUIET if quiet else Token.TEXT)
        painter.end()
