"""A form page's body, made from the form's declarations: rows of one or two fields.

Places fields, moves focus in reading order, opens conditional rows beneath what caused them,
and carries values between fields and the session. Must not know a particular page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from counter_app.intake.spec_of import find_spec, get_spec, usual_hint
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.fields.control import Control, Value
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.kinds import make_control
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.theme.parts import rule
from counter_app.ui.widgets.theme.sizes import (
    CLOSE_LABEL_COLUMN,
    DIVIDER,
    FIELD,
    FORM_WIDEST,
    FULL_INSET_FROM,
    GUTTER,
    INSET,
    LABEL_COLUMN,
    MESSAGE,
    NARROW_INSET,
    NARROW_LABEL_COLUMN,
    ROW_PITCH,
)
from counter_app.ui.widgets.when_seen import when_seen

FieldLine = tuple[str, ...]
"""Draft keys side by side: two share the width, one before `WIDE` takes all of it."""

WIDE = "wide"
RULE: FieldLine = ()
"""A hairline between rows."""

_WIDEST = FORM_WIDEST - 2 * INSET
_USUAL_HALF = 266
_USUAL_WHOLE = 668


class Form(QWidget):
    """Fields of a session in rows. `controls` replaces the usual control of a key."""

    gone_through = Signal()
    """Enter in the last field."""
    gone_back = Signal()
    """Shift+Enter in the first."""

    def __init__(
        self,
        session: DraftSession,
        rows: Sequence[FieldLine],
        *,
        controls: Mapping[str, Callable[[QWidget], Control]] | None = None,
        labels: Mapping[str, str] | None = None,
        before_going_on: Callable[[str], str] | None = None,
        passes_over: Callable[[str], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`before_going_on`: told which field Enter leaves; names where to go, or nothing.

        `passes_over`: whether Enter need not stop at a field; Tab and Shift+Enter do.
        """
        super().__init__(parent)
        self._before_going_on = before_going_on
        self._passes_over = passes_over
        self._session = session
        self._labels = labels or {}
        self._controls = controls or {}
        self._hidden: set[str] = set()
        self._narrow = False
        self._hints: dict[str, str] = {}
        self.fields: dict[str, FieldRow] = {}
        self._rows = [self._make_row(row) for row in rows]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.changed.connect(self._show_values)
        session.reviewed.connect(when_seen(self, self._show_messages))
        self._show_values(self.fields.keys())
        self._show_messages()

    # -- what a page asks ---------------------------------------------------------------------

    def open_keys(self) -> tuple[str, ...]:
        """The draft keys of the fields that are asked now, in reading order."""
        open_fields = (key for key in self.fields if key not in self._hidden)
        return tuple(key for key in open_fields if self.fields[key].control.asks)

    def hide_keys(self, keys: Iterable[str]) -> None:
        """Close these fields and open all others; a row closes when all its fields do."""
        hidden = set(keys)
        if hidden != self._hidden:
            self._hidden = hidden
            self._arrange()

    def hint_words(self, hints: Mapping[str, str]) -> None:
        """What the lines beneath say while nothing is wrong."""
        if hints != self._hints:
            self._hints = dict(hints)
            self._show_messages()

    def suggest(self, key: str, text: str) -> None:
        """Offer a value for an empty field; an empty text takes it back."""
        self.fields[key].control.show_suggestion(text)

    def set_narrow(self, narrow: bool) -> None:
        """Smaller gutter and label column, for a narrow window."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def focus_key(self, key: str) -> bool:
        """Give a field the keyboard, its text selected; False if it is not here."""
        if key not in self.open_keys():
            return False
        self.fields[key].control.select()
        return True

    def focus_first(self) -> None:
        """Give the first field that is missing or wrong the keyboard, else the first."""
        keys = self.open_keys()
        review = self._session.review
        wanting = (key for key in keys if key in review.missing or key in review.wrong)
        self.focus_key(next(wanting, keys[0]))

    # -- building -----------------------------------------------------------------------------

    def _make_row(self, row: FieldLine) -> QFrame | tuple[FieldRow, ...]:
        if row == RULE:
            return rule(parent=self)
        keys = [key for key in row if key != WIDE]
        width = _USUAL_WHOLE if WIDE in row else _USUAL_HALF
        return tuple(self._make_field(key, width, WIDE in row) for key in keys)

    def _make_field(self, key: str, width: int, wide: bool) -> FieldRow:
        make = self._controls.get(key)
        control = make(self) if make else make_control(get_spec(key), self, width)
        label = self._labels.get(key) or get_spec(key).label
        field = FieldRow(key, label, control, self)
        field.setProperty("wide", wide)
        self.fields[key] = field
        control.edited.connect(partial(self._edited, key, not control.by_letter))
        control.left.connect(partial(self._session.leave, key))
        control.pasted.connect(partial(self._session.leave, key))
        control.advance.connect(partial(self._advance, key))
        return field

    def _edited(self, key: str, whole: bool, value: object) -> None:
        self._session.put(key, value, whole=whole)

    def _advance(self, key: str, step: int) -> None:
        self._session.leave(key)
        keys = self.open_keys()
        target = keys.index(key) + step
        if step > 0 and self._before_going_on and (named := self._before_going_on(key)):
            target = keys.index(named)
        if step > 0 and self._passes_over:
            self._session.catch_up()
            while target < len(keys) and self._passes_over(keys[target]):
                target += 1
        if target < 0:
            self.gone_back.emit()
        elif target >= len(keys):
            self.gone_through.emit()
        else:
            self.fields[keys[target]].control.select()

    # -- showing ------------------------------------------------------------------------------

    def _show_values(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key in self.fields:
                self.fields[key].control.show_value(self._shown(key))

    def _shown(self, key: str) -> Value:
        value = self._session.value(key)
        spec = find_spec(key)
        if value in (None, "") and spec is not None:
            return spec.ask.default or None
        return cast(Value, value)

    def _show_messages(self) -> None:
        for key, field in self.fields.items():
            if key not in self._hidden:
                message = self._session.message(key)
                if message == NOTHING:
                    message = self._hint(key)
                field.say(message)

    def _hint(self, key: str) -> Message:
        """What the page says, else what the field's kind says while nothing stands there."""
        spec = find_spec(key)
        empty = self._shown(key) in (None, "", [])
        usual = usual_hint(spec) or _hint_of_kind(self.fields[key].control)
        return Message(self._hints.get(key) or (usual if empty else ""))

    # -- placing ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the rows anew when the width changed."""
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def sizeHint(self) -> QSize:
        """As high as the open rows."""
        return QSize(2 * LABEL_COLUMN + 400, self._arranged_height())

    def _open(self, row: QFrame | tuple[FieldRow, ...]) -> bool:
        return isinstance(row, QFrame) or any(each.key not in self._hidden for each in row)

    def _arranged_height(self) -> int:
        rows = [row for row in self._rows if self._open(row)]
        return sum(DIVIDER if isinstance(row, QFrame) else ROW_PITCH for row in rows)

    def _arrange(self) -> None:
        width = min(self.width(), _WIDEST)
        close = self.window().width() < FULL_INSET_FROM
        gutter = NARROW_INSET if close else GUTTER
        label = CLOSE_LABEL_COLUMN if close else LABEL_COLUMN
        label = NARROW_LABEL_COLUMN if self._narrow else label
        half = (width - gutter) // 2
        y = 0
        for row in self._rows:
            if isinstance(row, QFrame):
                row.setGeometry(0, y, width, 1)
                y += DIVIDER
                continue
            for place, field in enumerate(row):
                field.setVisible(field.key not in self._hidden)
                wide = bool(field.property("wide"))
                x = place * (width - half)
                field.set_label_column(label)
                field.setGeometry(x, y, width if wide else half, FIELD + MESSAGE)
            y += ROW_PITCH if self._open(row) else 0
        self.setFixedHeight(y)


def _hint_of_kind(control: Control) -> str:
    return "键入拼音首字母，或按 → 选" if isinstance(control, DropDown) else ""
