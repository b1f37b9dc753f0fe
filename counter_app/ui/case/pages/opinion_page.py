"""意见: the choice at length, the conditions on which a refusal rests, the reason as it is printed.

Only what this case fails can be ticked; what is merely in doubt stands there without a box. Must
not do what is said.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.rules.eligibility import Finding, Outcome
from counter_app.ui.case.opinion import PHRASES_OF, Opinion
from counter_app.ui.case.opinion_choices import OpinionChoices
from counter_app.ui.case.pages.table_rows import TableRow
from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line
from counter_app.ui.shell.phrases import HINT, takes_phrases
from counter_app.ui.widgets.fields.text_area import TextArea
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import label, named, rule
from counter_app.ui.widgets.theme.sizes import GLYPH, INSET
from counter_app.ui.widgets.theme.tokens import Token, colour

_ROW, _FIRST, _SECOND_TOP, _SECOND = 62, 36, 32, 22
_BOX, _TEXT_AT, _REASON = 18, 56, 84
_WORDS = {Outcome.FAIL: "不符", Outcome.REVIEW: "待核"}
_SIGNS = {Outcome.FAIL: Glyph.FAIL, Outcome.REVIEW: Glyph.REVIEW}


class _Clause(TableRow):
    """One condition that is not met; Space ticks what fails."""

    def __init__(self, finding: Finding, opinion: Opinion) -> None:
        super().__init__(_ROW)
        self._finding, self._opinion = finding, opinion
        self.opened.connect(self.tick)
        opinion.changed.connect(self._say)
        self._say()

    def tick(self) -> None:
        """Take it, or leave it out."""
        if self._finding.outcome is Outcome.FAIL:
            self._opinion.tick(self._finding.rule)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space:
            self.tick()
        else:
            super().keyPressEvent(event)

    def go_on(self, step: int) -> None:
        """Enter walks: what is meant is ticked by Space."""
        self.walked.emit(step)

    def draw_words(self, painter: QPainter) -> None:
        """Box, sign, clause, what was found, and its word at the right."""
        left, finding = INSET, self._finding
        if finding.outcome is Outcome.FAIL:
            self._draw_box(painter, QRect(left, (_ROW - _BOX) // 2, _BOX, _BOX))
        paint_glyph(painter, _SIGNS[finding.outcome], left + 28, (_ROW - GLYPH) / 2)
        width = self.width() - left - _TEXT_AT - INSET - 60
        first = QRect(left + _TEXT_AT, 0, width, _FIRST)
        self.put(painter, first, finding.message, strong=True)
        second = QRect(left + _TEXT_AT, _SECOND_TOP, width, _SECOND)
        self.put(painter, second, finding.clause, Token.SECOND, 14)
        word = QRect(self.width() - INSET - 40, 0, 40, _ROW)
        self.put(painter, word, _WORDS[finding.outcome], Token.SECOND, 14)

    def _draw_box(self, painter: QPainter, area: QRect) -> None:
        ticked = self._is_ticked()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(Token.ACCENT if ticked else Token.EDGE))
        painter.setBrush(colour(Token.ACCENT if ticked else Token.SURFACE))
        painter.drawRoundedRect(area, 3, 3)
        if ticked:
            painter.setPen(colour(Token.ON_ACCENT))
            points = ((4, 9), (8, 13), (14, 5))
            for one, other in pairwise(points):
                painter.drawLine(area.x() + one[0], area.y() + one[1],
                                 area.x() + other[0], area.y() + other[1])  # fmt: skip
        painter.restore()

    def _is_ticked(self) -> bool:
        return self._finding.rule in self._opinion.clauses

    def _say(self) -> None:
        finding = self._finding
        ticked = "已选" if self._is_ticked() else "没有选"
        stand = ticked if finding.outcome is Outcome.FAIL else "不能作依据"
        words = (_WORDS[finding.outcome], finding.message, finding.clause, stand)
        self.setAccessibleName("，".join(filter(None, words)))
        self.update()


class OpinionPage(CalmScroll):
    """Choices, conditions, reason, and what is settled or not."""

    def __init__(self, opinion: Opinion) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opinion = opinion
        self._rows: list[_Clause] = []
        self._shown: tuple[Finding, ...] = ()
        self.choices = OpinionChoices(opinion)
        self.reason = TextArea()
        self.reason.setFixedHeight(_REASON)
        self.reason.edited.connect(lambda value: opinion.write(str(value)))
        self._reason_title = label("", "heading")
        self._reason_hint = label("", "second")
        self._clauses, self._column = QWidget(), QVBoxLayout()
        self._given, self._stand = Section("已经出的意见"), Section("还要看的")
        self._build()
        opinion.changed.connect(self.show_opinion)
        opinion.typed.connect(self.show_text)
        self.show_opinion()

    def show_text(self) -> None:
        """What was written in the strip stands here too."""
        self.reason.show_value(self._opinion.text)

    def show_findings(self, found: Sequence[Finding]) -> None:
        """The conditions that are not met; the others are no ground."""
        wanted = tuple(each for each in found if each.outcome in _WORDS)
        if wanted == self._shown:
            return
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown = wanted
        self._rows = [_Clause(each, self._opinion) for each in wanted]
        for row in self._rows:
            self._column.addWidget(row)
            row.walked.connect(partial(self._walk, row))
        self.show_opinion()

    def show_given(self, given: Sequence[Line], stand: Sequence[Line]) -> None:
        """Opinions of other steps, and what is still open."""
        self._given.show_lines(given)
        self._given.say("" if given else "还没有")
        self._stand.show_lines(stand)

    def show_opinion(self) -> None:
        """What is asked under the choice."""
        way = self._opinion.way
        self._clauses.setVisible(bool(way and way.names_clauses))
        told = bool(way and way.has_letter)
        self._reason_title.setText("理由" if way and way.names_clauses else "意见")
        hint = "写给申请人看的，照此印在告知书上" if told else "记在审核表和经过里"
        self._reason_hint.setText(hint if way else "先选一种意见")
        self.reason.setEnabled(way is not None)
        takes_phrases(self.reason, PHRASES_OF.get(way.choice) if way else None)
        self.show_text()
        self.reason.describe(self._reason_title.text(), hint)

    def focus_first(self) -> bool:
        """The first condition, else the reason, else the choices."""
        way = self._opinion.way
        if way is None:
            return False
        target: QWidget = self._rows[0] if way.names_clauses and self._rows else self.reason
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _walk(self, row: _Clause, step: int) -> None:
        to = self._rows.index(row) + step
        if 0 <= to < len(self._rows):
            self._rows[to].setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0:
            self.reason.select()

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(_inset(self.choices))
        column.addSpacing(8)
        clauses = QVBoxLayout(self._clauses)
        clauses.setContentsMargins(0, 0, 0, 0)
        clauses.setSpacing(0)
        clauses.addWidget(_inset(rule()))
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 8, INSET, 6)
        head.setSpacing(12)
        head.addWidget(label("依据哪一条", "heading"))
        head.addWidget(label("只列本件不符或待核的，空格选定", "second"))
        head.addStretch(1)
        clauses.addLayout(head)
        clauses.addWidget(_inset(rule("edge")))
        self._column.setSpacing(0)
        clauses.addLayout(self._column)
        column.addWidget(self._clauses)
        reason = QHBoxLayout()
        reason.setContentsMargins(INSET, 14, INSET, 6)
        reason.setSpacing(12)
        reason.addWidget(self._reason_title)
        reason.addWidget(self._reason_hint)
        reason.addStretch(1)
        reason.addWidget(label(HINT, "quiet"))
        column.addLayout(reason)
        column.addWidget(_inset(self.reason))
        for section in (self._stand, self._given):
            column.addSpacing(16)
            column.addWidget(_inset(section, INSET - LINE_PADDING))
        column.addStretch(1)
        self.setWidget(page)


def _inset(part: QWidget, inset: int = INSET) -> QWidget:
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(inset, 0, inset, 0)
    row.addWidget(part)
    return outer
