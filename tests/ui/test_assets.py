"""Part 4 through real widgets and keys: 无 with one key, items edited in their line."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from counter_app.intake import shares
from counter_app.intake.steps import Part
from counter_app.ui.intake.pages.assets import AssetsPage
from counter_app.ui.intake.pages.assets.category import VALUE_AT
from counter_app.ui.shell.window import Window
from tests.ui.conftest import OpenWindow
from tests.ui.family import family
from tests.ui.hands import focus, press, says, seen, settle, write

Key = Qt.Key


class Desk:
    """The window at part 4."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.place = window.places[-1]
        self.place.go(Part.ASSETS)
        settle()
        page = self.place.page()
        assert isinstance(page, AssetsPage)
        self.page, self.session = page, self.place.session

    def rows(self, category: str) -> list[str]:
        return self.session.draft.rows.get(f"assets.{category}.items", [])

    def text(self, category: str, field: str, at: int = 0) -> str:
        return self.session.text(f"assets.{category}.items.{self.rows(category)[at]}.{field}")

    def here(self) -> str:
        return next(key for key, line in self.page.lines.items() if line.hasFocus())


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(opened: OpenWindow) -> OpenDesk:
    def begin(document: dict[str, object] | None = None) -> Desk:
        window = opened(document or family(right=True))
        window.activateWindow()
        return Desk(window)

    return begin


