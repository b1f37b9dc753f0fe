"""Beside two compared contents: what the newer one means for what was signed, said and asked back.

Must not compare. It is scrolled by its own keys once F5 led there.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent

from counter_app.intake.case_view.after_revision import AfterRevision, Point, Stands
from counter_app.intake.case_view.clock_cells import Clock
from counter_app.ui.case.ruled_parts import ClockPart, RuledParts
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.tokens import Token

NAME = "改动之后"
_SENTENCE_AT = 26
_SIGNS = {
    Stands.DONE: Glyph.DONE,
    Stands.REVIEW: Glyph.REVIEW,
    Stands.OPEN: Glyph.MISSING,
    Stands.FAILS: Glyph.FAIL,
}
_TONES = {Stands.REVIEW: Token.REVIEW, Stands.FAILS: Token.ERR}


class RevisionSide(Panel):
    """Four parts; of a case that nobody returned there is no third."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(NAME)
        self._parts = RuledParts()
        self._signed, self._conditions = Section(NAME, "F5"), Section("受理条件")
        self._returned, self._clock = Section("退回的"), ClockPart()
        for part in (self._signed, self._conditions, self._returned):
            self._parts.add(part)
        self._parts.add(self._clock, ruled=False)
        self.column.insertWidget(0, self._parts)

    def show_after(self, after: AfterRevision, clock: Clock | None) -> None:
        """Show it; `clock` None: nothing runs."""
        show = self._parts.show_section
        show(self._signed, list(map(_line, after.signed)))
        show(self._conditions, list(map(_line, after.conditions)), after.conditions_words)
        show(self._returned, list(map(_remark, after.returned)), after.returned_words)
        count = f"退回的 {len(after.returned)} 项" if after.returned else "退回的"
        self._returned.say(after.returned_words, "second" if after.waits else "ok", title=count)
        self._parts.show_part(self._clock, holds=clock is not None)
        if clock is not None:
            self._clock.show_clock(clock)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences break elsewhere in another width, and are higher then."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        self._parts.settle()
        self.settle()

    def focus_first(self) -> bool:
        """It has no links: the panel itself has the keyboard, and is scrolled by arrows."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _line(point: Point) -> Line:
    tone = _TONES.get(point.stands, Token.SECOND)
    return Line(point.what, point.words, glyph=_SIGNS[point.stands], second=point.more, tone=tone)


def _remark(point: Point) -> Line:
    """A sentence, whole."""
    sign = _SIGNS[point.stands]
    return Line("", point.what, glyph=sign, detail_at=_SENTENCE_AT, tone=Token.TEXT)
