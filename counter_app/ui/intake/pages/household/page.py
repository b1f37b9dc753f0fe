"""The page of the members: table, the acts on its rows, totals."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.forms.drafts.draft import MEMBERS
from counter_app.intake import old_numbers
from counter_app.intake.members import FIELDS, is_resident, member_key
from counter_app.intake.steps import Part
from counter_app.ui.intake.page import Page
from counter_app.ui.intake.pages.household.rows import COLUMNS
from counter_app.ui.intake.pages.household.table import MemberTable
from counter_app.ui.intake.pages.household.totals import Totals
from counter_app.ui.widgets.fields.text_input import TextInput
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.quiet_act import QuietAct
from counter_app.ui.widgets.theme.insets import inset_of
from counter_app.ui.widgets.when_seen import when_seen

_OF_OTHER_PAPERS = ("birth_date", "sex")


class HouseholdPage(Page):
    """同住家庭成员情况."""

    part = Part.HOUSEHOLD
    title = "同住家庭成员情况"
    hint = "首行是申请人，在第 1 页修改"
    bleeds = True
    wide = True

    def body(self) -> QWidget:
        """Table, the keys of its rows, totals."""
        self.table = MemberTable(self.session, self.seat)
        self.totals = Totals()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addSpacing(8)
        column.addLayout(self._row_acts())
        column.addSpacing(8)
        self._totals_row = QHBoxLayout()
        self._totals_row.addWidget(self.totals)
        column.addLayout(self._totals_row)
        self.table.gone_through.connect(self.proceed)
        self.table.gone_back.connect(self.back)
        self.table.tab_left.connect(lambda: self.main_button.setFocus())
        self.table.edited_at.connect(self.reveal)
        self.table.paste_told.connect(self._tell_of_paste)
        self.session.rows_changed.connect(lambda _: self._tell_of_paste(""))
        self.session.reviewed.connect(when_seen(self, self._show_totals))
        self._show_totals()
        return whole

    def acts(self) -> tuple[Act, ...]:
        """What can be done with a row."""
        return (
            Act("Insert", "加一行", self.table.add),
            Act("Ctrl+Delete", "删一行", self.table.remove),
            Act("Ctrl+V", "从表格粘贴多行", self._paste),
            Act("Alt+K", "没有身份证", self.table.ask_kind),
            Act("Alt+L", old_numbers.NAME, self._take_new_numbers),
        )

    def asked(self) -> tuple[str, ...]:
        """Every field of every member."""
        found = []
        for member in self.table.members():
            other = () if is_resident(self.session, member) else _OF_OTHER_PAPERS
            found += [member_key(member, field) for field in (*FIELDS, *other)]
        return tuple(found)

    def focus_first(self) -> None:
        """The first cell that is wrong or missing; a new row where there is nobody yet."""
        review = self.session.review
        for key in self.asked():
            if key in review.wrong or key in review.missing:
                self.show_key(key)
                return
        members = self.table.members()
        if members:
            self.table.open_cell(members[0], FIELDS[0])
        else:
            self.table.add()

    def show_key(self, key: str) -> bool:
        """Open the cell of a draft key."""
        words = key.split(".")
        member = words[2] if len(words) > 2 else ""
        if member not in self.table.members():
            return key.startswith(MEMBERS)
        self.table.open_cell(member, words[3] if len(words) > 3 else FIELDS[0])
        return True

    def key_here(self) -> str:
        """That of the edited cell, or of a field beneath a row."""
        return self.table.key_here() or super().key_here()

    def fitted(self, *, narrow: bool) -> None:
        """Keys and totals stand under the table's text."""
        inset = inset_of(self)
        self._totals_row.setContentsMargins(inset, 0, inset, 0)
        self._keys_row.setContentsMargins(inset + COLUMNS[0].width, 0, inset, 0)

    # -- inside ------------------------------------------------------------------------------------

    def _row_acts(self) -> QHBoxLayout:
        self._keys_row = row = QHBoxLayout()
        row.setSpacing(24)
        undo = Act("Ctrl+Z", "撤销", self.session.undo)
        for act in (*self.acts()[:3], undo):
            row.addWidget(QuietAct(act.key_told, act.name, act.run))
        row.addStretch(1)
        return row

    def _take_new_numbers(self) -> None:
        with self.session.together():
            for member in self.table.members():
                self.session.take_new_number(member_key(member, "id_number"))

    def _paste(self) -> None:
        if not isinstance(QApplication.focusWidget(), TextInput):
            self.table.paste(QApplication.clipboard().text())

    def _tell_of_paste(self, told: str) -> None:
        """What a paste left out, until rows come or go again."""
        self.hint_label.setText(told or self.hint)

    def _show_totals(self) -> None:
        self.totals.show_figures(self.session.review.assessment.household)
