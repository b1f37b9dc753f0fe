"""The page of consents: people, what is asked about the chosen one, keys 1 2 3 4."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from counter_app.forms.consents import Capacity
from counter_app.intake.answers import (
    GENERAL,
    SENSITIVE,
    AskedPerson,
    answer,
    household,
    toggle,
)
from counter_app.intake.local import CONSENT_ITEMS, SIGNER, SIGNER_CAPACITY, SIGNER_DOCUMENT
from counter_app.intake.signatures import sheets
from counter_app.intake.steps import Part
from counter_app.ui.intake.page import Page
from counter_app.ui.intake.pages.consent.departments import DepartmentTable
from counter_app.ui.intake.pages.consent.panel import ConsentPanel
from counter_app.ui.intake.pages.consent.row import ConsentHeading, ConsentRow
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.theme.sizes import ROW_CASE
from counter_app.ui.widgets.when_seen import when_seen

_ANSWERS = tuple(each.prefix for each in (SIGNER, SIGNER_CAPACITY, SIGNER_DOCUMENT, CONSENT_ITEMS))
_KEYS = (
    ("1", "联审联查同意", GENERAL, True),
    ("2", "联审联查不同意", GENERAL, False),
    ("3", "敏感信息同意", SENSITIVE, True),
    ("4", "敏感信息不同意", SENSITIVE, False),
)


class ConsentPage(Page):
    """授权与承诺."""

    part = Part.CONSENT
    title = "授权与承诺"
    hint = "逐人问，不代答；不同意也照样收件"
    bleeds = True
    wide = True

    def body(self) -> QWidget:
        """People above, departments beneath."""
        words = self.session.policy.words("consent_words", self.seat.station.today())
        self._people: tuple[AskedPerson, ...] = ()
        self._chosen = self.session.draft.applicant_uuid
        self.rows: list[ConsentRow] = []
        self.departments = DepartmentTable(words["purpose"], words["refusal"])
        self.departments.toggled.connect(self._toggle)
        self.departments.left.connect(self._back)
        self._panel = ConsentPanel(self.session)
        self._panel.chosen.connect(self.show_key)
        self._panel.answerer.finished.connect(self._back)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ConsentHeading(words["general"], words["sensitive"]))
        self._list = named(QWidget(), "paper")
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.setSpacing(0)
        self._scroll = _People(self._list)
        column.addWidget(self._scroll)
        column.addWidget(self.departments)
        self.session.reviewed.connect(when_seen(self, self._show))
        self.session.changed.connect(self._follow)
        self._show()
        return whole

    def panel(self) -> QWidget:
        """Who has not answered, and more of the chosen one."""
        return self._panel

    def acts(self) -> tuple[Act, ...]:
        """1 2 3 4 answer and go on."""
        answers = (
            Act(key, name, partial(self._answer_chosen, question, yes))
            for key, name, question, yes in _KEYS
        )
        return (
            *answers,
            Act("Alt+A", "谁来答", self._who),
            Act("Alt+D", "逐个部门", self._single),
        )

    def asked(self) -> tuple[str, ...]:
        """The answers of everybody."""
        people = self.session.draft.people()
        return tuple(
            f"consents.{each}.{field}" for each in people for field in ("granted", "departments")
        )

    def focus_first(self) -> None:
        """Who has not answered first, else the applicant."""
        open_ones = (at for at, each in enumerate(self._people) if not each.complete)
        self._focus(next(open_ones, 0))

    def show_key(self, key: str) -> bool:
        """Choose the person of a draft key."""
        words = key.split(".")
        for at, person in enumerate(self._people):
            if len(words) > 1 and person.person == words[1]:
                self.panel_left.emit()
                self._focus(at)
                return True
        if key == "authorizations":
            self.focus_first()
            return True
        return False

    def key_here(self) -> str:
        """That of the person whose row has the keyboard."""
        asked = zip(self.rows, self._people, strict=False)
        here = next((person.person for row, person in asked if row.hasFocus()), "")
        return f"consents.{here}.granted" if here else super().key_here()

    def entered(self) -> None:
        """People may have come or gone."""
        self._show()
        self.whispers.setText("1 2 联审联查    3 4 敏感信息    ↑ ↓ 换人    Alt+D 逐个部门")

    def fitted(self, *, narrow: bool) -> None:
        """Many people scroll above the departments, which stay to be read out."""
        self._fit()

    # -- acts --------------------------------------------------------------------------------------

    def _answer_chosen(self, question: int, yes: bool) -> None:
        self._answer(self._chosen, question, yes)

    def _answer(self, who: str, question: int, yes: bool) -> None:
        person = next(each for each in self._people if each.person == who)
        if not answer(self.session, self.seat.person.name, person, question, yes):
            self.hint_label.setText(_why_not_asked(person))
            return
        self.hint_label.setText(self.hint)
        self._show()
        at = [each.person for each in self._people].index(who)
        if self._people[at].complete:
            self._focus(min(at + 1, len(self._people) - 1))
        else:
            self._focus(at)

    def _toggle(self, at: int) -> None:
        person = self._person()
        toggle(self.session, person, person.asked[at])

    def _who(self) -> None:
        self.panel_wanted.emit()
        self._panel.answerer.begin()

    def _single(self) -> None:
        person = self._person()
        if person.allowed is not None:
            self.departments.begin()
        else:
            self.hint_label.setText(_why_not_singly(person))

    # -- moving ------------------------------------------------------------------------------------

    def _step(self, step: int) -> None:
        at = self._at() + step
        if 0 <= at < len(self.rows):
            self._focus(at)

    def _pass(self, step: int) -> None:
        at = self._at() + step
        if at >= len(self.rows):
            self.proceed()
        elif at >= 0:
            self._focus(at)
        else:
            self.back()

    def _focus(self, at: int) -> None:
        if at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[at], 0, 0)

    def _back(self) -> None:
        self.panel_left.emit()
        self._focus(self._at())

    def _enter_row(self, person: str) -> None:
        if person != self._chosen:
            self._chosen = person
            self._show()

    def _at(self) -> int:
        return next((at for at, e in enumerate(self._people) if e.person == self._chosen), 0)

    def _person(self) -> AskedPerson:
        return self._people[self._at()]

    # -- showing -----------------------------------------------------------------------------------

    def _follow(self, keys: frozenset[str]) -> None:
        if any(key.startswith(("consents.", *_ANSWERS)) for key in keys):
            self._show()

    def _show(self) -> None:
        self._people = household(self.session, self.seat.station.today())
        self._fit_rows()
        who = {sheet.who: sheet for sheet in sheets(self.session)}
        chosen = self._person()
        for row, person in zip(self.rows, self._people, strict=True):
            sheet = who[person.person]
            row.show_person(
                person,
                _who_answers(person, sheet.signer, sheet.role, sheet.capacity),
                chosen=person is chosen,
            )
        self.departments.show_person(chosen)
        self._panel.show_people(self._people, chosen)

    def _fit_rows(self) -> None:
        while len(self.rows) < len(self._people):
            row = ConsentRow(len(self.rows) + 1)
            row.entered.connect(self._enter_row)
            row.stepped.connect(self._step)
            row.passed.connect(self._pass)
            row.answered.connect(self._answer)
            self.rows.append(row)
            self._list_column.addWidget(row)
        while len(self.rows) > len(self._people):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        self._fit()

    def _fit(self) -> None:
        needed = len(self.rows) * ROW_CASE
        room = self.view.viewport().height() - 30 - self.departments.height() - 8
        self._scroll.setFixedHeight(min(needed, max(4 * ROW_CASE, room)))


class _People(QScrollArea):
    """The list of people; scrolls only where there are many."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        """As high as it was made."""
        return QSize(600, self.height())


def _who_answers(person: AskedPerson, signer: str, role: str, capacity: Capacity) -> str:
    if capacity is Capacity.SELF:
        return "本人"
    words = f"{role or capacity.label}{signer}"
    return f"{words}，不满 14 岁" if person.separate else words


def _why_not_singly(person: AskedPerson) -> str:
    """Why no department can be left out now."""
    if person.granted is False:
        return "联审联查不同意，没有部门可查"
    return "先答同意或不同意，再逐个部门去掉"


def _why_not_asked(person: AskedPerson) -> str:
    """Why the second question is not put now."""
    if person.granted is None:
        return "先问联审联查，再问敏感信息"
    return "联审联查不同意，不再问敏感信息" if not person.granted else "没有敏感信息要问"
