"""Beneath the double rule: the box for the size of the household, and the two figures of income."""

from decimal import Decimal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.forms.display import amount
from counter_app.intake.figures import Figure, income_figure
from counter_app.rules.assess import HouseholdFigures
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.tokens import Token, colour

_BOXES = ("1人户", "2人户", "3人及以上户")
_HOW = "由人数得出，不用勾选"
_HEIGHT = 96
_V = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _V | Qt.AlignmentFlag.AlignRight
_SECOND_FIGURE = 163
"""How far the right edge of the left figure stands from that of the right one."""


class Totals(QWidget):
    """Paints; is never edited and takes no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size: int | None = None
        self._figures: tuple[Figure, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, household: HouseholdFigures) -> None:
        """Show what is known of the household."""
        size, total = household.size, household.monthly_income
        people = f"{size} 人合计" if size and total else ""
        sum_of_all = Figure("家庭月收入", amount(Decimal(total)) if total else "—", "元", people)
        figures = (income_figure(household), sum_of_all)
        if (size, figures) != (self._size, self._figures):
            self._size, self._figures = size, figures
            self.setAccessibleName(self._words())
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the page."""
        return QSize(400, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rule, box and figures."""
        painter = QPainter(self)
        for y in (0, 3):
            painter.fillRect(0, y, self.width(), 1, colour(Token.TEXT))
        self._paint_boxes(painter)
        for place, figure in enumerate(self._figures):
            self._paint_figure(painter, figure, self.width() - place * _SECOND_FIGURE)
        painter.end()

    def _paint_boxes(self, painter: QPainter) -> None:
        x = 0
        for place, words in enumerate(_BOXES):
            chosen = self._size is not None and place == min(self._size, 3) - 1
            if chosen:
                paint_glyph(painter, Glyph.DONE, x, 24)
                x += 24
            painter.setFont(font(15, strong=chosen))
            painter.setPen(colour(Token.TEXT if chosen else Token.QUIET))
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRect(x, 20, width + 2, 24), int(_V), words)
            x += width + 26
        painter.setFont(font(14))
        painter.setPen(colour(Token.QUIET))
        painter.drawText(QRect(0, 46, 300, 20), int(_V), _HOW)

    def _paint_figure(self, painter: QPainter, figure: Figure, right: int) -> None:
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        painter.drawText(QRect(right - 200, 16, 200, 20), int(_RIGHT), figure.name)
        painter.drawText(QRect(right - 200, 66, 200, 20), int(_RIGHT), figure.how)
        unit = figure.unit if figure.value != "—" else ""
        room = painter.fontMetrics().horizontalAdvance(unit) + (5 if unit else 0)
        painter.drawText(QRect(right - 200, 36, 200, 30), int(_RIGHT), unit)
        painter.setFont(font(22, strong=True))
        painter.setPen(colour(Token.TEXT))
        painter.drawText(QRect(right - 240, 36, 240 - room, 30), int(_RIGHT), figure.value)

    def _words(self) -> str:
        box = _BOXES[min(self._size, 3) - 1] if self._size else ""
        told = [f"{each.name} {each.value} {each.unit}，{each.how}" for each in self._figures]
        return "；".join(filter(None, (box, *told)))
