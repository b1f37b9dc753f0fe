"""What an act on a case asks, in place: a row for each answer, what stands against it, one button.

What was typed stays until the act is done. Must not do the act or judge it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.intake.deeds.ask import Ask, Said, key_again, time_of
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
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, INSET

_SHORT = 200
_OPTION, _LETTER, _ROOM = 52, 16, 600
_HEADING, _SEEN_WITH = 30, 36
_ADD, _DROP = "Alt+=", "Alt+-"
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


class _Heading(QWidget):
    """Above one of several: which it is, and keys in a whisper."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEADING)
        self._which, self._keys = label("", "strong"), label("", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._which)
        row.addWidget(self._keys)
        row.addStretch(1)

    def say(self, which: str, keys: str) -> None:
        """Show these."""
        self._which.setText(which)
        self._keys.setText(keys)


class ActForm(CalmScroll):
    """One act; hidden while none is begun."""

    wanted = Signal()
    """What is asked was said: it is to be done."""
    typed = Signal()
    """Something was said or typed by hand."""
    acts_changed = Signal()
    """Whether something can be said several times over has become another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = ""
        """The act that is open; empty: none."""
        self.rows: tuple[FieldRow, ...] = ()
        self._asks: tuple[Ask, ...] = ()
        self._headings: dict[int, _Heading] = {}
        """Of what is said several times over: what stands above each time."""
        self._keys_told = ""
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
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keyboard_came)

    def open(
        self, act: str, title: str, verb: str, asks: Sequence[Ask], kept: Mapping[str, Said]
    ) -> None:
        """Ask what an act needs; `kept` is what was typed here before."""
        self._clear()
        self.button.show()
        self.act, self._asks = act, tuple(_with_again(asks, kept))
        self._title.setText(title)
        self.button.setText(verb)
        self.rows = tuple(self._row(ask, kept) for ask in self._asks)
        _offer_phrases(act, self.rows)
        self._place_rows()
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

    def acts(self) -> tuple[Act, ...]:
        """What more can be done where something may be said several times over."""
        times = self._times()
        if not times:
            return ()
        add = Act(_ADD, f"加一{self._one()}", self.add)
        drop = Act(_DROP, f"去掉这一{self._one()}", self.drop)
        return (add, drop) if times > 1 else (add,)

    def add(self) -> None:
        """One more of what may be said several times over; the keyboard goes there."""
        time = self._times() + 1
        asks = [ask for ask in self._each() if time_of(ask.key)[1] == 1]
        if not asks:
            return
        again = [replace(ask, key=key_again(ask.key, time)) for ask in asks]
        at = max(place for place, ask in enumerate(self._asks) if ask.of_each) + 1
        rows = tuple(self._row(ask, {}) for ask in again)
        _offer_phrases(self.act, rows)
        self._asks = (*self._asks[:at], *again, *self._asks[at:])
        self.rows = (*self.rows[:at], *rows, *self.rows[at:])
        self._place_rows()
        self._edited()
        rows[0].control.select()

    def drop(self) -> None:
        """The one in which the keyboard is goes, else the last; those behind it move up."""
        last = self._times()
        if last < 2:
            return
        rows = {row.key: row for row in self._asked()}
        focus = QApplication.focusWidget()
        there = [row for row in rows.values() if focus and row.isAncestorOf(focus)]
        gone = time_of(there[0].key)[1] if there and self._is_each(there[0]) else last
        named = [time_of(ask.key)[0] for ask in self._each() if time_of(ask.key)[1] == 1]
        for time in range(gone, last):
            for name in named:
                behind = rows[key_again(name, time + 1)].control.value()
                rows[key_again(name, time)].control.show_value(behind)
        self._take_away({key_again(name, last) for name in named})
        self._edited()
        rows[key_again(named[0], min(gone, last - 1))].control.select()

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

    def _keyboard_came(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Whatever has the keyboard is seen, once everything has its place."""
        if now is not None and self._inner.isAncestorOf(now):
            QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        focus = QApplication.focusWidget()
        row = next((row for row in self.rows if focus and row.isAncestorOf(focus)), None)
        if row is not None:
            self.ensureWidgetVisible(row, 0, _SEEN_WITH)

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

    def _each(self) -> list[Ask]:
        """What may be said several times over, as things are said now."""
        shown = zip(self.rows, self._asks, strict=True)
        return [ask for row, ask in shown if ask.of_each and not row.isHidden()]

    def _is_each(self, row: FieldRow) -> bool:
        return bool(self._asks[self.rows.index(row)].of_each)

    def _times(self) -> int:
        """How often it is said; 0 where nothing may be."""
        return max((time_of(ask.key)[1] for ask in self._each()), default=0)

    def _one(self) -> str:
        return next((ask.of_each for ask in self._asks if ask.of_each), "")

    def _take_away(self, keys: Collection[str]) -> None:
        kept = [pair for pair in zip(self.rows, self._asks, strict=True) if pair[0].key not in keys]
        for row in self.rows:
            if row.key in keys:
                self._fields.removeWidget(row)
                row.hide()
                row.deleteLater()
        self.rows, self._asks = tuple(row for row, _ in kept), tuple(ask for _, ask in kept)

    def _place_rows(self) -> None:
        """Put rows that are not there yet into their places."""
        for at, row in enumerate(self.rows):
            if self._fields.indexOf(row) >= 0:
                continue
            before = self.rows[at + 1] if at + 1 < len(self.rows) else None
            place = self._fields.indexOf(before) if before is not None else -1
            self._fields.insertWidget(place, row)
            row.control.advance.connect(partial(self._walk, row))
            row.control.edited.connect(self._edited)

    def _show_times(self) -> None:
        """Above each time its number, and by which keys there are more or fewer."""
        times, one = self._times(), self._one()
        for heading in self._headings.values():
            self._fields.removeWidget(heading)
            heading.hide()
        told = "    ".join(f"{act.key_told} {act.name}" for act in self.acts())
        for time in range(1, times + 1):
            if time not in self._headings:
                self._headings[time] = _Heading()
            heading = self._headings[time]
            heading.say(f"第 {time} {one}", told)
            first = next(r for r in self._asked() if self._is_each(r) and time_of(r.key)[1] == time)
            self._fields.insertWidget(self._fields.indexOf(first), heading)
            heading.show()
        if told != self._keys_told:
            self._keys_told = told
            self.acts_changed.emit()

    def _ask_what_follows(self) -> None:
        """Beneath what was chosen stands what that asks, and nothing else."""
        said = {row.key: row.control.value() for row in self.rows}
        for row, ask in zip(self.rows, self._asks, strict=True):
            row.setHidden(not ask.is_asked(said))
        self._show_times()
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
        self._show_times()


def _with_again(asks: Sequence[Ask], kept: Mapping[str, Said]) -> Iterator[Ask]:
    """What was said several times over before is asked as often again, behind the last of it."""
    last = max((at for at, ask in enumerate(asks) if ask.of_each), default=-1)
    said = {time_of(key) for key, value in kept.items() if value not in (None, "")}
    for at, ask in enumerate(asks):
        yield ask
        if at == last:
            for time in range(2, max((time for _, time in said), default=1) + 1):
                for each in asks:
                    # Of what was chosen then; of other items nothing is said again.
                    if each.of_each and each.is_asked(kept):
                        yield replace(each, key=key_again(each.key, time))


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
