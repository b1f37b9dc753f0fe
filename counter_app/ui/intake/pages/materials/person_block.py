"""One person's paper in the panel: taken or not, original seen, copies and pages, a promise.

The same widgets stay for as long as the material is chosen. Must not know the list.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.asking.putting_right.right import compact
from counter_app.documents.glyphs import in_signs
from counter_app.intake import taking
from counter_app.intake.shown import shown_at
from counter_app.intake.standing import PersonNeed, Standing
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.marks import TickMark
from counter_app.ui.widgets.fields.message import MessageLine
from counter_app.ui.widgets.glyphs import Glyph, GlyphLabel
from counter_app.ui.widgets.quiet_act import QuietAct
from counter_app.ui.widgets.theme.parts import label
from counter_app.ui.widgets.theme.sizes import FIELD
from counter_app.ui.widgets.theme.style import mark
from counter_app.ui.widgets.when_seen import when_seen

_NUMBER = 38
_DATE = 128


class PersonBlock(QWidget):
    """Name and detail, then how the paper stands."""

    advance = Signal(int)
    """Enter in the last field (+1), Shift+Enter in the first (-1)."""

    def __init__(
        self, session: DraftSession, seat: Seat, standing: Standing, person: PersonNeed
    ) -> None:
        super().__init__()
        self._session, self._seat = session, seat
        self.material, self.person = standing.material, person.person
        self._own = standing.source == "own"
        self._name = label(in_signs(person.name) or "本办件", "heading")
        self._detail = label(_detail(session, standing, person), "second")
        self.seen = TickMark("原件已核")
        self.copies = self._number("copies", "份数")
        self.pages = self._number("pages", "页数")
        self.due = LineControl(self)
        self._message = MessageLine()
        self._taken = self._taken_row()
        self._open = self._open_row()
        self._promised = self._promised_row()
        self._build()
        session.changed.connect(self._follow)
        session.reviewed.connect(when_seen(self, self.show_session))
        self.show_session()

    # -- what the panel asks ----------------------------------------------------------------------

    def is_taken(self) -> bool:
        """Whether the paper was taken."""
        return bool(self._session.text(self._key("obtained")))

    def is_promised(self) -> bool:
        """Whether it was promised for later."""
        return self._session.value(self._due_key()) is not None

    def focus(self) -> None:
        """Give the first field the keyboard."""
        stops = self._stops()
        if stops:
            stops[0].setFocus(Qt.FocusReason.TabFocusReason)

    def has_stops(self) -> bool:
        """Whether anything here takes the keyboard now."""
        return bool(self._stops())

    def focus_promise(self) -> None:
        """Give the day of the promise the keyboard."""
        self.due.select()

    # -- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        self._name.setWordWrap(True)
        head.addWidget(self._name, 1)
        head.addWidget(self._detail)
        column.addLayout(head)
        column.addSpacing(4)
        for part in (self._taken, self._open, self._promised, self._message):
            column.addWidget(part)
        self.seen.clicked.connect(self._tick)
        self.seen.advance.connect(partial(self._advance, self.seen))
        self.due.edited.connect(lambda text: self._session.put(self._due_key(), text or None))
        self.due.left.connect(lambda: self._session.leave(self._due_key()))
        self.due.advance.connect(partial(self._advance, self.due.input))
        name = self._name.text()
        self.seen.setAccessibleName(f"{name} 原件已核")
        self.due.describe(f"{name} 补交日期", "")

    def _taken_row(self) -> QWidget:
        row = _Row()
        row.add(self.seen)
        row.line.addStretch(1)
        row.add(label("复印", "second"), self.copies, label("份", "second"))
        row.add(self.pages, label("页", "second"))
        return row

    def _open_row(self) -> QWidget:
        row = _Row()
        row.add(GlyphLabel(Glyph.MISSING), label("缺", "text"))
        row.add(QuietAct("", "收到", self._take))
        row.line.addStretch(1)
        if self._own and taking.deferrable(
            self._session, self._seat.station.today(), self.material
        ):
            row.add(QuietAct("Alt+R", "容缺", self._promise_here))
        return row

    def _promised_row(self) -> QWidget:
        row = _Row()
        self.due.setFixedWidth(_DATE)
        row.add(GlyphLabel(Glyph.WAITING), label("补交", "second"), self.due)
        row.line.addStretch(1)
        row.add(QuietAct("", "收到", self._take), QuietAct("", "取消", self._take_promise_back))
        return row

    def _number(self, field: str, name: str) -> LineControl:
        control = LineControl(self)
        control.setFixedWidth(_NUMBER)
        control.input.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark(control.input, "cell", True)
        key = self._key(field)
        control.edited.connect(lambda text: self._session.put(key, _whole(str(text))))
        control.left.connect(lambda: self._session.leave(key))
        control.advance.connect(partial(self._advance, control.input))
        control.describe(f"{self._name.text()} 复印{name}", "")
        return control

    # -- acts -------------------------------------------------------------------------------------

    def promise(self) -> None:
        """Let the paper be brought later, or take that back."""
        if self.is_promised():
            self._take_promise_back()
        elif not self.is_taken():
            taking.promise(self._session, self._seat.station.today(), self.material, self.person)

    def _promise_here(self) -> None:
        self.promise()
        self.focus_promise()

    def give_back(self) -> None:
        """Take back that the paper was taken."""
        taking.give_back(self._session, self.material, self.person)

    def _take(self) -> None:
        taking.take(self._session, self.material, self.person)

    def _take_promise_back(self) -> None:
        taking.take_promise_back(self._session, self.material, self.person)

    def _tick(self, ticked: bool) -> None:
        self._session.put(self._key("seen_original"), ticked, whole=True)

    def _advance(self, here: QWidget, step: int) -> None:
        stops = self._stops()
        target = stops.index(here) + step if here in stops else len(stops)
        if 0 <= target < len(stops):
            stops[target].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.advance.emit(step)

    def _stops(self) -> list[QWidget]:
        if self.is_taken():
            return [self.seen, self.copies.input, self.pages.input]
        return [self.due.input] if self.is_promised() else []

    # -- showing ----------------------------------------------------------------------------------

    def _follow(self, keys: frozenset[str]) -> None:
        own = (self._key(""), taking.promise_key(self.material, self.person, ""))
        if any(key.startswith(own) for key in keys):
            self.show_session()

    def show_session(self) -> None:
        """Show how the paper stands."""
        taken, promised = self.is_taken(), self.is_promised()
        self._taken.setVisible(taken)
        self._open.setVisible(not taken and not promised)
        self._promised.setVisible(promised and not taken)
        self.seen.setChecked(self._session.value(self._key("seen_original")) is True)
        for field, control in (("copies", self.copies), ("pages", self.pages)):
            value = self._session.value(self._key(field))
            control.show_value("" if value is None else str(value))
        self.due.show_value(self._session.text(self._due_key()))
        keys = [self._key("copies"), self._key("pages")] if taken else [self._due_key()]
        messages = [self._session.message(key) for key in keys]
        said = next((each for each in messages if each.text), None)
        self._message.setVisible(said is not None)
        if said is not None:
            self._message.say(said)

    def _key(self, field: str) -> str:
        return taking.paper_key(self.material, self.person, field)

    def _due_key(self) -> str:
        return taking.promise_key(self.material, self.person, "due_on")


class _Row(QWidget):
    """A row of a panel with a field's height."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(FIELD)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)

    def add(self, *parts: QWidget) -> None:
        """Add parts at the end."""
        for part in parts:
            self.line.addWidget(part)


def _whole(text: str) -> object:
    """A count as the form keeps it: a whole number, or what was typed where it is none."""
    bare = compact(text)
    if bare.isascii() and bare.isdigit() and len(bare) < 10:
        return int(bare)
    return text or None


def _detail(session: DraftSession, standing: Standing, person: PersonNeed) -> str:
    """What helps to see whether the paper is right: the income that it is to prove."""
    if standing.material != "income_proof":
        return ""
    income = shown_at(session, session.draft.person_key(person.person, "monthly_income"))
    return f"{income} 元" if income else ""
