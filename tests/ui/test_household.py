"""Part 3 through real widgets and keys: cells edited in place, rows added, removed, pasted."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.forms.drafts.draft import MEMBERS
from counter_app.intake.members import FIELDS, member_key
from counter_app.intake.steps import Part
from counter_app.ui.intake.pages.household import HouseholdPage
from counter_app.ui.intake.pages.household.view import NAME_GAP
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.wrapping import wrapped
from tests.ui.conftest import OpenWindow
from tests.ui.family import GOOD_NUMBER, family
from tests.ui.hands import commit, compose, focus, press, settle, write
from tests.ui.samples import ZHOU

Key = Qt.Key


class Desk:
    """The window at part 3."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.place = window.places[-1]
        self.place.go(Part.HOUSEHOLD)
        settle()
        page = self.place.page()
        assert isinstance(page, HouseholdPage)
        self.page, self.session, self.table = page, self.place.session, page.table

    def members(self) -> list[str]:
        return self.session.draft.rows.get(MEMBERS, [])

    def text(self, place: int, field: str) -> str:
        return self.session.text(member_key(self.members()[place], field))

    def second(self, row: int, field: str) -> str:
        return self.table.cells.cell(row, FIELDS.index(field) + 1).second.text

    def edit(self, place: int, field: str) -> None:
        self.table.open_cell(self.members()[place], field)
        settle()


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(opened: OpenWindow) -> OpenDesk:
    def begin(document: dict[str, object] | None = None) -> Desk:
        window = opened(document)
        window.activateWindow()
        return Desk(window)

    return begin


def test_first_wrong_cell_has_the_keyboard_and_says_what_is_wrong(open_desk: OpenDesk) -> None:
    desk = open_desk(family())
    assert desk.table.member() == desk.members()[4]
    assert focus().text() == "620702195709039086"
    assert desk.second(5, "id_number") == "末位校验码不符，请对照证件重新录入"
    assert desk.second(1, "id_number") == "男，45 岁"
    assert desk.second(2, "id_number") == "女，14 岁，未成年"


def test_error_goes_the_moment_the_number_is_right(open_desk: OpenDesk) -> None:
    desk = open_desk(family())
    write(GOOD_NUMBER)
    settle()
    assert desk.second(5, "id_number") == "女，69 岁"
    assert not [each for each in desk.session.troubles() if each.wrong]


