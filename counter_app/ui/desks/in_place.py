"""What is asked in a line of a desk's list: one field or two, Enter from one to the next.

Must not do what it asks for.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from counter_app.rules.phrases import PhraseOf
from counter_app.ui.shell.phrases import takes_phrases
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import Message, MessageLine
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, GUTTER, INSET

_LONGEST = 200
_LETTER, _BEHIND_LABEL = 15, 14


class Asked(NamedTuple):
    """A field; `lacking`: what is said while nothing stands in it, empty where nothing need."""

    key: str
    label: str
    lacking: str = ""
    phrases: PhraseOf | None = None


class InPlace(QWidget):
    """Hidden while nothing is asked."""

    given = Signal(object)
    """What was typed into each field, once nothing lacks."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        super().__init__()
        self._asked = tuple(asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(INSET, 8, INSET, 4)
        self._row.setSpacing(GUTTER)
        self.fields: list[FieldRow] = []
        for at, each in enumerate(asked):
            control = LineControl()
            control.input.setMaxLength(_LONGEST)
            takes_phrases(control, each.phrases)
            control.advance.connect(lambda step, at=at: self._go(at, step))
            wide = len(each.label) * _LETTER + _BEHIND_LABEL
            field = FieldRow(each.key, each.label, control, label_column=wide)
            field.setMaximumWidth(FORM_WIDEST)
            self.fields.append(field)
            self._row.addWidget(field)
        self.hide()

    @property
    def inset(self) -> QLayout:
        """Whose margins follow the list's."""
        return self._row

    def ask(self, *hints: str) -> None:
        """Ask from the beginning; what was typed before is gone."""
        for field, hint in zip(self.fields, hints, strict=True):
            field.control.show_value("")
            field.say(Message(hint))
        self.ask_on()

    def ask_on(self) -> None:
        """Ask, with what stands there."""
        self.show()
        self.fields[0].control.select()

    def say(self, words: str, glyph: Glyph | None = None, *, at: int = 0) -> None:
        """Say something beneath a field."""
        self.fields[at].say(Message(words, glyph))

    def typed(self) -> tuple[str, ...]:
        """What stands in each field."""
        return tuple(str(each.control.value()).strip() for each in self.fields)

    def put_away(self) -> bool:
        """Nothing is asked any more; whether something was."""
        was = not self.isHidden()
        self.hide()
        return was

    def _go(self, at: int, step: int) -> None:
        to = at + step
        if 0 <= to < len(self.fields):
            self.fields[to].control.select()
        elif step > 0 and self._nothing_lacks():
            self.given.emit(self.typed())

    def _nothing_lacks(self) -> bool:
        for at, (asked, typed) in enumerate(zip(self._asked, self.typed(), strict=True)):
            if asked.lacking and not typed:
                self.say(asked.lacking, Glyph.MISSING, at=at)
                self.fields[at].control.select()
                return False
        return True


class StandingWord(QWidget):
    """A word that stands above the rows until somebody has put it away."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(INSET, 4, INSET, 8)
        self._line = MessageLine()
        self._row.addWidget(self._line)
        self.hide()

    @property
    def inset(self) -> QLayout:
        """Whose margins follow the list's."""
        return self._row

    def say(self, words: str) -> None:
        """Show it from now on, and have it read out."""
        self._line.say(Message(words, Glyph.REVIEW))
        self.show()
        announce(self, words, urgent=True)

    def put_away(self) -> bool:
        """It was read; whether it was there."""
        was = not self.isHidden()
        self.hide()
        return was


def take_over_line() -> InPlace:
    """Why somebody works at what another has claimed."""
    return InPlace((Asked("take_over", "接办理由", "写上理由再接办", PhraseOf.CLAIM),))


def hand_on_line() -> InPlace:
    """To whom a lead hands a claimed case, and why; to nobody: it is taken back."""
    to = Asked("hand_on_to", "改派给")
    return InPlace((to, Asked("hand_on_reason", "理由", "写上理由再改派", PhraseOf.CLAIM)))


def find_line() -> InPlace:
    """What is sought, and why."""
    sought = Asked("find", "查找", "写上姓名、证件后四位或编号")
    return InPlace((sought, Asked("find_reason", "理由", "写上理由再查，记录在案", PhraseOf.LOOK)))
