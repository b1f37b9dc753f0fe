"""Part 1: the applicant, the day and county, and who fills in for them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from counter_app.desk.same_person import SamePerson, find_same_person
from counter_app.documents.glyphs import in_signs
from counter_app.forms.consents import ProxyRole
from counter_app.intake import old_numbers
from counter_app.intake.applicant_hints import (
    hints,
    native_place,
    registered_beginning,
    stands_by_itself,
    suggested_sex,
    take_from_number,
)
from counter_app.intake.spec_of import hint_over
from counter_app.intake.steps import Part
from counter_app.ui.intake.form import RULE, WIDE, Form
from counter_app.ui.intake.page import Page
from counter_app.ui.widgets.fields.choices import ChoiceRow
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.when_seen import when_seen
from counter_app.ui.widgets.while_alive import while_alive

_ROWS = (
    ("applicant.name", "applicant.id_number"),
    ("applicant.sex", "applicant.id_kind"),
    ("applicant.birth_date",),
    ("applicant.employer", "applicant.phone"),
    (WIDE, "applicant.registered_address"),
    ("applicant.native_place", "applicant.monthly_income"),
    RULE,
    ("applied_on", "region"),
    (WIDE, "proxy.role"),
    ("proxy.name", "proxy.relation"),
    ("proxy.id_number", "proxy.document"),
    (WIDE, "proxy.reason"),
)
_PROXY = ("proxy.name", "proxy.relation", "proxy.id_number", "proxy.document", "proxy.reason")
_OPENERS = frozenset(("proxy.role", "applicant.id_kind"))
"""Fields beneath which others open."""
_SELF = ("", "本人")


class ApplicantPage(Page):
    """申请人."""

    part = Part.APPLICANT
    title = "申请人"
    hint = hint_over(key for row in _ROWS for key in row)

    def body(self) -> QWidget:
        """The form of this page."""
        self.form = Form(
            self.session,
            _ROWS,
            controls={"proxy.role": _filler},
            labels={"proxy.role": "填表人"},
            before_going_on=self._take_suggested,
            passes_over=self._stands_by_itself,
            parent=self,
        )
        self.form.gone_through.connect(self.proceed)
        self.form.gone_back.connect(self.back)
        self.session.changed.connect(self._follow)
        self.session.reviewed.connect(when_seen(self, self._tell))
        self._looked_up = ""
        self._adapt()
        self._tell()
        return self.form

    def acts(self) -> tuple[Act, ...]:
        """To what Enter passes over because it is seldom another."""
        return (
            Act("Alt+K", "没有身份证", partial(self.show_key, "applicant.id_kind"), foot=True),
            Act("Alt+L", old_numbers.NAME, self._take_new_numbers),
            Act("Alt+T", "代填、代办", partial(self.show_key, "proxy.role"), foot=True),
        )

    def asked(self) -> tuple[str, ...]:
        """All open fields."""
        return self.form.open_keys()

    def focus_first(self) -> None:
        """The first field that is missing or wrong."""
        self.form.focus_first()

    def show_key(self, key: str) -> bool:
        """Focus the field; the proxy as a whole is its first field."""
        key = "proxy.name" if key == "proxy" else key
        return self.form.focus_key(key)

    def fitted(self, *, narrow: bool) -> None:
        """The form follows the window's size."""
        self.form.set_narrow(narrow)

    def _take_suggested(self, key: str) -> str:
        """Enter at the sex that the number suggests takes it, and goes on to what is not known."""
        self.session.catch_up()
        if key == "applicant.sex" and take_from_number(self.session):
            return "applicant.employer"
        return ""

    def _take_new_numbers(self) -> None:
        for key in ("applicant.id_number", "proxy.id_number"):
            self.session.take_new_number(key)

    def _stands_by_itself(self, key: str) -> bool:
        station = self.seat.station
        return stands_by_itself(self.session, key, station.today().isoformat(), station.region)

    def _follow(self, keys: frozenset[str]) -> None:
        if not _OPENERS.isdisjoint(keys):
            self._adapt()

    def _adapt(self) -> None:
        role = self.session.text("proxy.role")
        hidden = set(_PROXY) if not role else set()
        if role and role != ProxyRole.ACTS:
            hidden.add("proxy.document")
        if self.session.text("applicant.id_kind") in ("", "resident"):
            hidden.add("applicant.birth_date")
        self.form.hide_keys(hidden)

    def _look_up(self) -> None:
        """Say at once, at the number, that the same person is at this counter already."""
        own = self.session.draft.applicant_uuid
        applicant = self.session.review.household.find(own)
        number = applicant.number if applicant is not None else ""
        if number == self._looked_up:
            return
        self._looked_up = number
        if number:
            tools = self.seat.tools
            tools.background.read(
                partial(find_same_person, tools.counter.desk, number, own),
                while_alive(self, partial(self._found_same, number)),
            )

    def _found_same(self, number: str, found: SamePerson | None) -> None:
        if number == self._looked_up:
            self.session.tell("applicant.id_number", _same_words(found) if found else "")

    def _tell(self) -> None:
        self._look_up()
        self.form.hint_words(hints(self.session))
        self.form.suggest("applicant.sex", suggested_sex(self.session))
        self.form.suggest("applicant.native_place", native_place(self.session))
        self.form.suggest("applicant.registered_address", registered_beginning(self.session))


def _same_words(same: SamePerson) -> str:
    if same.state is not None:
        return f"本窗口正在填：{in_signs(same.name) or '没写姓名'}（{same.state.label}）"
    return f"{'本窗口' if same.here else '别的窗口'}已收 {same.running}（{in_signs(same.name)}）"


def _filler(parent: QWidget) -> ChoiceRow:
    return ChoiceRow((_SELF, *ProxyRole.options()), parent)