def test_enter_goes_on_and_opens_a_row_after_the_last(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(4, "monthly_income")
    press(Key.Key_Return)
    settle()
    assert len(desk.members()) == 5
    write("李小红")
    press(Key.Key_Return)
    write("zn")
    press(Key.Key_Return)
    write("６２０７０２２０１７０７１８９０５２")
    press(Key.Key_Tab)
    write("无")
    press(Key.Key_Return)
    write("1,200")
    settle()
    assert len(desk.members()) == 6
    assert desk.text(5, "name") == "李小红"
    assert desk.text(5, "relation") == "child"
    assert desk.text(5, "id_number") == "620702201707189052"
    assert desk.session.review.assessment.household.size == 7
    press(Key.Key_Return)
    assert desk.text(5, "monthly_income") == "1200.00"


def test_enter_in_an_empty_new_row_goes_to_the_next_part(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    press(Key.Key_Insert)
    settle()
    press(Key.Key_Return)
    settle()
    assert desk.place.part is Part.ASSETS
    assert len(desk.members()) == 5


def test_nobody_else_is_one_enter(open_desk: OpenDesk) -> None:
    alone = {**ZHOU, "household": {"members": []}}
    desk = open_desk(alone)
    assert "Enter" in desk.second(1, "name")
    press(Key.Key_Return)
    settle()
    assert desk.place.part is Part.ASSETS


def test_removed_row_comes_back_with_ctrl_z(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(1, "employer")
    before = list(desk.members())
    press(Key.Key_Delete, control=True)
    settle()
    assert desk.members() == before[:1] + before[2:]
    press(Key.Key_Z, control=True)
    settle()
    assert desk.members() == before
    assert desk.text(1, "name") == "赵雨桐"


def test_paste_fills_several_rows_and_is_one_step(open_desk: OpenDesk) -> None:
    desk = open_desk({**ZHOU, "household": {"members": []}})
    QApplication.clipboard().setText(
        "姓名\t与本人关系\t身份证号\t工作单位\t月收入\r\n"
        "赵建军\t丈夫\t６２０７０２１９８１０９２２９０３ｘ\t城投物业\t3,850\r\n"
        "赵雨桐\t女儿\t620702201205069042\t无\t０\r\n"
    )
    press(Key.Key_V, control=True)
    settle()
    assert [desk.text(at, "name") for at in range(2)] == ["赵建军", "赵雨桐"]
    assert desk.text(0, "relation") == "spouse"
    assert desk.text(0, "id_number") == "62070219810922903X"
    assert desk.text(0, "monthly_income") == "3850.00"
    assert desk.text(1, "monthly_income") == "0.00"
    press(Key.Key_Z, control=True)
    settle()
    assert desk.members() == []


def test_a_whole_sheet_is_cut_to_what_a_household_may_have(open_desk: OpenDesk) -> None:
    desk = open_desk({**ZHOU, "household": {"members": []}})
    QApplication.clipboard().setText("丁一\t子女\t62070220120506904X\t无\t0\n" * 43)
    press(Key.Key_V, control=True)
    settle()
    assert len(desk.members()) == 40
    assert "后面 3 行没有粘贴" in desk.page.hint_label.text()


def test_after_undo_of_all_members_the_empty_row_has_the_keyboard(open_desk: OpenDesk) -> None:
    document = family()
    document["household"]["members"] = []
    desk = open_desk(document)
    QApplication.clipboard().setText("丁一\t子女\t62070220120506904X\t无\t0\n" * 3)
    press(Key.Key_V, control=True)
    settle()
    assert len(desk.members()) == 3
    press(Key.Key_Z, control=True)
    settle()
    assert desk.members() == []
    assert desk.table.member() == ""
    write("丁")
    settle()
    assert desk.text(0, "name") == "丁"


def test_ctrl_y_brings_the_undone_family_back(open_desk: OpenDesk) -> None:
    document = family()
    document["household"]["members"] = []
    desk = open_desk(document)
    QApplication.clipboard().setText("丁一\t子女\t62070220120506904X\t无\t0\n" * 3)
    press(Key.Key_V, control=True)
    settle()
    for again in ({"control": True}, {"control": True, "shift": True}):
        press(Key.Key_Z, control=True)
        settle()
        assert desk.members() == []
        press(Key.Key_Z if "shift" in again else Key.Key_Y, **again)
        settle()
        assert len(desk.members()) == 3
        assert desk.text(2, "name") == "丁一"
        assert desk.table.isAncestorOf(focus())


def test_a_childs_employer_and_income_are_offered_and_taken_by_one_enter(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk({**ZHOU, "household": {"members": []}})
    write("赵雨桐")
    press(Key.Key_Return)
    write("zn")
    press(Key.Key_Return)
    write("620702201205069042")
    press(Key.Key_Return)
    settle()
    assert desk.second(1, "employer") == "未成年，Enter 填“无”和 0.00"
    assert desk.text(0, "employer") == ""
    press(Key.Key_Return)
    settle()
    assert desk.text(0, "employer") == "无"
    assert desk.text(0, "monthly_income") == "0.00"
    assert desk.table.member() == "", "the next person"


def test_a_child_who_works_is_typed_as_anybody(open_desk: OpenDesk) -> None:
    desk = open_desk({**ZHOU, "household": {"members": [
        {"name": "赵雨桐", "relation": "child", "id_number": "620702201205069042"}]}})  # fmt: skip
    desk.edit(0, "employer")
    write("杂技团")
    press(Key.Key_Return)
    write("800")
    press(Key.Key_Return)
    settle()
    assert desk.text(0, "employer") == "杂技团"
    assert desk.text(0, "monthly_income") == "800.00"


def test_pasted_whole_members_never_overwrite_a_member(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(1, "id_number")
    QApplication.clipboard().setText("1\t丁一\t子女\t62070220120506904X\t无\t0\n")
    press(Key.Key_V, control=True)
    settle()
    assert len(desk.members()) == 6
    assert desk.text(1, "id_number") == "620702201205069042"
    assert desk.text(5, "name") == "丁一"


def test_a_column_is_pasted_downwards_from_the_cell(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(3, "monthly_income")
    QApplication.clipboard().setText("１，８００\n200\n")
    press(Key.Key_V, control=True)
    settle()
    assert desk.text(3, "monthly_income") == "1800.00"
    assert desk.text(4, "monthly_income") == "200.00"


@pytest.mark.parametrize("name", ["安·乌兰托娅", "阿卜杜热西提·买买提吐尔逊"])
def test_a_long_name_is_never_cut(open_desk: OpenDesk, name: str) -> None:
    document = family(right=True)
    document["household"]["members"][1]["name"] = name
    desk = open_desk(document)
    room = desk.table.columnWidth(1) - NAME_GAP
    metrics = QFontMetrics(font(16, strong=True))
    lines = wrapped(metrics, name, room)
    assert len(lines) <= 2
    assert all(metrics.horizontalAdvance(line) <= room for line in lines)


def test_paste_of_one_cell_stays_in_its_cell(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(0, "employer")
    QApplication.clipboard().setText("甘州区水务局")
    press(Key.Key_V, control=True)
    settle()
    assert desk.text(0, "employer") == "甘州区水务局"


def test_other_paper_opens_beneath_and_is_asked_in_order(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(0, "id_number")
    press(Key.Key_K, alt=True)
    settle()
    write("hz")
    press(Key.Key_Return)
    write("19900101")
    press(Key.Key_Return)
    press(Key.Key_Space)
    settle()
    assert desk.text(0, "id_kind") == "passport"
    assert desk.text(0, "birth_date") == "1990-01-01"
    assert desk.text(0, "sex") == "male"
    press(Key.Key_Return)
    settle()
    assert desk.table.member() == desk.members()[1]
    desk.edit(0, "id_number")
    write("E1234567")
    press(Key.Key_Return)
    settle()
    assert desk.second(1, "id_number") == "护照，男，36 岁"


def test_composing_belongs_to_the_input_method(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(0, "name")
    compose("zhao", focus())
    press(Key.Key_Return)
    settle()
    assert desk.table.member() == desk.members()[0]
    assert desk.text(0, "name") == "赵建军"
    commit("赵建国", focus())
    settle()
    assert desk.text(0, "name") == "赵建国"


def test_a_click_opens_a_cell_and_the_applicants_row_stays_shut(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    viewport = desk.table.viewport()
    x = desk.table.columnViewportPosition(4) + 20
    QTest.mouseClick(
        viewport, Qt.MouseButton.LeftButton, pos=QPoint(x, desk.table.rowViewportPosition(2) + 12)
    )
    assert desk.table.member() == desk.members()[1]
    assert focus().accessibleName() == "赵雨桐 工作单位"
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(x, 12))
    assert desk.table.member() == desk.members()[1]


def test_up_and_down_keep_the_column(open_desk: OpenDesk) -> None:
    desk = open_desk(family(right=True))
    desk.edit(0, "monthly_income")
    press(Key.Key_Down)
    settle()
    assert focus().accessibleName() == "赵雨桐 月收入 (元)"
    press(Key.Key_Up)
    assert desk.table.member() == desk.members()[0]


def _with_members(count: int) -> dict[str, object]:
    document = family(right=True)
    one = dict(document["household"]["members"][0], id_number="E12345", id_kind="passport")
    document["household"]["members"] = [one] * count
    return document


def _calls_of_a_key(desk: Desk) -> int:
    """How many functions a letter costs, until the window has nothing left to do."""
    calls = 0

    def count(_frame: FrameType, event: str, _about: object) -> None:
        nonlocal calls
        calls += event == "call"

    desk.edit(len(desk.members()) - 1, "employer")
    write("a")
    settle()
    sys.setprofile(count)
    try:
        write("b")
        settle()
    finally:
        sys.setprofile(None)
    return calls


def test_each_key_is_judged_once_however_many_members_there_are(open_desk: OpenDesk) -> None:
    desk = open_desk(_with_members(12))
    desk.edit(11, "employer")
    reviews: list[None] = []
    desk.session.reviewed.connect(lambda: reviews.append(None))
    for typed in range(1, 61):
        write("a")
        settle()
        assert len(reviews) == typed
    assert desk.text(11, "employer").endswith("a" * 60)


def test_a_key_costs_no_more_a_member_with_twelve_than_with_three(open_desk: OpenDesk) -> None:
    """Counted in calls, not in time: how fast that is, `run.py bench` says."""
    few, many = (_calls_of_a_key(open_desk(_with_members(count))) for count in (3, 12))
    assert many < 4 * few


def test_letters_of_pasted_members_are_put_right(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.table.paste("王\ue863\t子女\t620702201205069042\t无\t0\n李\u3000四\t子女\t\t无\t0")
    settle()
    session = desk.session
    names = [session.text(f"{MEMBERS}.{each}.name") for each in session.draft.rows[MEMBERS]]
    assert names[-2:] == ["王䶮", "李四"]


def test_a_sheet_with_its_own_headings_is_pasted_by_them(open_desk: OpenDesk) -> None:
    desk = open_desk({**ZHOU, "household": {"members": []}})
    QApplication.clipboard().setText(
        "姓名\t身份证号\t与本人关系\t民族\t月收入\t工作单位\r\n"
        '王小明\t\'620702201205069042\t独生子\t汉族\t¥3,200\t"张掖市第一小学\n(二年级)"\r\n'
        f"{ZHOU['applicant']['name']}\t{ZHOU['applicant']['id_number']}\t本人\t汉族\t0\t无\r\n"
    )
    press(Key.Key_V, control=True)
    settle()
    assert len(desk.members()) == 1
    assert desk.text(0, "name") == "王小明"
    assert desk.text(0, "relation") == "child"
    assert desk.second(1, "relation") == "原写独生子"
    assert desk.text(0, "id_number") == "620702201205069042"
    assert desk.text(0, "employer") == "张掖市第一小学 (二年级)"
    assert desk.text(0, "monthly_income") == "3200.00"
    assert desk.second(1, "monthly_income") == "已去掉“¥”"
    told = desk.page.hint_label.text()
    assert "没有用到的列：民族" in told
    assert "申请人本人的一行没有粘贴" in told
    press(Key.Key_Z, control=True)
    settle()
    assert desk.members() == []
    assert desk.page.hint_label.text() == desk.page.hint


def test_a_relation_is_chosen_by_its_letters_however_quickly_the_next_one_follows(
    open_desk: OpenDesk,
) -> None:
    people = [{"name": name} for name in ("赵建军", "赵雨桐", "张秀兰", "赵小")]
    desk = open_desk({**ZHOU, "household": {"members": people}})
    wanted = ("p", "spouse"), ("z", "child"), ("wz", "grandparent"), ("ws", "grandchild")
    for place, (letters, relation) in enumerate(wanted):
        desk.edit(place, "relation")
        for letter in letters:
            press(Key(ord(letter.upper())))
        assert desk.text(place, "relation") == relation


def test_a_relation_that_nobody_knows_is_told_whole_beside_what_the_number_tells(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk({**ZHOU, "household": {"members": [
        {"name": "赵大有", "relation": "干爹", "id_number": GOOD_NUMBER,
         "employer": "无", "monthly_income": "0"}]}})  # fmt: skip
    desk.session.leave_page(desk.page.asked())
    settle()
    assert desk.second(1, "id_number").startswith("女")
    assert desk.second(1, "relation") == "请重选"


def test_a_members_old_number_is_taken_by_the_same_key(open_desk: OpenDesk) -> None:
    desk = open_desk({**ZHOU, "household": {"members": [{"name": "周德昌"}]}})
    desk.edit(0, "id_number")
    write("620702550211907")
    press(Key.Key_Return)
    settle()
    assert desk.second(1, "id_number") == "Alt+L 换成 620702195502119079"
    press(Key.Key_L, alt=True)
    settle()
    assert desk.text(0, "id_number") == "620702195502119079"
