"""One person's line: two questions with two answers each, who answers, and how it stands.

Paints, and tells which answer was clicked. Must not change the session.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from counter_app.documents.glyphs import in_signs
from counter_app.intake.answers import GENERAL, SENSITIVE, AskedPerson
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.painted_rows import PaintedRow
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.insets import inset_of
from counter_app.ui.widgets.theme.painted import paint_words, tell_whole
from counter_app.ui.widgets.theme.sizes import ROW_CASE
from counter_app.ui.widgets.theme.tokens import Token, colour
from counter_app.ui.widgets.theme.wrapping import wrapped

NAME_AT, GENERAL_AT, SENSITIVE_AT, WHO_AT = 28, 170, 358, 547
"""Where the columns begin, counted from the page's inset."""
HEADER = 30
_SECOND_ANSWER = 75
_RING = 16
_TEXT_AFTER = 26
_V = Qt.AlignmentFlag.AlignVCenter
_WORDS = {True: "同意", False: "不同意", None: "未答"}


class ConsentRow(PaintedRow):
    """A person."""

    entered = Signal(str)
    stepped = Signal(int)
    passed = Signal(int)
    answered = Signal(str, int, bool)
    """Person, question, yes or no: it was clicked."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.person: AskedPerson | None = None
        self.who = ""
        self.chosen = False
        self.setFixedHeight(ROW_CASE)

    def show_person(self, person: AskedPerson, who: str, *, chosen: bool) -> None:
        """Show a person, who answers for them, and whether the table beneath is theirs."""
        if (person, who, chosen) != (self.person, self.who, self.chosen):
            self.person, self.who, self.chosen = person, who, chosen
            self.setAccessibleName(self._spoken())
            self.update()

    def glyph(self) -> Glyph:
        """How it stands: a refusal is for a person to look at, it is no error."""
        assert self.person is not None
        if self.person.granted is False or self.person.sensitive is False:
            return Glyph.REVIEW
        return Glyph.DONE if self.person.complete else Glyph.MISSING

    def sizeHint(self) -> QSize:
        """As wide as the page."""
        return QSize(600, ROW_CASE)

    # -- painting ---------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """Draw ground, name, answers, who, sign."""
        person = self.person
        if person is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inset = inset_of(self)
        painter.translate(inset, 0)
        end = self.width() - 2 * inset
        self._text(painter, str(self._number), 0, 14, Token.SECOND)
        self._paint_name(painter, person)
        self._paint_question(painter, GENERAL, GENERAL_AT, person.granted)
        if person.granted is not False and person.second:
            self._paint_question(painter, SENSITIVE, SENSITIVE_AT, person.sensitive)
        else:
            paint_glyph(painter, Glyph.NOT_REQUIRED, SENSITIVE_AT, (ROW_CASE - 16) / 2)
            self._text(painter, "不查", SENSITIVE_AT + _TEXT_AFTER, 14, Token.SECOND)
        self._paint_who(painter, end - 26)
        paint_glyph(painter, self.glyph(), end - 16, (ROW_CASE - 16) / 2)

    def _paint_ground(self, painter: QPainter) -> None:
        if self.chosen:
            self.ground(painter, self.rect(), Token.WINDOW)
        left = 0 if self.chosen else inset_of(self)
        foot = QRect(left, self.height() - 1, self.width() - 2 * left, 1)
        painter.fillRect(foot, colour(Token.LINE))

    def _paint_name(self, painter: QPainter, person: AskedPerson) -> None:
        """Name and relation in one line; a long name alone, in two."""
        end, name = GENERAL_AT - 8, in_signs(person.name)
        painter.setFont(font(16, strong=self.chosen))
        if painter.fontMetrics().horizontalAdvance(name) > end - NAME_AT:
            painter.setFont(font(14, strong=self.chosen))
            painter.setPen(colour(Token.TEXT))
            tell_whole(self, name, _two_lines(painter, name, NAME_AT, end))
            return
        left = self._text(painter, name, NAME_AT, 16, Token.TEXT, strong=self.chosen) + 8
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        age = "" if person.age is None or person.relation == "本人" else f" {person.age}"
        for words in (f"{person.relation}{age}", person.relation):
            if left + painter.fontMetrics().horizontalAdvance(words) <= end:
                painter.drawText(QRect(left, 0, end - left, ROW_CASE - 1), int(_V), words)
                return

    def _paint_who(self, painter: QPainter, end: int) -> None:
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        _two_lines(painter, in_signs(self.who), WHO_AT, end)

    def _paint_question(
        self, painter: QPainter, question: int, x: int, answered: bool | None
    ) -> None:
        assert self.person is not None
        here = self.hasFocus() and self.person.question == question
        for yes, left in ((True, x), (False, x + _SECOND_ANSWER)):
            self._paint_ring(painter, left, answered is yes, here and yes)
            self._text(painter, _WORDS[yes], left + _TEXT_AFTER, 15, Token.TEXT)

    def _paint_ring(self, painter: QPainter, x: int, chosen: bool, here: bool) -> None:
        top = (ROW_CASE - _RING) / 2
        edge = Token.ACCENT if chosen or here else Token.EDGE
        painter.setPen(QPen(colour(edge), 2.2 if here else 1.4))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawEllipse(QRectF(x + 0.8, top + 0.8, _RING - 1.6, _RING - 1.6))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(Token.ACCENT))
            painter.drawEllipse(QPointF(x + _RING / 2, top + _RING / 2), 4, 4)

    def _text(
        self,
        painter: QPainter,
        words: str,
        x: int,
        size: int,
        tone: Token,
        *,
        strong: bool = False,
    ) -> int:
        area = QRect(x, 0, self.width() - x, ROW_CASE - 1)
        return x + paint_words(painter, area, words, size, tone, strong=strong)

    # -- hands ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an answer gives it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        x = event.position().x() - inset_of(self)
        for question, left in ((GENERAL, GENERAL_AT), (SENSITIVE, SENSITIVE_AT)):
            for yes, at in ((True, left), (False, left + _SECOND_ANSWER)):
                if at - 6 <= x < at + _SECOND_ANSWER - 6 and self.person is not None:
                    self.answered.emit(self.person.person, question, yes)
                    return

    def step(self, step: int) -> None:
        """To the person beneath or above."""
        self.stepped.emit(step)

    def go_on(self, step: int) -> None:
        """To the next person, or the one before."""
        self.passed.emit(step)

    def keyboard_came(self) -> None:
        """The table beneath follows."""
        if self.person is not None:
            self.entered.emit(self.person.person)

    def _spoken(self) -> str:
        assert self.person is not None
        person = self.person
        second = _WORDS[person.sensitive] if person.second else "不查"
        answers = f"联审联查 {_WORDS[person.granted]}，敏感信息 {second}"
        name, who = in_signs(person.name), in_signs(self.who)
        return f"{name} {person.relation}，{answers}，{who}，{self.glyph().value}"


def _two_lines(painter: QPainter, words: str, left: int, end: int) -> str:
    """Words in the middle of the row, in two lines where one is too short; gives what is seen."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(words) <= end - left:
        painter.drawText(QRect(left, 0, end - left, ROW_CASE - 1), int(_V), words)
        return words
    lines = wrapped(metrics, words, end - left)
    rest = metrics.elidedText("".join(lines[1:]), Qt.TextElideMode.ElideRight, end - left)
    for place, line in enumerate((lines[0], rest)):
        painter.drawText(QRect(left, 2 + place * 19, end - left, 19), int(_V), line)
    return lines[0] + rest


class ConsentHeading(QWidget):
    """The headings above the people."""

    def __init__(self, general: str, sensitive: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = (
            (NAME_AT, "姓名"), (GENERAL_AT, general), (SENSITIVE_AT, sensitive), (WHO_AT, "谁来答")
        )  # fmt: skip
        self.setFixedHeight(HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them and the dark hairline."""
        painter = QPainter(self)
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        inset = inset_of(self)
        for x, title in self._titles:
            painter.drawText(QRect(inset + x, 0, 200, HEADER - 3), int(_V), title)
        painter.fillRect(inset, HEADER - 1, self.width() - 2 * inset, 1, colour(Token.EDGE))
        painter.end()
