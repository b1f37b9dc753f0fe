"""Part 6 through real widgets and keys: two questions a person, none preset, a no is an answer."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from counter_app.forms.drafts.to_document import to_document
from counter_app.intake.steps import Part
from counter_app.ui.intake.pages.consent import ConsentPage
from counter_app.ui.intake.pages.consent.row import GENERAL_AT
from counter_app.ui.shell.window import Window
from tests.ui.conftest import OpenWindow
from tests.ui.family import family
from tests.ui.hands import focus, press, settle, write

Key = Qt.Key
_WITHOUT_SENSITIVE = [
    "public_security",
    "civil_affairs",
    "natural_resources",
    "housing",
    "market_regulation",
]
"""民政 answers for marriage, which is not sensitive, and for assistance, which is."""


class Desk:
    """The window at part 6."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.place = window.places[-1]
        self.place.go(Part.CONSENT)
        settle()
        page = self.place.page()
        assert isinstance(page, ConsentPage)
        self.page, self.session = page, self.place.session

    def here(self) -> int:
        return next(at for at, row in enumerate(self.page.rows) if row.hasFocus())

    def choose(self, at: int) -> None:
        """Go down to a person."""
        while self.here() < at:
            press(Key.Key_Down)

    def answers(self, at: int) -> tuple[object, object]:
        person = self.session.draft.people()[at]
        granted = self.session.value(f"consents.{person}.granted")
        return granted, self.session.value(f"consents.{person}.departments")

    def entries(self) -> list[dict[str, Any]]:
        entries = to_document(self.session.draft)["authorizations"]
        assert isinstance(entries, list)
        return entries


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(opened: OpenWindow) -> OpenDesk:
    def begin(document: dict[str, object] | None = None) -> Desk:
        window = opened(document or family(right=True))
        window.activateWindow()
        return Desk(window)

    return begin


def test_nothing_is_preset(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert desk.entries() == []
    assert all(row.person is not None and row.person.granted is None for row in desk.page.rows)
    assert desk.here() == 0


def test_one_and_three_answer_and_go_on(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_1)
    assert desk.here() == 0
    press(Key.Key_3)
    assert desk.here() == 1
    assert desk.answers(0) == (True, "all")


def test_four_leaves_the_sensitive_departments_out(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_1)
    press(Key.Key_4)
    settle()
    assert desk.answers(0) == (True, _WITHOUT_SENSITIVE)
    assert desk.entries()[0]["departments"] == _WITHOUT_SENSITIVE


def test_a_no_is_recorded_with_who_explained_it(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_2)
    assert desk.here() == 1
    assert desk.answers(0) == (False, None)
    applicant = desk.session.draft.applicant_uuid
    assert desk.session.text(f"local.refusal.{applicant}.explained_by") == "李静"
    assert desk.entries() == [{"person_id_number": "620702198403159044", "granted": False}]
    press(Key.Key_Up)
    press(Key.Key_1)
    assert desk.session.text(f"local.refusal.{applicant}.explained_by") == ""


def test_three_before_one_answers_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_3)
    assert desk.answers(0) == (None, None)
    assert desk.page.hint_label.text() == "先问联审联查，再问敏感信息"
    press(Key.Key_1)
    assert desk.page.hint_label.text() == desk.page.hint