def test_first_unfilled_line_has_the_keyboard_and_names_its_keys(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert desk.here() == "vehicles"
    assert [name for _, name, _ in desk.page.lines["vehicles"].acts()] == ["填“无”", "加一条"]


def test_zero_writes_none_and_goes_on(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_0)
    assert desk.session.value("assets.vehicles.none") is True
    assert desk.here() == "business_registration"
    press(Key.Key_0)
    settle()
    assert desk.here() == "pension_insurance"
    assert not [key for key in desk.session.review.missing if key.startswith("assets")]


def test_enter_after_the_last_line_goes_to_the_next_part(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.page.lines["pension_insurance"].setFocus()
    press(Key.Key_Return)
    assert desk.here() == "other"
    before = desk.place.part
    press(Key.Key_Return)
    settle()
    assert before is Part.ASSETS
    assert desk.place.part is not Part.ASSETS or Part.MATERIALS not in desk.place.built_parts()


def test_plus_opens_a_line_and_enter_in_the_last_field_keeps_it(open_desk: OpenDesk) -> None:
    desk = open_desk()
    write("+")
    settle()
    write("赵建军")
    press(Key.Key_Return)
    write("甘G12345")
    press(Key.Key_Return)
    write("jyx")
    press(Key.Key_Return)
    settle()
    assert desk.here() == "vehicles"
    assert desk.text("vehicles", "owner") == "赵建军"
    assert desk.text("vehicles", "plate") == "甘G12345"
    assert desk.text("vehicles", "purpose") == "commercial"
    assert desk.page.lines["vehicles"].editor is None


def test_the_owner_is_chosen_from_the_household_by_initials(open_desk: OpenDesk) -> None:
    desk = open_desk()
    write("+")
    settle()
    write("zjj")
    settle()
    editor = desk.page.lines["vehicles"].editor
    assert editor is not None
    assert editor.fields["owner"].message.text == "赵建军，Enter 采用"
    press(Key.Key_Return)
    settle()
    assert desk.text("vehicles", "owner") == "赵建军"
    press(Key.Key_Return, shift=True)
    press(Key.Key_Down)
    settle()
    assert desk.text("vehicles", "owner") == "赵雨桐"
    press(Key.Key_Up)
    press(Key.Key_Up)
    press(Key.Key_Return)
    settle()
    assert desk.text("vehicles", "owner") == "周玉兰"


def test_an_owner_outside_the_household_is_told_and_stays(open_desk: OpenDesk) -> None:
    desk = open_desk()
    write("+")
    settle()
    write("张万财")
    press(Key.Key_Return)
    settle()
    editor = desk.page.lines["vehicles"].editor
    assert editor is not None
    assert editor.fields["owner"].message.text == "不是本户的人，请核对"
    assert desk.text("vehicles", "owner") == "张万财"


def test_plus_takes_none_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_0)
    press(Key.Key_Up)
    write("+")
    settle()
    assert desk.session.value("assets.vehicles.none") is None
    assert len(desk.rows("vehicles")) == 1


def test_digits_belong_to_an_open_field(open_desk: OpenDesk) -> None:
    desk = open_desk()
    write("+")
    settle()
    write("0+0")
    assert desk.text("vehicles", "owner") == "0+0"
    assert desk.session.value("assets.vehicles.none") is None


def test_escape_takes_an_item_that_was_just_opened_away(open_desk: OpenDesk) -> None:
    desk = open_desk()
    write("+")
    settle()
    write("赵")
    press(Key.Key_Escape)
    settle()
    assert desk.rows("vehicles") == []
    assert desk.here() == "vehicles"


def test_escape_after_plus_gives_none_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    press(Key.Key_0)
    press(Key.Key_Up)
    write("+")
    settle()
    write("赵")
    press(Key.Key_Escape)
    settle()
    assert desk.rows("vehicles") == []
    assert desk.session.value("assets.vehicles.none") is True
    write("+")
    settle()
    press(Key.Key_Return, control=True)
    settle()
    assert desk.session.value("assets.vehicles.none") is True, "nothing was typed in it"


def test_undoing_an_open_item_leaves_its_line_the_keyboard(open_desk: OpenDesk) -> None:
    desk = open_desk()
    write("+")
    settle()
    press(Key.Key_Z, control=True)
    settle()
    assert desk.rows("vehicles") == []
    assert desk.here() == "vehicles"
    press(Key.Key_0)
    assert desk.session.value("assets.vehicles.none") is True


def test_escape_restores_what_stood_there(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.page.lines["real_estate"].setFocus()
    press(Key.Key_Space)
    settle()
    write("王小英")
    press(Key.Key_Return)
    write("别处")
    assert desk.text("real_estate", "owner") == "王小英"
    press(Key.Key_Escape)
    settle()
    assert desk.text("real_estate", "owner") == "王秀英"
    assert desk.text("real_estate", "address") == "高台县南华镇明珠小区 3-402"


def test_an_item_in_which_nothing_was_typed_does_not_stay(open_desk: OpenDesk) -> None:
    desk = open_desk()
    write("+")
    settle()
    press(Key.Key_Return, control=True)
    settle()
    assert desk.rows("vehicles") == []


def test_share_is_written_as_a_fraction_and_counts_at_once(open_desk: OpenDesk) -> None:
    desk = open_desk()
    row = desk.rows("real_estate")[0]
    desk.place.show_key(f"assets.real_estate.items.{row}.share")
    settle()
    write("1/2")
    settle()
    editor = desk.page.lines["real_estate"].editor
    assert editor is not None
    assert "52.50 m²" in seen(editor)
    assert "105.00 × 1/2，人均 8.75，低于 16" in seen(editor)
    press(Key.Key_Return)
    settle()
    assert desk.text("real_estate", "share") == "0.5"
    assert "按份额计入自有住房 52.50 m²" in desk.page.lines["real_estate"].accessibleName()


@pytest.mark.parametrize(
    ("kept", "shown"), [("0.5", "1/2"), ("0.333333", "1/3"), ("1", "1"), ("0.7", "0.7"), ("x", "x")]
)
def test_share_as_shown(kept: str, shown: str) -> None:
    assert shares.shown(kept) == shown


def test_a_home_elsewhere_is_told_by_its_code(open_desk: OpenDesk) -> None:
    desk = open_desk()
    row = desk.rows("real_estate")[0]
    desk.place.show_key(f"assets.real_estate.items.{row}.region")
    settle()
    write("wd")
    settle()
    for _ in range(4):
        press(Key.Key_Return)
    write("620102")
    settle()
    assert desk.text("real_estate", "region") == "620102"
    editor = desk.page.lines["real_estate"].editor
    assert editor is not None
    assert says(editor, "外地的房")
    press(Key.Key_Return)
    settle()
    assert desk.here() == "real_estate"


def test_removed_item_comes_back_with_ctrl_z(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.page.lines["pension_insurance"].setFocus()
    press(Key.Key_Down)
    press(Key.Key_Delete, control=True)
    settle()
    assert len(desk.rows("pension_insurance")) == 2
    press(Key.Key_Z, control=True)
    settle()
    assert len(desk.rows("pension_insurance")) == 3
    assert desk.text("pension_insurance", "person", 1) == "赵建军"


def test_no_field_moves_when_an_item_opens(open_desk: OpenDesk) -> None:
    desk = open_desk()
    line = desk.page.lines["real_estate"]
    desk.page.edit("real_estate", 0)
    settle()
    editor = line.editor
    assert editor is not None
    owner = editor.fields["owner"].control.focus_target()
    assert owner.mapTo(line, QPoint(0, 0)).x() + 9 == VALUE_AT


def test_all_by_mouse(open_desk: OpenDesk) -> None:
    desk = open_desk()
    line = desk.page.lines["vehicles"]
    line.grab()
    zone = line.place_of("0")
    assert zone is not None
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=zone.center())
    assert line.is_none()
    fund = desk.page.lines["housing_fund"]
    QTest.mouseClick(fund, Qt.MouseButton.LeftButton, pos=QPoint(VALUE_AT + 10, 20))
    settle()
    assert fund.editor is not None
    assert focus().text() == "赵建军"


@pytest.mark.parametrize("width", [911, 1366])
def test_every_state_can_be_painted(open_desk: OpenDesk, width: int) -> None:
    desk = open_desk()
    desk.window.resize(width, 768)
    for line in desk.page.lines.values():
        line.setFocus()
        assert not line.grab().isNull()
        for at in range(len(line.rows())):
            desk.page.edit(line.key, at)
            assert not line.grab().isNull()
