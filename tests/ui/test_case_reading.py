"""An open case is read by key: persons, form, what is beside it; masked where nobody needs it.

Household and content are changed from here, and what was changed twice is settled.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.basics.exact_json import canonical
from counter_app.bootstrap import Counter
from counter_app.cases.actions import Kind
from counter_app.cases.audit import Did
from counter_app.cases.deed import Deed
from counter_app.desk.decide import do
from counter_app.desk.find_case import get_by_number
from counter_app.intake.declared import with_value
from counter_app.needs.asked import Asked
from counter_app.needs.case_file import CaseFile
from counter_app.ui.case.case_place import CasePlace
from local_db.audit import entries
from tests.ui.hands import press, says, settle, until, write
from tests.ui.test_case_place import CLERK, LEAD, Hall, done, open_case
from tests.ui.test_sign_in import OWN

Key = Qt.Key


@pytest.fixture
def hall(look: QApplication, tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    yield hall
    hall.server.close()


def test_persons_form_materials_and_consents_are_read_by_key(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_2, control=True)
        assert says(place, "申请人 周玉兰 女 42 尾号 9044")
        assert not says(place, "620702198403159044")
        press(Key.Key_Return)
        assert says(place, "身份证号 620702198403159044")
        press(Key.Key_Return)
        press(Key.Key_Down)
        press(Key.Key_Return)
        assert says(place, "与本人关系 配偶")
        assert not says(place, "身份证号 620702198403159044")
        press(Key.Key_3, control=True)
        assert says(place, "等部门核验")
        assert says(place, "还没有作答")
        press(Key.Key_1, control=True)
        assert says(place, "还欠")
        assert front.window.isVisible()


def test_from_whom_names_are_hidden_they_are_shown_for_a_reason_on_record(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_B, alt=True)
        press(Key.Key_Down)
        press(Key.Key_Return)
        write("申请的是商品房补贴")
        press(Key.Key_Return, control=True)
        done(front, place)
    with hall.at_the_window(LEAD) as front:
        place = open_case(front)
        press(Key.Key_2, control=True)
        assert says(place, "申请人 周* 女 42 尾号 9044")
        for part in (Key.Key_1, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_6, Key.Key_2):
            press(part, control=True)
            assert not says(place, "周玉兰")
        press(Key.Key_M, alt=True)
        press(Key.Key_Return, control=True)
        assert says(place.form, "还没有写")
        write("核对签字")
        press(Key.Key_Return, control=True)
        until(lambda: says(place, "申请人 周玉兰"))
        with place.seat.tools.counter.desk.store.reading() as connection:
            seen = [each for each in entries(connection) if each.did == Did.UNMASKED]
        assert "核对签字" in str(seen[-1].detail)


def test_somebody_comes_into_the_household_and_all_is_signed_anew(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_Q, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        press(Key.Key_U, alt=True)
        _to(place, "what")
        press(Key.Key_2)
        press(Key.Key_Return)
        write("赵小满")
        press(Key.Key_Return)
        _pick(place, "child")
        press(Key.Key_Return)
        for text in ("620702201303010722", "无", "0", "户口簿上漏了"):
            write(text)
            press(Key.Key_Return)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "赵小满 · 与本人关系 没有 → 子女")
        assert says(place, "申请内容变更后，承诺书还没有重新签字")
        assert says(place, "赵小满：信息查询授权还没有作答")
        press(Key.Key_U, alt=True)
        _to(place, "what")
        press(Key.Key_3)
        press(Key.Key_Return)
        press(Key.Key_2)
        press(Key.Key_Return)
        write("户口已经迁出")
        press(Key.Key_Return, control=True)
        done(front, place)
        assert not says(place, "赵小满")


def _to(place: CasePlace, key: str) -> None:
    """The keyboard to a field of the open act."""
    row = next(each for each in place.form.rows if each.key == key)
    row.control.select()
    settle()


def _pick(place: CasePlace, value: str) -> None:
    """Choose in the field that has the keyboard, as a hand does."""
    row = next(each for each in place.form.rows if each.key == "member relation")
    row.control.show_value(value)
    row.control.edited.emit(value)


def _changed_twice(counter: Counter, number: str) -> None:
    """Two desks changed the same content, each from the one before."""
    clerk = counter.sign_in(CLERK, OWN).clerk
    state = get_by_number(counter.desk, number)
    file = counter.opened_case(state.case_id, clerk).situation.file
    policy = counter.policies.of_case(state.policy, state.wording)
    for field, value in (
        ("applicant.monthly_income", "3300.00"),
        ("applicant.employer", "甘州区第一中学"),
    ):
        content = with_value(file.declared, field, value, counter.desk.now().date())
        facts = {"base": file.state.content, "reason": "更正", "on": str(counter.desk.now().date())}
        deed = Deed(Kind.FORM_REVISED, facts, canonical(content).encode())
        do(
            counter.desk,
            counter.sync_once,
            clerk,
            state.case_id,
            partial(_as_made, deed),
            Asked(policy),
        )


def _as_made(deed: Deed, _: CaseFile) -> Deed:
    return deed


def test_of_two_changes_each_field_is_chosen_by_itself(hall: Hall) -> None:
    hall.before = lambda counter: _changed_twice(counter, hall.number)
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        assert says(place, "两份变更待取舍")
        press(Key.Key_K, alt=True, shift=True)
        assert says(place.form, "另一份：甘州区第一中学")
        assert says(place.form, "现在：3,300.00")
        assert says(place.form, "两份之前：3,200.00")
        press(Key.Key_Return, control=True)
        assert says(place.form, "还没有写")
        for row in place.form.rows[1:]:
            row.control.select()
            press(Key.Key_2 if row.key.endswith("employer") else Key.Key_1)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert not says(place, "两份变更待取舍")
        press(Key.Key_2, control=True)
        press(Key.Key_Return)
        assert says(place, "工作单位 甘州区第一中学")
        assert says(place, "月收入 3,300.00")


def test_after_the_end_what_still_comes_is_kept_for_the_record_alone(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_R, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "撤回")
        assert says(place, "只作记录")
        press(Key.Key_C, alt=True)
        assert says(place.form, "本件已办结，记下也不改变结果")