def test_children_are_asked_what_concerns_them(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose(2)
    press(Key.Key_1)
    assert desk.answers(2) == (True, "all")
    assert desk.here() == 3
    assert desk.page.rows[2].who == "母亲周玉兰"
    press(Key.Key_1)
    assert desk.here() == 3
    press(Key.Key_4)
    assert desk.answers(3) == (True, ["public_security", "natural_resources"])
    assert desk.page.rows[3].who == "母亲周玉兰，不满 14 岁"


def test_single_departments_by_keyboard(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_1)
    press(Key.Key_3)
    press(Key.Key_Up)
    press(Key.Key_D, alt=True)
    press(Key.Key_Down)
    press(Key.Key_Space)
    settle()
    granted, departments = desk.answers(0)
    assert granted is True
    assert isinstance(departments, list)
    assert "civil_affairs" in departments
    applicant = desk.session.draft.applicant_uuid
    items = desk.session.value(f"local.consent_items.{applicant}")
    assert isinstance(items, list)
    assert "civil_affairs.marriage" not in items
    assert "civil_affairs.assistance" in items
    press(Key.Key_Space)
    settle()
    assert desk.answers(0) == (True, "all")
    press(Key.Key_Return)
    assert desk.here() == 0


def test_an_attorney_is_named_with_the_paper(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose(4)
    press(Key.Key_A, alt=True)
    settle()
    write("st")
    press(Key.Key_Return)
    write("马律师")
    press(Key.Key_Return)
    write("委2026-7")
    press(Key.Key_Return)
    settle()
    person = desk.session.draft.people()[4]
    assert desk.session.text(f"local.signer.{person}") == "马律师"
    assert desk.session.text(f"local.signer_capacity.{person}") == "attorney"
    assert desk.session.text(f"local.signer_document.{person}") == "委2026-7"
    assert desk.here() == 4
    assert desk.page.rows[4].who == "受托人马律师"


def test_the_other_parent_answers_for_a_child(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose(2)
    press(Key.Key_A, alt=True)
    write("zjj")
    settle()
    person = desk.session.draft.people()[2]
    assert desk.session.text(f"local.signer.{person}") == "赵建军"
    assert desk.session.text(f"local.signer_capacity.{person}") == "parent"
    assert "赵建军" in desk.page.rows[2].who


def test_by_mouse(open_desk: OpenDesk) -> None:
    desk = open_desk()
    row = desk.page.rows[1]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(32 + GENERAL_AT + 8, 20))
    settle()
    assert desk.answers(1)[0] is True


def test_ctrl_z_takes_an_answer_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_1)
    press(Key.Key_4)
    press(Key.Key_Z, control=True)
    settle()
    assert desk.answers(0) == (True, None)


def test_all_answered_leads_on_with_enter(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for _ in range(12):
        row = desk.page.rows[desk.here()]
        assert row.person is not None
        press({1: Key.Key_1, 2: Key.Key_3}.get(row.person.question, Key.Key_1))
    settle()
    assert all(row.person is not None and row.person.complete for row in desk.page.rows)
    press(Key.Key_Return)
    settle()
    assert desk.place.part is Part.SIGN


def test_rows_follow_the_household(open_desk: OpenDesk) -> None:
    desk = open_desk()
    member = desk.session.draft.people()[5]
    desk.session.remove_row("household.members", member)
    settle()
    assert len(desk.page.rows) == 5
    desk.session.undo()  # leads to the household, whose row is back
    desk.place.go(Part.CONSENT)
    settle()
    assert [row.person.name for row in desk.page.rows if row.person][-1] == "王秀英"


def test_a_row_says_itself_in_words(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_1)
    assert desk.page.rows[0].accessibleName() == (
        "周玉兰 本人，联审联查 同意，敏感信息 未答，本人，未填"
    )
    spoken = desk.page.departments.accessibleName()
    assert "民政 婚姻登记，核对婚姻状况，可查" in spoken
    assert "民政 低保、特困、低收入认定，核对家庭特殊情况，敏感，未答" in spoken
    assert focus() is desk.page.rows[0]


def test_a_department_cannot_be_left_out_before_there_is_an_answer(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk()
    press(Key.Key_D, alt=True)
    settle()
    assert desk.page.hint_label.text() == "先答同意或不同意，再逐个部门去掉"
    press(Key.Key_2)
    press(Key.Key_Up)
    press(Key.Key_D, alt=True)
    settle()
    assert desk.page.hint_label.text() == "联审联查不同意，没有部门可查"
