"""Part 5 through real widgets and keys: what is needed, taken, promised, asked."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from counter_app.forms.consents import Material
from counter_app.forms.drafts.to_document import to_document
from counter_app.intake.signatures import beside_document
from counter_app.intake.steps import Part
from counter_app.ui.intake.pages.materials import MaterialsPage
from counter_app.ui.shell.window import Window
from tests.ui.conftest import OpenWindow
from tests.ui.family import family
from tests.ui.hands import focus, press, settle, write

Key = Qt.Key


class Desk:
    """The window at part 5."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.place = window.places[-1]
        self.place.go(Part.MATERIALS)
        settle()
        page = self.place.page()
        assert isinstance(page, MaterialsPage)
        self.page, self.session = page, self.place.session

    def choose(self, material: Material) -> None:
        self.place.show_key(f"materials.{material}")
        settle()

    def says(self, material: Material) -> str:
        rows = range(self.page.list.cells.rowCount())
        return next(
            self.page.list.cells.cell(row, 4).text
            for row in rows
            if self.page.list.cells.cell(row, 1).text == material.label
        )

    def chosen(self) -> str:
        """The name of the chosen line."""
        return self.page.list.cells.cell(self.page.list.row(), 1).text

    def document(self) -> dict[str, Any]:
        return to_document(self.session.draft)


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(opened: OpenWindow) -> OpenDesk:
    def begin(document: dict[str, object] | None = None, width: int = 1366) -> Desk:
        window = opened(document or family(right=True))
        window.resize(width, 768)
        window.activateWindow()
        return Desk(window)

    return begin


def test_fourteen_lines_are_seen_without_scrolling(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert desk.page.list.cells.rowCount() == 14
    assert desk.page.view.verticalScrollBar().maximum() == 0
    assert desk.says(Material.RESIDENCE_PERMIT) == "限外来务工人员"
    assert desk.says(Material.LABOUR_CONTRACT) == "中低收入家庭不要求"
    assert desk.says(Material.PENSION) == "待授权后查询"


def test_space_takes_the_papers_one_after_the_other(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert desk.says(Material.INCOME_PROOF) == "缺 3 人"
    press(Key.Key_Space)
    press(Key.Key_Space)
    settle()
    assert desk.says(Material.INCOME_PROOF) == "已收 2 人，缺周德昌"
    press(Key.Key_Space)
    settle()
    assert desk.says(Material.INCOME_PROOF) == "已收齐"
    assert desk.chosen() == Material.INCOME_PROOF.label, "nothing else is missing"
    taken = desk.document()["materials"]
    assert taken[0] == {
        "material": "income_proof", "person_id_number": "620702198403159044",
        "obtained": "paper", "seen_original": True, "copies": 1, "pages": 1,
    }  # fmt: skip
    press(Key.Key_Z, control=True)
    settle()
    assert desk.says(Material.INCOME_PROOF) == "已收 2 人，缺周德昌"


def test_copies_and_pages_are_whole_numbers(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_Space)
    settle()
    press(Key.Key_F5)
    press(Key.Key_Return)
    write("２")
    press(Key.Key_Return)
    write("x")
    press(Key.Key_Return)
    settle()
    taken = desk.document()["materials"][0]
    assert (taken["copies"], taken["pages"]) == (2, "x")
    assert any(each.wrong and each.part is Part.MATERIALS for each in desk.session.troubles())
    assert desk.page.list.hasFocus()


def test_alt_r_promises_a_listed_paper_with_a_day(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_Space)
    press(Key.Key_Space)
    press(Key.Key_R, alt=True)
    settle()
    assert focus().text() == "2026-12-01"
    promised = desk.document()["deferrals"]
    assert promised == [
        {"material": "income_proof", "person_id_number": "620702195502119079",
         "promised_by": "周玉兰", "due_on": "2026-12-01"}
    ]  # fmt: skip
    assert desk.says(Material.INCOME_PROOF) == "已收 2 人，周德昌容缺"
    write("20261203")
    press(Key.Key_Return)
    settle()
    assert desk.document()["deferrals"][0]["due_on"] == "2026-12-03"
    assert desk.page.list.hasFocus()


def test_a_shared_material_is_not_promised(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose(Material.MARRIAGE)
    press(Key.Key_R, alt=True)
    press(Key.Key_Space)
    settle()
    assert desk.document()["deferrals"] == []
    assert desk.document()["materials"] == []


def test_alt_p_takes_paper_with_a_reason(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose(Material.MARRIAGE)
    press(Key.Key_P, alt=True)
    settle()
    write("bm")
    press(Key.Key_Return)
    settle()
    desk.choose(Material.MARRIAGE)
    press(Key.Key_Space)
    settle()
    assert desk.says(Material.MARRIAGE) == "已收纸质，部门系统不通"
    assert desk.session.text("local.paper_reason.marriage") == "部门系统不通"
    assert beside_document(desk.session)["materials[0]"] == {"instead_of_sharing": "部门系统不通"}
    press(Key.Key_P, alt=True)
    settle()
    assert desk.document()["materials"] == []
    assert desk.says(Material.MARRIAGE) == "待授权后查询"


def test_a_refusal_shows_where_paper_may_be_taken(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for person in desk.session.draft.people():
        desk.session.put(f"consents.{person}.granted", True, whole=True)
        desk.session.put(f"consents.{person}.departments", "all", whole=True)
    applicant = desk.session.draft.applicant_uuid
    desk.session.put(f"consents.{applicant}.departments", ["public_security"], whole=True)
    settle()
    assert desk.says(Material.VEHICLE) == "已授权，收件后查询"
    assert desk.says(Material.PENSION) == "周玉兰不同意，可收纸质"


def test_the_head_tells_the_promise(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert "自备 1/3 种，到窗口 1/1 次，承诺 20 个工作日" in desk.page.promise.accessibleName()


def test_enter_goes_on(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_Return)
    settle()
    assert desk.place.part in (Part.CONSENT, Part.MATERIALS)


def test_in_a_narrow_window_the_drawer_opens_for_the_promise(open_desk: OpenDesk) -> None:
    desk = open_desk(width=1100)
    press(Key.Key_R, alt=True)
    settle()
    assert desk.place.is_drawer()
    assert focus().isVisible()
    assert focus().text() == "2026-12-01"
    press(Key.Key_Escape)
    settle()
    assert desk.page.list.hasFocus()


def test_after_the_last_paper_of_a_kind_the_next_missing_one_is_chosen(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk()
    desk.session.put("details.applicant_type", "new_graduate", whole=True)
    desk.session.catch_up()
    desk.place.go(Part.APPLICANT)
    desk.place.go(Part.MATERIALS)
    settle()

    assert desk.chosen() == Material.INCOME_PROOF.label
    for _ in range(3):
        press(Key.Key_Space)
    settle()
    assert desk.chosen() == Material.LABOUR_CONTRACT.label
    desk.page.list.choose_row(0)
    desk.place.go(Part.APPLICANT)
    desk.place.go(Part.MATERIALS)
    settle()
    assert desk.chosen() == Material.LABOUR_CONTRACT.label
