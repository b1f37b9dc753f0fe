"""The departments that are asked about the chosen person: what, why, and what is sensitive.

To be read out to them. A click, or Space on the chosen one, leaves a single department out.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from counter_app.documents.glyphs import in_signs
from counter_app.intake.answers import AskedPerson
from counter_app.rules.consent import Query
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.painted_rows import PaintedList
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.insets import inset_of
from counter_app.ui.widgets.theme.painted import paint_words, tell_whole
from counter_app.ui.widgets.theme.sizes import GUTTER
from counter_app.ui.widgets.theme.tokens import Token, colour

_HEAD, _ROW, _FOOT = 41, 45, 38
_ASKS_AT = 90
_V = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _V | Qt.AlignmentFlag.AlignRight
_REFUSAL = "不同意会怎样"
_STANDS = {True: "可查", False: "不查", None: "未答"}


class DepartmentTable(PaintedList):
    """Paints two columns of departments."""

    toggled = Signal(int)
    """A line was clicked: its place among what is asked."""
    left = Signal()

    def __init__(self, purpose: str, refusal: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purpose, self._refusal = purpose, refusal
        self._person: AskedPerson | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_person(self, person: AskedPerson) -> None:
        """Show what is asked about a person."""
        if person != self._person:
            self._person = person
            self.at = min(self.at, max(0, len(person.asked) - 1))
            self.setFixedHeight(self._needed())
            self.setAccessibleName(self._spoken(person))
            self.tell_rows()

    def begin(self) -> None:
        """Take the keyboard, to leave single departments out."""
        self.at = 0
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """As high as the departments."""
        return QSize(600, self._needed())

    def _needed(self) -> int:
        return _HEAD + _ROW * self._rows() + _FOOT

    def _rows(self) -> int:
        return (len(self._person.asked) + 1) // 2 if self._person else 0

    # -- painting ---------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """Draw heading, departments, and what follows from a no."""
        person = self._person
        if person is None:
            return
        self._paint_head(painter, person)
        for at, query in enumerate(person.asked):
            self._paint_query(painter, self.area(at), query, person.may_ask(query), at == self.at)
        top = _HEAD + _ROW * self._rows()
        line = QRect(inset_of(self), top, self.width() - 2 * inset_of(self), _FOOT)
        x = paint_words(painter, line, _REFUSAL, 15, Token.TEXT)
        paint_words(painter, line.adjusted(x + 12, 0, 0, 0), self._refusal, 14, Token.SECOND)

    def _paint_head(self, painter: QPainter, person: AskedPerson) -> None:
        line = QRect(inset_of(self), 12, self.width() - 2 * inset_of(self), _HEAD - 13)
        who = f"向谁查{in_signs(person.name)}的什么"
        x = paint_words(painter, line, who, 15, Token.TEXT, strong=True)
        told = f"{len({each.department for each in person.asked})} 家，{self._purpose}"
        read_to = "照此念给本人听" if not person.minor else "照此念给监护人听"
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        painter.drawText(line, int(_RIGHT), read_to)
        taken = painter.fontMetrics().horizontalAdvance(read_to) + 12
        place = line.adjusted(x + 12, 0, -taken, 0)
        fits = painter.fontMetrics().horizontalAdvance(told) <= place.width()
        tell_whole(self, told, told if fits else "")
        paint_words(painter, place, told, 14, Token.SECOND)
        half = self._half()
        for left in (inset_of(self), inset_of(self) + half + GUTTER):
            painter.fillRect(left, _HEAD - 1, half, 1, colour(Token.LINE))

    def _paint_query(
        self, painter: QPainter, place: QRect, query: Query, allowed: bool | None, current: bool
    ) -> None:
        tone = Token.QUIET if allowed is False else Token.TEXT
        foot = QRect(place.x(), place.bottom(), place.width(), 1)
        painter.fillRect(foot, colour(Token.LINE))
        if self.hasFocus() and current:
            painter.setPen(QPen(colour(Token.ACCENT), 2))
            painter.setBrush(colour(Token.TINT))
            painter.drawRoundedRect(_around(place), 3, 3)
        upper = QRect(place.x(), place.y() + 3, place.width(), 21)
        lower = upper.translated(_ASKS_AT, 19).adjusted(0, 0, -_ASKS_AT, 0)
        paint_words(painter, place, query.department.label, 15, tone)
        paint_words(painter, upper.adjusted(_ASKS_AT, 0, 0, 0), query.asks, 15, tone)
        paint_words(painter, lower, query.why, 14, Token.SECOND)
        words = "敏感" if query.sensitive else ""
        if allowed is False:
            words = "不查"
            x = place.right() - painter.fontMetrics().horizontalAdvance(words) - 22
            paint_glyph(painter, Glyph.NOT_REQUIRED, x, place.center().y() - 8)
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        painter.drawText(place, int(_RIGHT), words)

    def _half(self) -> int:
        return (self.width() - 2 * inset_of(self) - GUTTER) // 2

    # -- what the list asks -----------------------------------------------------------------------

    def words(self) -> tuple[str, ...]:
        """Each department: what it is asked, why, whether it may be."""
        person = self._person
        return tuple(_words(person, query) for query in person.asked) if person else ()

    def ringed(self) -> QRect:
        """Around the words of the current one."""
        return _around(super().ringed())

    def area(self, at: int) -> QRect:
        """In two columns, the left one first."""
        column, row = divmod(at, self._rows())
        x = inset_of(self) + column * (self._half() + GUTTER)
        return QRect(x, _HEAD + row * _ROW, self._half(), _ROW)

    def steps(self) -> dict[Qt.Key, int]:
        """Arrows walk in both directions."""
        rows = self._rows()
        return super().steps() | {Qt.Key.Key_Right: rows, Qt.Key.Key_Left: -rows}

    def mark(self) -> None:
        """Space leaves the department out, or takes it in again."""
        if self._rows():
            self.toggled.emit(self.at)

    def leave_rows(self) -> None:
        """Enter goes back to the people."""
        self.left.emit()

    def row_clicked(self, at: int, point: QPoint) -> None:
        """A click leaves a department out, or takes it in again."""
        self.choose(at)
        self.toggled.emit(at)

    def _spoken(self, person: AskedPerson) -> str:
        return f"向谁查{in_signs(person.name)}的什么：" + "；".join(self.words())


def _around(place: QRect) -> QRect:
    return place.adjusted(-7, 0, 7, 0)


def _words(person: AskedPerson, query: Query) -> str:
    sensitive = ("敏感",) if query.sensitive else ()
    what = "，".join((query.asks, query.why, *sensitive, _STANDS[person.may_ask(query)]))
    return f"{query.department.label} {what}"
