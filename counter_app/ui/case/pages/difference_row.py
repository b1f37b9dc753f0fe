"""One difference between declared and verified: both sides, then how it is decided, in place.

Digits choose one of four decisions, none is preset; what it moves stands there before it is taken.
Must not take it: it says what was chosen.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

from counter_app.intake.case_view.both_sides import Compared
from counter_app.intake.review_words import DECISIONS
from counter_app.rules.phrases import PhraseOf
from counter_app.ui.case.pages.table_rows import TableRow, Words, columns
from counter_app.ui.shell.phrases import takes_phrases
from counter_app.ui.widgets.fields.text_input import TextInput
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.sizes import GLYPH, INSET
from counter_app.ui.widgets.theme.tokens import Token, colour

BOTH, TAKEN, OPEN, SMALL = 58, 32, 70, 36
"""Heights: the two sides, a decision that was taken, one being taken, one of before."""
_FIRST, _SECOND_TOP, _SECOND = 38, 30, 20
_KEYS = tuple(DECISIONS)
_MARK, _MARK_GAP, _OPTION_GAP = 16, 8, 22
_REASON_TOP, _REASON_HEIGHT, _REASON_AT = 34, 28, 44
_LONGEST, _HOW = 200, "Enter 定，Esc 不定"


class DifferenceRow(TableRow):
    """A difference; `small` where it was decided before the case was opened."""

    decided = Signal(str, str, str)
    """Difference, decision, reason."""

    def __init__(self, told: Compared, *, may_decide: bool, small: bool) -> None:
        super().__init__(SMALL if small else BOTH + TAKEN)
        self.told, self.may_decide, self._small = told, may_decide, small
        self.chosen = ""
        """The decision that is being taken."""
        self.trouble = ""
        self.reason = TextInput(self)
        self.reason.setMaxLength(_LONGEST)
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText(_HOW)
        takes_phrases(self.reason, PhraseOf.REASON)
        self.reason.advance.connect(self._reason_walked)
        self.reason.hide()
        self.show_told(told, may_decide=may_decide)

    def show_told(self, told: Compared, *, may_decide: bool) -> None:
        """Show it as it stands now; what was typed stays while nobody else decided."""
        if told.decision and told.decision != self.told.decision:
            self.put_away()
        self.told, self.may_decide = told, may_decide
        self._say()

    def choose(self, decision: str) -> None:
        """Begin one decision: what it moves and its reason; nothing is taken yet."""
        if not self.may_decide:
            return
        self.chosen, self.trouble = decision, ""
        self.setFixedHeight(BOTH + OPEN)
        self.reason.show()
        self._place()
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)
        self._say()

    def take(self) -> None:
        """Have the chosen decision taken."""
        if self.chosen:
            self.decided.emit(self.told.name, self.chosen, self.reason.text().strip())

    def tell(self, words: str) -> None:
        """What stands against it; what was typed stays."""
        self.trouble = words
        self._say()

    def put_away(self) -> None:
        """Nothing is being taken any more."""
        if self.chosen:
            self.chosen, self.trouble = "", ""
            self.reason.clear()
            self.reason.hide()
            self.setFixedHeight(SMALL if self._small else BOTH + TAKEN)
            self._say()

    def reopen(self) -> None:
        """Decide anew what was decided."""
        if self.told.decision:
            self.choose(self.told.decision)

    # -- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 … 4 choose."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < len(_KEYS) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(_KEYS[at])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on one of the four chooses it."""
        point = event.position().toPoint()
        for decision, area in self._options().items():
            if area.contains(point) and not self._small:
                self.choose(decision)

    def _reason_walked(self, step: int) -> None:
        """Enter takes it, Shift+Enter goes back to the choice."""
        if step > 0:
            self.take()
        else:
            self.setFocus(Qt.FocusReason.TabFocusReason)

    # -- painting ---------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """The tint lasts while a decision is being taken."""
        if self.chosen and not self.hasFocus():
            self.ground(painter, self.rect(), Token.TINT)
        super().draw(painter)

    def draw_words(self, painter: QPainter) -> None:
        """Both sides, then the decision beneath."""
        if self._small and not self.chosen:
            self._draw_small(painter)
            return
        told, areas = self.told, columns(self)
        firsts = (
            Words(told.title, strong=True),
            Words(told.declared, size=16),
            Words(told.verified, size=16),
            Words(told.source),
            self._result(),
        )
        was = f"原答复 {told.was}" if told.was else ""
        more = "；".join(filter(None, (was, *told.more)))
        weighs = "影响结论" if told.decisive and not told.decision else ""
        seconds = (f"{told.whose}  {told.number}", "", more, told.how, weighs)
        for area, words in zip(areas, firsts, strict=True):
            self.put_column(painter, QRect(area.x(), 0, area.width(), _FIRST), words)
        for at, (area, text) in enumerate(zip(areas, seconds, strict=True)):
            hang = GLYPH + _MARK_GAP if at == len(areas) - 1 else 0
            # Beneath what was declared nothing stands: whose it is may go on there.
            width = areas[1].right() - area.x() if at == 0 else area.width() - hang
            line = QRect(area.x() + hang, _SECOND_TOP, width, _SECOND)
            self.put(painter, line, text, Token.SECOND, 14)
        if self.chosen:
            self._draw_choice(painter)
        else:
            self._draw_decision(painter)

    def _draw_small(self, painter: QPainter) -> None:
        told = self.told
        cells = (
            Words(f"{told.title}，{told.whose}", strong=True, size=14),
            Words(told.declared),
            Words(told.verified),
            Words(told.source),
            Words(DECISIONS.get(told.decision, ""), glyph=Glyph.DONE),
        )
        for area, words in zip(columns(self), cells, strict=True):
            self.put_column(painter, area, words)

    def _draw_decision(self, painter: QPainter) -> None:
        """What was decided, with what it moved; or the four keys."""
        left = columns(self)[1].x()
        line = QRect(left, BOTH - 4, self.width() - left - INSET, TAKEN)
        if self.told.decision:
            paint_glyph(painter, Glyph.DONE, line.x(), line.center().y() - GLYPH / 2)
            line.setLeft(line.left() + GLYPH + _MARK_GAP)
            words = DECISIONS.get(self.told.decision, "")
            line.setLeft(line.left() + self.put(painter, line, words, Token.TEXT, 15) + 12)
            moved = self.told.moves.get(self.told.decision, "") or self.told.anew
            again = "Ctrl+Z" if self.may_decide and self.hasFocus() else ""
            self.put(painter, line.adjusted(0, 0, -60, 0), moved, Token.SECOND, 14)
            key = QRect(line.right() - 46, line.y(), 50, line.height())
            self.put(painter, key, again, Token.SECOND, 14)
        elif self.may_decide:
            self._draw_options(painter)
        else:
            self.put(painter, line, "还没有定", Token.SECOND, 14)

    def _draw_choice(self, painter: QPainter) -> None:
        self._draw_options(painter)
        left = columns(self)[1].x() + _MARK + _MARK_GAP
        top = BOTH + _REASON_TOP
        moved = self.trouble or self.told.moves.get(self.chosen, "结论不变")
        width = self._moved_width()
        tone = Token.ERR if self.trouble else Token.SECOND
        self.put(painter, QRect(left, top, width, _REASON_HEIGHT), moved, tone, 14)
        where = QRect(left + width + 10, top, _REASON_AT, _REASON_HEIGHT)
        self.put(painter, where, "理由", Token.SECOND, 14)

    def _draw_options(self, painter: QPainter) -> None:
        for place, (decision, area) in enumerate(self._options().items(), start=1):
            _paint_mark(painter, area, chosen=decision == self.chosen)
            words = area.adjusted(_MARK + _MARK_GAP, 0, 0, 0)
            wide = self.put(painter, words, DECISIONS[decision], Token.TEXT, 15)
            key = words.adjusted(wide + 5, 0, 0, 0)
            self.put(painter, key, str(place), Token.QUIET, 14)

    def _options(self) -> dict[str, QRect]:
        """Where each of the four stands."""
        left, metrics = columns(self)[1].x(), self.fontMetrics()
        found = {}
        for decision, words in DECISIONS.items():
            width = _MARK + _MARK_GAP + metrics.horizontalAdvance(words) + 16
            found[decision] = QRect(left, BOTH - 4, width, TAKEN)
            left += width + _OPTION_GAP
        return found

    def _result(self) -> Words:
        if not self.told.decision:
            return Words("不一致", Token.REVIEW, glyph=Glyph.DIFFERENT)
        return Words("已定", glyph=Glyph.DONE)

    def _moved_width(self) -> int:
        text = self.trouble or self.told.moves.get(self.chosen, "结论不变")
        left = columns(self)[1].x() + _MARK + _MARK_GAP
        most = (self.width() - left - INSET) * 6 // 10
        return min(most, self.fontMetrics().horizontalAdvance(text) + 4)

    def _place(self) -> None:
        left = columns(self)[1].x() + _MARK + _MARK_GAP + self._moved_width() + 10 + _REASON_AT
        top = BOTH + _REASON_TOP
        self.reason.setGeometry(left, top, self.width() - left - INSET, _REASON_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reason keeps its place."""
        super().resizeEvent(event)
        self._place()

    def _say(self) -> None:
        told = self.told
        decision = DECISIONS.get(self.chosen or told.decision, "还没有定")
        moved = told.moves.get(self.chosen or told.decision, "")
        heard = (
            f"{told.title} {told.whose} {told.number}",
            f"申报 {told.declared}",
            f"核验 {told.verified}",
            *told.more,
            f"{told.source} {told.how}".strip(),
            "不一致，影响结论" if told.decisive else "不一致",
            decision,
            moved,
            self.trouble,
        )
        self.setAccessibleName("，".join(filter(None, heard)))
        self._place()
        self.update()


def _paint_mark(painter: QPainter, area: QRect, *, chosen: bool) -> None:
    """A ring, filled where it is chosen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour(Token.ACCENT if chosen else Token.EDGE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRect(area.x(), area.center().y() - _MARK // 2 + 1, _MARK, _MARK)
    painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
    if chosen:
        painter.setBrush(colour(Token.ACCENT))
        painter.drawEllipse(ring.adjusted(5, 5, -5, -5))
    painter.restore()
