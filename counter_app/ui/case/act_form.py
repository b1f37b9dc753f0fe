"""What an act on a case asks, in place: a row for each answer, what stands against it, one button.

What was typed stays until the act is done. Must not do the act or judge it.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.intake.deeds.ask import Ask, Said
from counter_app.intake.deeds.table_of_review import ACTS_OF_REVIEW
from counter_app.rules.phrases import PhraseOf
from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line
from counter_app.ui.shell.phrases import takes_phrases
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.choices import ChoiceRow, YesNo
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import cut_label, named
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, INSET

_SHORT = 200
_OPTION, _LETTER, _ROOM = 52, 16, 600
_NUMBER_LIMIT, _TEXT_LIMIT = 4, 500


_OF_REASON = {("unmask", "reason"): PhraseOf.LOOK, ("reassign", "reason"): PhraseOf.CLAIM}
"""Of what is no act of review."""
_PHRASES = {
    "text": PhraseOf.OPINION,
    "remark": PhraseOf.REMARK,
    "reason": PhraseOf.REASON,
    "facts": PhraseOf.REASON,
}
"""What kind of text an act of review asks for, by its key."""


class ActForm(CalmScroll):
    """One act; hidden while none is begun."""

    wanted = Signal()
    """What is asked was said: it is to be done."""
    typed = Signal()
    """Something was said or typed by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = ""
        """The act that is open; empty: none."""
        self.rows: tuple[FieldRow, ...] = ()
        self._asks: tuple[Ask, ...] = ()
        self._inner = named(QWidget(), "paper")
        self._column = QVBoxLayout(self._inner)
        inset = INSET - LINE_PADDING
        self._column.setContentsMargins(inset, 12, inset, 12)
        self._column.setSpacing(0)
        self._title = cut_label("", "heading")
        self._title.setFixedHeight(32)
        self._title.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
        self._fields = QVBoxLayout()
        self._fields.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
        self._fields.setSpacing(4)
        self._against = Section("还差")
        self._told = QWidget()
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 6)
        told.addWidget(self._against)
        self.button = ActButton("", "Ctrl+Enter", main=True)
        self.button.clicked.connect(self.go)
        foot = QHBoxLayout()
        foot.setContentsMargins(LINE_PADDING, 8, LINE_PADDING, 0)
        foot.addWidget(self.button)
        foot.addStretch(1)
        self._column.addWidget(self._title)
        self._column.addLayout(self._fields)
        self._column.addWidget(self._told)
        self._column.addLayout(foot)
        outer = named(QWidget(), "paper")
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        self._inner.setMaximumWidth(FORM_WIDEST)
        row.addWidget(self._inner, 1)
        row.addStretch(0)
        self.setWidget(outer)
        self.hide()

    def open(
        self, act: str, title: str, verb: str, asks: Sequence[Ask], kept: Mapping[str, Said]
    ) -> None:
        """Ask what an act needs; `kept` is what was typed here before."""
        self._clear()
        self.button.show()
        self.act, self._asks = act, tuple(asks)
        self._title.setText(title)
        self.button.setText(verb)
        self.rows = tuple(self._row(ask, kept) for ask in asks)
        _offer_phrases(act, self.rows)
        for row in self.rows:
            self._fields.addWidget(row)
            row.control.advance.connect(partial(self._walk, row))
            row.control.edited.connect(self._edited)
        self._ask_what_follows()
        self.tell(())
        self.show()
        self._fit()
        self.focus_first()

    def tell_lacks(self, act: str, title: str, lines: Sequence[Line]) -> None:
        """An act that cannot be done yet: what it lacks stands there, and no button."""
        self.open(act, title, "", (), {})
        self.button.hide()
        self.tell(lines, f"还差 {len(lines)} 项")

    def put_away(self) -> None:
        """Nothing is asked any more."""
        self._clear()
        self.act = ""
        self.hide()

    def focus_first(self) -> None:
        """What has to be said and was not; where one thing alone is asked and said, the button."""
        asked = self._asked()
        optional = {ask.key for ask in self._asks if ask.may_be_empty}
        empty = [row for row in asked if row.control.value() in (None, "")]
        open_rows = [row for row in empty if row.key not in optional]
        if open_rows or len(asked) > 1:
            (open_rows or asked)[0].control.select()
        else:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> dict[str, Said]:
        """What is said now, by key."""
        found: dict[str, Said] = {}
        for row in self._asked():
            value = row.control.value()
            found[row.key] = value.strip() if isinstance(value, str) else value
        return found

    def go(self) -> None:
        """Do it, unless something was not said: that is asked for in its place."""
        if not self.act or self.button.isHidden() or not self.button.isEnabled():
            return
        lacks = [
            row
            for row, ask in zip(self.rows, self._asks, strict=True)
            if row.control.value() in (None, "") and not (ask.may_be_empty or row.isHidden())
        ]
        for row in self.rows:
            row.say(Message("还没有写", Glyph.MISSING) if row in lacks else self._hint(row))
        if lacks:
            lacks[0].control.select()
        else:
            self.wanted.emit()

    def be_busy(self, words: str) -> None:
        """It is under way: neither the button nor its key does it twice; empty: no more."""
        self.button.setEnabled(not words)
        if words:
            self.tell((Line("正在等服务器的答复", glyph=Glyph.WAITING),), words)

    def tell(self, lines: Sequence[Line], title: str = "") -> None:
        """Say in place what stands against it; what was typed stays."""
        self._against.say("", title=title)
        self._against.show_lines(lines)
        self._told.setVisible(bool(lines))
        self._fit()
        self.ensureWidgetVisible(self.button, 0, 12)

    def most(self, height: int) -> None:
        """How high it may become: what does not fit is scrolled."""
        self.setMaximumHeight(max(_SHORT, height))
        self._fit()

    # -- inside -----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as what is asked."""
        return QSize(0, self._inner.sizeHint().height() + 1)

    def _fit(self) -> None:
        self._column.activate()
        wanted = self._inner.sizeHint().height() + 1
        self.setMinimumHeight(min(wanted, self.maximumHeight()))
        self.updateGeometry()

    def _walk(self, row: FieldRow, step: int) -> None:
        asked = self._asked()
        to = max(0, asked.index(row) + step)
        if to < len(asked):
            asked[to].control.select()
        else:
            self.button.setFocus(Qt.FocusReason.TabFocusReason)

    def _asked(self) -> list[FieldRow]:
        """The rows that are asked as things are said now."""
        return [row for row in self.rows if not row.isHidden()]

    def _edited(self) -> None:
        self._ask_what_follows()
        self.typed.emit()

    def _ask_what_follows(self) -> None:
        """Beneath what was chosen stands what that asks, and nothing else."""
        said = {row.key: row.control.value() for row in self.rows}
        for row, ask in zip(self.rows, self._asks, strict=True):
            row.setHidden(ask.when is not None and said.get(ask.when[0]) not in ask.when[1])
        self._fit()

    def _row(self, ask: Ask, kept: Mapping[str, Said]) -> FieldRow:
        control = _control(ask)
        row = FieldRow(ask.key, ask.label, control)
        control.show_value(kept.get(ask.key, ask.usual))
        row.say(Message(ask.hint) if ask.hint else NOTHING)
        return row

    def _hint(self, row: FieldRow) -> Message:
        ask = self._asks[self.rows.index(row)]
        return Message(ask.hint) if ask.hint else NOTHING

    def _clear(self) -> None:
        for row in self.rows:
            self._fields.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows, self._asks = (), ()


def _offer_phrases(act: str, rows: Sequence[FieldRow]) -> None:
    """Where a reviewer writes for others to read."""
    for row in rows:
        of = _OF_REASON.get((act, row.key)) or (
            _PHRASES.get(row.key) if act in ACTS_OF_REVIEW else None
        )
        if of is not None and isinstance(row.control, LineControl):
            takes_phrases(row.control, of)


def _control(ask: Ask) -> Control:
    if ask.kind == "yes_no":
        (_, yes), (_, no) = ask.options
        return YesNo(yes, no)
    if ask.kind == "choice":
        needed = sum(len(words) * _LETTER + _OPTION for _, words in ask.options)
        return ChoiceRow(ask.options) if 0 < needed <= _ROOM else DropDown(ask.options)
    line = LineControl()
    line.input.setMaxLength(_NUMBER_LIMIT if ask.kind == "number" else _TEXT_LIMIT)
    return line
