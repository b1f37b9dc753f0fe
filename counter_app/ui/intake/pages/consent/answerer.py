"""Who answers and signs for the chosen person: themselves, a parent or guardian, an attorney.

Chosen in the panel. Must not decide who may: that follows from the person's age.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.forms.consents import Capacity
from counter_app.intake.answers import AskedPerson
from counter_app.intake.local import SIGNER, SIGNER_CAPACITY, SIGNER_DOCUMENT, Local
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.fields.choices import Options
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.row import FieldRow

_LABELS = 88
_SELF, _OTHER = "self", "other"
_FIELDS = ((SIGNER, "姓名"), (SIGNER_DOCUMENT, "委托书编号"))


class Answerer(QWidget):
    """A drop-down, and the name and paper of who is not in the household."""

    finished = Signal()

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._person: AskedPerson | None = None
        self._options: Options = ()
        self._other = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(8)
        self._pick: DropDown | None = None
        self._fields = {field: self._field(field, name) for field, name in _FIELDS}
        for field in self._fields.values():
            self._column.addWidget(field)
        session.changed.connect(self._show)

    def show_person(self, person: AskedPerson, adults: Sequence[str]) -> None:
        """Offer who may answer: for a minor the adults of the household or another guardian."""
        options = _options(person, adults, self._applicant())
        if self._person is None or person.person != self._person.person or options != self._options:
            self._person, self._options = person, options
            self._other = bool(self._text(SIGNER)) and self._text(SIGNER) not in dict(options)
            self._make_pick()
        self._person = person
        self._show()

    def begin(self) -> None:
        """Take the keyboard."""
        if self._pick is not None:
            self._pick.select()

    # -- inside ------------------------------------------------------------------------------------

    def _make_pick(self) -> None:
        if self._pick is not None:
            self._pick.hide()
            self._pick.deleteLater()
        self._pick = DropDown(self._options, self)
        self._pick.describe("谁来答", "")
        self._pick.edited.connect(self._choose)
        self._pick.advance.connect(lambda step: self._go_on(None, step))
        self._column.insertWidget(0, self._pick)

    def _field(self, field: Local[str], name: str) -> FieldRow:
        control = LineControl(self)
        control.edited.connect(partial(self._edited, field))
        control.left.connect(partial(self._leave, field))
        control.advance.connect(partial(self._go_on, field))
        return FieldRow(field.name, name, control, self, label_column=_LABELS)

    def _edited(self, field: Local[str], text: object) -> None:
        if self._person is not None:
            self._session.put(field.key(self._person.person), text or None)

    def _leave(self, field: Local[str]) -> None:
        if self._person is not None:
            self._session.leave(field.key(self._person.person))

    def _choose(self, value: object) -> None:
        if self._person is None:
            return
        who = self._person.person
        self._other = value == _OTHER
        kept = value not in (_SELF, _OTHER)
        capacity = Capacity.GUARDIAN if self._person.minor else Capacity.ATTORNEY
        if kept and self._person.relation in ("儿子", "女儿", "子女"):
            capacity = Capacity.PARENT
        values = {
            SIGNER: value if kept else None,
            SIGNER_CAPACITY: None if value == _SELF else str(capacity),
            SIGNER_DOCUMENT: None,
        }
        with self._session.together():
            for field, each in values.items():
                self._session.put(field.key(who), each, whole=True)
        self._show()

    def _go_on(self, field: Local[str] | None, step: int) -> None:
        names = [name for name in self._fields if self._fields[name].isVisibleTo(self)]
        at = (names.index(field) if field in names else -1) + step
        if (step > 0 and at < len(names)) or step < 0 <= at:
            self._fields[names[at]].control.select()
        elif step < 0 and field:
            self.begin()
        else:
            self.finished.emit()

    def _show(self) -> None:
        if self._person is None or self._pick is None:
            return
        signer = self._text(SIGNER)
        known = dict(self._options)
        if self._other or (signer and signer not in known):
            self._pick.show_value(_OTHER)
        else:
            self._pick.show_value(signer or (_SELF if _SELF in known else self._applicant()))
        attorney = self._other and not self._person.minor
        self._fields[SIGNER].setVisible(self._other)
        self._fields[SIGNER_DOCUMENT].setVisible(attorney)
        for field, row in self._fields.items():
            row.control.show_value(self._text(field))

    def _text(self, field: Local[str]) -> str:
        if self._person is None:
            return ""
        return field.find(self._session.draft, self._person.person) or ""

    def _applicant(self) -> str:
        return self._session.text("applicant.name").strip()


def _options(person: AskedPerson, adults: Sequence[str], applicant: str) -> Options:
    if not person.minor:
        return ((_SELF, "本人"), (_OTHER, "受托人，凭委托书"))
    names = dict.fromkeys(name for name in (applicant, *adults) if name and name != person.name)
    return (*((name, name) for name in names), (_OTHER, "其他监护人"))
