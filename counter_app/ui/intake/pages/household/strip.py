"""What is asked of a member who has no ID card: kind of paper, day of birth, sex.

Stands beneath the member's row and opens with it. Must not know the table.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.intake.members import bare, is_resident, member_key
from counter_app.intake.spec_of import get_spec
from counter_app.ui.intake.message_of import message_of
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.kinds import make_control
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.theme.sizes import FIELD, MESSAGE
from counter_app.ui.widgets.when_seen import when_seen

STRIP = FIELD + MESSAGE + 4
_PLACES = {"id_kind": (72, 224), "birth_date": (72, 296), "sex": (40, 180)}
"""Width of the label and of the whole field."""
_GAP = 12
_RESIDENT = "resident"


class OtherPaper(QWidget):
    """Three fields in a row; day of birth and sex only where the paper is no ID card."""

    passed = Signal(str, int)
    """Enter in the last field (+1), Shift+Enter in the first (-1), with the member."""

    def __init__(self, session: DraftSession, member: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._member = session, member
        self._fields: dict[str, FieldRow] = {}
        x = 0
        for field, (label_width, width) in _PLACES.items():
            self._fields[field] = self._make(field, label_width)
            self._fields[field].setGeometry(x, 0, width, FIELD + MESSAGE)
            x += width + _GAP
        session.changed.connect(self._follow)
        session.reviewed.connect(when_seen(self, self._show))
        self._show()

    def fields(self) -> tuple[str, ...]:
        """The fields that are asked now."""
        return ("id_kind",) if is_resident(self._session, self._member) else tuple(_PLACES)

    def focus_key(self, key: str) -> None:
        """Give a field the keyboard."""
        field = key.rpartition(".")[2]
        self._fields[field if field in self.fields() else "id_kind"].control.select()

    def _make(self, field: str, label_width: int) -> FieldRow:
        key = member_key(self._member, field)
        spec = get_spec(key)
        control = make_control(spec, self, _PLACES[field][1] - label_width)
        whole = spec.choices is not None
        control.edited.connect(lambda value: self._session.put(key, value or None, whole=whole))
        control.left.connect(lambda: self._session.leave(key))
        control.pasted.connect(lambda: self._session.leave(key))
        control.advance.connect(lambda step: self._advance(field, step))
        return FieldRow(key, spec.label, control, self, label_column=label_width)

    def _advance(self, field: str, step: int) -> None:
        fields = self.fields()
        target = fields.index(field) + step
        if 0 <= target < len(fields):
            self._fields[fields[target]].control.select()
        else:
            self.passed.emit(self._member, step)

    def _follow(self, keys: frozenset[str]) -> None:
        if any(key.startswith(member_key(self._member, "")) for key in keys):
            self._show()

    def _show(self) -> None:
        for field, row in self._fields.items():
            row.setVisible(field in self.fields())
            key = member_key(self._member, field)
            value = self._session.text(key)
            _show_value(row.control, value or (_RESIDENT if field == "id_kind" else ""))
            message = message_of(bare(self._session.said(key), key))
            if message == NOTHING and field == "birth_date":
                message = Message("年-月-日")
            if message != row.line.message:
                row.say(message)


def _show_value(control: Control, value: str) -> None:
    control.show_value(value or None)
