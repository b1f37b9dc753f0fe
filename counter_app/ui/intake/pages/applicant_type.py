"""Part 2: the type of applicant and its block; what was typed for another type is kept."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.forms.housing_application import ApplicantType
from counter_app.intake.figures import area_figure
from counter_app.intake.steps import Part
from counter_app.intake.type_hints import hints, same_address, suggested_circumstance
from counter_app.ui.intake.form import WIDE, FieldLine, Form
from counter_app.ui.intake.page import Page
from counter_app.ui.widgets.fields.choices import ChoiceRow, YesNo
from counter_app.ui.widgets.fields.computed import Computed
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.theme.parts import rule
from counter_app.ui.widgets.theme.sizes import ROW_GAP
from counter_app.ui.widgets.when_seen import when_seen

_BETWEEN_BLOCKS_MS = 20
_TYPE = "details.applicant_type"
_CIRCUMSTANCES = "details.other_circumstances"
_PAID = "details.social_insurance.paid"
_OPENERS = frozenset((_CIRCUMSTANCES, _PAID))
"""Fields beneath which others open."""
_AREA = "computed.area_per_person"
_ADDRESSES = frozenset(("details.residence_address", "details.permit_address"))
"""Where somebody lives who may well live where they are registered."""
_RECKONED = "自动计算，随人数更新"


def _keys(*rows: tuple[str, ...]) -> tuple[FieldLine, ...]:
    return tuple(
        tuple(word if word in (WIDE, _AREA) else f"details.{word}" for word in row) for row in rows
    )


_INSURANCE = (
    (WIDE, "social_insurance.paid"),
    ("social_insurance.from_month", "social_insurance.to_month"),
)
_BLOCKS: dict[ApplicantType, tuple[FieldLine, ...]] = {
    ApplicantType.LOW_INCOME_FAMILY: _keys(
        (WIDE, "residence_address"),
        ("residence_floor_area", _AREA),
        ("residence_owner", "owner_relation"),
        (WIDE, "marital_status"),
        (WIDE, "dwelling_kind"),
        (WIDE, "hardships"),
        (WIDE, "other_circumstances"),
        (WIDE, "illness"),
    ),
    ApplicantType.NEW_GRADUATE: _keys(
        ("school", "education"),
        ("graduated_on", "joined_employer_on"),
        (WIDE, "employer_address"),
        ("contract_number", "employer_kind"),
        (WIDE, "marital_status"),
        *_INSURANCE,
        (WIDE, "tenancy"),
    ),
    ApplicantType.MIGRANT_WORKER: _keys(
        (WIDE, "permit_address"),
        ("permit_number", "started_work_on"),
        ("contract_number",),
        *_INSURANCE,
        (WIDE, "tenancy"),
    ),
    ApplicantType.INTRODUCED_TALENT: _keys(("recognition_number", "contract_number")),
}
"""What each type asks, in the order of 附件 1."""


class ApplicantTypePage(Page):
    """申请人类型."""

    part = Part.TYPE
    title = "申请人类型"
    hint = "改选后已填的内容会保留"

    def body(self) -> QWidget:
        """The four types, and the block of the chosen one beneath."""
        self._forms: dict[str, Form] = {}
        self._narrow = False
        self.types = ChoiceRow(ApplicantType.options())
        self.types.describe(self.title, "")
        self.types.edited.connect(self._choose)
        self.types.advance.connect(self._advance)
        self._block = _OneForm()
        whole = QWidget()
        # The types stay where they are: another block beneath draws nothing of them anew.
        whole.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.types)
        column.addSpacing(ROW_GAP + 4)
        column.addWidget(rule())
        column.addSpacing(16)
        column.addWidget(self._block)
        self.session.changed.connect(self._follow)
        self.session.reviewed.connect(when_seen(self, self._tell))
        self._follow(frozenset((_TYPE,)))
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_BETWEEN_BLOCKS_MS)
        self._ahead.timeout.connect(self._build_ahead)
        self._ahead.start()
        return whole

    def asked(self) -> tuple[str, ...]:
        """The type and the open fields of its block."""
        form = self.form()
        return (_TYPE, *(form.open_keys() if form else ()))

    def focus_first(self) -> None:
        """The type while none is chosen, else the first field that wants something."""
        form = self.form()
        if form is None:
            self.types.focus_target().setFocus()
        else:
            form.focus_first()

    def show_key(self, key: str) -> bool:
        """Focus a field of the block, or the row of types."""
        form = self.form()
        if form is not None and form.focus_key(key):
            return True
        self.types.focus_target().setFocus()
        return key in (_TYPE, "details")

    def fitted(self, *, narrow: bool) -> None:
        """The forms follow the window's size."""
        self._narrow = narrow
        for form in self._forms.values():
            form.set_narrow(narrow)

    def form(self) -> Form | None:
        """The block of the chosen type; None while none is chosen."""
        kind = self.session.text(_TYPE)
        return self._form_of(ApplicantType(kind)) if kind in tuple(ApplicantType) else None

    # -- inside ------------------------------------------------------------------------------------

    def _choose(self, kind: object) -> None:
        self.session.put(_TYPE, kind, whole=True)

    def _advance(self, step: int) -> None:
        form = self.form()
        if step < 0:
            self.back()
        elif form is None:
            self.session.leave_page((_TYPE,))
        else:
            form.focus_key(form.open_keys()[0])

    def _form_of(self, kind: ApplicantType) -> Form:
        if kind not in self._forms:
            self._forms[kind] = self._make(kind)
            self._block.add(self._forms[kind])
        return self._forms[kind]

    def _build_ahead(self) -> None:
        """Build the next block that is not there yet, one a turn: trying a type must not wait."""
        missing = [kind for kind in ApplicantType if kind not in self._forms]
        if missing:
            self._form_of(missing[0])
            self._ahead.start()

    def _make(self, kind: ApplicantType) -> Form:
        controls: dict[str, Callable[[QWidget], Control]] = {
            _AREA: Computed,
            _PAID: lambda parent: YesNo("缴纳", "未缴纳", parent),
        }
        form = Form(
            self.session,
            _BLOCKS[kind],
            controls=controls,
            labels={_AREA: "人均住房面积"},
            parent=self,
        )
        form.set_narrow(self._narrow)
        form.gone_through.connect(self.proceed)
        form.gone_back.connect(lambda: self.types.focus_target().setFocus())
        return form

    def _follow(self, keys: frozenset[str]) -> None:
        if _TYPE in keys:
            self.types.show_value(self.session.text(_TYPE))
            form = self.form()
            self._block.setVisible(form is not None)
            if form is not None:
                self._block.open(form)
            self._tell()
        if _TYPE in keys or not _OPENERS.isdisjoint(keys):
            self._adapt()

    def _adapt(self) -> None:
        form = self.form()
        if form is None:
            return
        hidden = set()
        chosen = self.session.value(_CIRCUMSTANCES)
        if not (isinstance(chosen, list) and "serious_illness" in chosen):
            hidden.add("details.illness")
        if self.session.value(_PAID) is not True:
            hidden |= {f"details.social_insurance.{end}_month" for end in ("from", "to")}
        form.hide_keys(hidden & form.fields.keys())

    def _tell(self) -> None:
        said = self.session.message(_TYPE).text
        self.hint_label.setText(f"{said}，按 1 2 3 4 选一类" if said else self.hint)
        form = self.form()
        if form is None:
            return
        form.hint_words({_AREA: _RECKONED, **hints(self.session)})
        if _AREA in form.fields:
            figure = area_figure(self.session.review.assessment.household)
            computed = form.fields[_AREA].control
            assert isinstance(computed, Computed)
            computed.show_figure(figure.value, figure.unit, figure.how)
            circumstance = suggested_circumstance(self.session)
            form.suggest(_CIRCUMSTANCES, circumstance)
        for key in _ADDRESSES & form.fields.keys():
            form.suggest(key, same_address(self.session, key))


class _OneForm(QWidget):
    """Forms in one place, one of them open; as high as that one.

    A stacked widget draws, lays out and focuses more than once when another is opened.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open: Form | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, form: Form) -> None:
        """One more, closed."""
        form.hide()
        self._column.addWidget(form)

    def open(self, form: Form) -> None:
        """Open this one instead of the other; the keyboard, if it was there, comes along."""
        if form is self._open:
            return
        focus = QApplication.focusWidget()
        within = focus if focus is not None and self.isAncestorOf(focus) else None
        if within is not None:
            within.clearFocus()  # else closing the form looks for another place for it
        if self._open is not None:
            self._open.hide()
        self._open = form
        form.show()
        if within is not None:
            first = form.fields[form.open_keys()[0]].control.focus_target()
            (form.focusWidget() or first).setFocus()
