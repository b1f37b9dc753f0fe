"""今日 through real keys: lists with counts, search always ready, a received case opened."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.background.lanes import Changed
from counter_app.cases.audit import Did
from counter_app.desk.receive import receive
from counter_app.ui.application import Front
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.gallery.samples import sample_enrolment
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.today.today import TodayPlace
from counter_app.ui.widgets.glyphs import Glyph
from local_db.audit import entries, last_entry
from local_db.notes import Note, write_note
from tests.conftest import SettableClock
from tests.documents import reading
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import button, commit, focus, press, says, seen, settle, until, write
from tests.ui.samples import ZHOU

Key = Qt.Key


@pytest.fixture
def front(look: QApplication, tmp_path: Path, clock: SettableClock) -> Iterator[Front]:
    with counter.opened(tmp_path, clock) as window:
        yield window


def _today(front: Front) -> TodayPlace:
    place = front.window.places[0]
    assert isinstance(place, TodayPlace)
    return place


def _receive(front: Front, clock: SettableClock, *names: str) -> None:
    work = counter.opening(front)
    for at, name in enumerate(names):
        clock.advance(minutes=1)
        given = ZHOU["applicant"]
        assert isinstance(given, dict)
        applicant = {**given, "name": name, "phone": f"1390936{at:04}"}
        receive(work.counter.desk, {**ZHOU, "applicant": applicant}, work.clerk)
    front.background.changed.emit(Changed(cases=True))
    counter.idle(front)


def _names(front: Front) -> list[str]:
    return [case.name for case in _today(front).list.model.cases]


def test_nobody_yet(front: Front) -> None:
    today = _today(front)
    assert "今天还没有收件" in seen(today)
    assert "按 F3 开始" in seen(today)
    assert focus() is today.search
    assert today.left.first_line.text() == "星期二，今日已收 0 件"


def test_newest_first_with_stage_and_delivery_apart(front: Front, clock: SettableClock) -> None:
    _receive(front, clock, "丁文华", "索朗措姆")
    today = _today(front)
    assert _names(front) == ["索朗措姆", "丁文华"]
    model = today.list.model
    assert model.cell(0, 3).text == "已收件"
    assert (model.cell(0, 5).text, model.cell(0, 5).glyph) == ("待上传", Glyph.TO_SEND)
    assert model.cell(0, 4).text == "09:02"
    counts = [item.stand.todo for item in today.left.items]
    assert counts == ["2", "2", "0", "2", "0", "0", "2", "0"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("王䶮", ["王䶮㛃𬱖𡚸"]),
        ("awlty", ["安·乌兰托娅"]),
        ("9044", ["安·乌兰托娅", "王䶮㛃𬱖𡚸", "周玉兰"]),
        ("00002", ["王䶮㛃𬱖𡚸"]),
        ("13909360002", ["安·乌兰托娅"]),
        ("没有这人", []),
    ],
)
def test_found_by(front: Front, clock: SettableClock, typed: str, found: list[str]) -> None:
    _receive(front, clock, "周玉兰", "王䶮㛃𬱖𡚸", "安·乌兰托娅")
    today = _today(front)
    write(typed)
    until(lambda: today.list.text == typed)
    counter.idle(front)
    assert sorted(_names(front)) == sorted(found)
    if not found:
        assert f"没有查到“{typed}”" in seen(today)
    press(Key.Key_Escape)
    counter.idle(front)
    assert len(_names(front)) == 3
    assert today.search.text() == ""


def test_typing_in_the_table_goes_to_the_search(front: Front, clock: SettableClock) -> None:
    _receive(front, clock, "周玉兰", "丁文华")
    today = _today(front)
    today.table.setFocus()
    QTest.keyClick(focus(), Key.Key_D)
    assert focus() is today.search
    assert today.search.text() == "d"


def test_nothing_is_searched_while_characters_are_composed(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "周玉兰", "丁文华")
    today = _today(front)
    from tests.ui.hands import compose

    compose("ding", today.search)
    settle()
    assert not today.search_is_due
    commit("丁", today.search)
    until(lambda: today.list.text == "丁")
    counter.idle(front)
    assert _names(front) == ["丁文华"]


def test_a_list_that_fetches_anew_is_no_search_of_anybody(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "周玉兰", "丁文华")
    today = _today(front)
    write("丁", today.search)
    until(lambda: today.list.text == "丁")
    counter.idle(front)
    clock.advance(hours=1)
    _receive(front, clock, "丁一")
    assert _names(front) == ["丁一", "丁文华"]
    with counter.opening(front).counter.desk.store.reading() as connection:
        assert [each.did for each in entries(connection)].count(Did.SEARCHED) == 1


def test_arrows_choose_and_enter_opens_a_received_case(
    front: Front, clock: SettableClock, tmp_path: Path
) -> None:
    _receive(front, clock, "周玉兰", "丁文华")
    today = _today(front)
    press(Key.Key_Down)
    assert today.table.row() == 1
    assert focus() is today.search
    press(Key.Key_Return)
    until(lambda: isinstance(today.shown(), PrintPlace))
    screen = today.shown()
    assert isinstance(screen, PrintPlace)
    counter.idle(front)
    assert screen.tray.name == "周玉兰"
    assert screen.preview.count() >= 1
    press(Key.Key_F8)
    until(lambda: screen.tray.waiting())
    counter.idle(front)
    assert [each.name for each in (tmp_path / "papers").iterdir()] == [
        "620702-2026-03-00001-收件回执.pdf"
    ]
    press(Key.Key_Escape)
    assert today.shown() is today
    assert focus() is today.search


def test_the_day_comes_on_paper_by_f8(front: Front, clock: SettableClock, tmp_path: Path) -> None:
    _receive(front, clock, "周玉兰", "丁文华")
    today = _today(front)
    assert "打印当日清单" in seen(today)
    press(Key.Key_F8)
    until(lambda: isinstance(today.shown(), PrintPlace))
    screen = today.shown()
    assert isinstance(screen, PrintPlace)
    until(lambda: screen.preview.count() == 1)
    press(Key.Key_F8)
    until(lambda: screen.tray.waiting())
    counter.idle(front)
    (file,) = (tmp_path / "papers").iterdir()
    assert file.name == "2026-11-24-当日收件清单.pdf"
    said = reading.bare(reading.text(file.read_bytes()))
    assert "1620702-2026-03-00001周玉兰" in said
    assert "2620702-2026-03-00002丁文华" in said
    assert said.count("待上传") == 2
    assert "622" not in said, "no number of a person"
    press(Key.Key_Y, alt=True)
    until(lambda: today.shown() is today)
    assert focus() is today.search
    with counter.opening(front).counter.desk.store.reading() as connection:
        last = last_entry(connection)
    assert last is not None
    assert last.did == Did.PRINTED
    assert '"day_list"' in last.detail


def test_a_day_without_a_case_has_no_list_to_print(front: Front) -> None:
    today = _today(front)
    press(Key.Key_F8)
    until(lambda: "没有清单可打印" in front.window.bar.said())
    assert today.shown() is today


def test_pages_come_as_the_list_is_scrolled(front: Front, clock: SettableClock) -> None:
    names = [f"第{number}位" for number in range(130)]
    _receive(front, clock, *names)
    today = _today(front)
    assert len(_names(front)) < 130
    for _ in range(30):
        press(Key.Key_PageDown)
        counter.idle(front)
    assert _names(front) == names[::-1]
    assert says(today, "130 件")


def test_the_server_out_of_reach_is_one_line(front: Front) -> None:
    until(lambda: counter.opening(front).connection.standing.online is False)
    counter.idle(front)
    assert "未连接，照常收件" in seen(front.window.bar)


def test_an_unenrolled_counter_takes_the_string_in_place(
    look: QApplication, tmp_path: Path, clock: SettableClock
) -> None:
    with counter.opened(tmp_path, clock, "-") as front:
        until(lambda: not counter.opening(front).connection.standing.enrolled)
        counter.idle(front)
        line = focus()
        press(Key.Key_F3)
        waiting = front.window.place()
        press(Key.Key_0, alt=True)
        line.setFocus()
        commit(sample_enrolment(), line)
        until(lambda: counter.opening(front).counter.desk.window())
        counter.idle(front)
        assert isinstance(waiting, ApplicantPlace)
        station = waiting.page().seat.station
        assert (station.window, station.region) == ("住建 3 号窗口", "620702")
        assert front.window.bar.said() == "本机登记为住建 3 号窗口，可以收件了"
        counter.fill(front, family(right=True))
        counter.press_receive(front)
        until(lambda: isinstance(front.window.place(), ReceivedPlace))
        place = front.window.place()
        assert isinstance(place, ReceivedPlace)
        until(lambda: place.tray is not None and place.tray.waiting())
        counter.idle(front)


def test_a_window_that_was_shut_out_says_so_and_takes_another_string(
    look: QApplication, tmp_path: Path, clock: SettableClock
) -> None:
    with counter.opened(tmp_path, clock) as front:
        opening = counter.opening(front)
        with opening.counter.desk.store.transaction() as connection:
            write_note(connection, Note.STANDING, "revoked")
        until(lambda: opening.connection.standing.worries)
        counter.idle(front)
        assert "未连接，管理员已停用本窗口，不能再收件" in seen(front.window.bar)
        commit(sample_enrolment(device="2" * 16), focus())
        until(lambda: not opening.connection.standing.worries)
        counter.idle(front)
        assert "未连接，照常收件" in seen(front.window.bar)


def test_f2_finds_from_an_applicant_and_from_an_opened_case(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "丁文华")
    today = _today(front)
    press(Key.Key_F3)
    press(Key.Key_F2)
    assert front.window.place() is today
    assert focus() is today.search
    press(Key.Key_Return)
    until(lambda: today.shown() is not today)
    counter.idle(front)
    press(Key.Key_F2)
    assert today.shown() is today
    assert focus() is today.search


def test_leaving_a_case_before_its_paper_is_set_is_no_trouble(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "丁文华")
    today = _today(front)
    press(Key.Key_Return)
    until(lambda: today.shown() is not today)
    press(Key.Key_Escape)
    counter.idle(front)
    assert today.shown() is today
    assert "没料到" not in front.window.bar.said()


def _park(front: Front, *names: str) -> None:
    for name in names:
        place = counter.fill(front, {"format": 1, "applicant": {"name": name}})
        press(Key.Key_F4)
        counter.idle(front)
        assert front.window.place() is not place


def _shown_names(front: Front) -> list[str]:
    model = _today(front).list.model
    return [model.cell(row, 1).text for row in range(model.count())]


def test_a_name_is_found_by_the_form_that_the_keyboard_has(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "张䶮")
    _park(front, "马𬱖")
    press(Key.Key_F2)
    write("张龑")
    until(lambda: _shown_names(front) == ["张䶮"])
    press(Key.Key_F2)
    write("马頔")
    until(lambda: _shown_names(front) == ["马𬱖"])


def test_a_letter_that_no_font_has_is_told_by_its_code_and_is_no_box(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "王\U0002ebf0")
    today = _today(front)
    assert today.list.model.cell(0, 1).text == "王〓（U+2EBF0）"
    _park(front, "李\U0002ebf0")
    assert "李〓（U+2EBF0）" in " ".join(seen(front.window.tabs))
    press(Key.Key_8, control=True)
    until(lambda: _shown_names(front) == ["李〓（U+2EBF0）"])
    press(Key.Key_F2)
    write("王\U0002ebf0")
    until(lambda: _shown_names(front) == ["王〓（U+2EBF0）"])


@pytest.mark.parametrize("typed", ["韩十五", "hsw", "韩"])
def test_who_was_put_aside_is_found_first(front: Front, clock: SettableClock, typed: str) -> None:
    _receive(front, clock, "韩十五")
    _park(front, "韩十五", "李小明")
    press(Key.Key_F2)
    write(typed)
    until(lambda: _shown_names(front) == ["韩十五", "韩十五"])
    model = _today(front).list.model
    assert [model.cell(0, 3).text, model.cell(1, 3).text] == ["没收件", "已收件"]
    press(Key.Key_Return)
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    assert place.session.text("applicant.name") == "韩十五"


def test_all_who_were_put_aside_have_a_list(front: Front, clock: SettableClock) -> None:
    _receive(front, clock, "丁文华")
    _park(front, "韩十五", "李小明")
    press(Key.Key_8, control=True)
    until(lambda: _shown_names(front) == ["韩十五", "李小明"])
    assert "2 位没收完，Enter 接着填" in seen(_today(front))
    assert "搁置" in _today(front).list.model.cell(0, 5).text
    press(Key.Key_1, control=True)
    until(lambda: _shown_names(front) == ["丁文华"])


def test_those_without_room_for_a_tab_are_one_press_away(front: Front) -> None:
    front.window.resize(900, 600)
    _park(front, *(f"张{number}" for number in "一二三四五六七八九十"))
    more = button(front.window.tabs, "还有")
    assert more is not None
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    until(lambda: len(_shown_names(front)) == 10)


def test_what_was_said_at_the_start_is_not_said_all_day(front: Front) -> None:
    today = _today(front)
    today.say("上次未收完的 2 位申请人已恢复，按 Alt+1 接着填")
    press(Key.Key_F3)
    front.window.open_at(0)
    assert front.window.bar.said() == ""


def test_end_and_home_go_through_the_list_and_what_is_found_is_newest_first(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "周乙", "周甲", "周丙")
    today = _today(front)
    press(Key.Key_End)
    assert today.table.row() == 2
    assert focus() is today.search
    press(Key.Key_Home)
    assert today.table.row() == 0
    write("周")
    until(lambda: today.list.text == "周" and len(_names(front)) == 3)
    assert _names(front) == ["周丙", "周甲", "周乙"]
    press(Key.Key_End)
    assert today.table.row() == 2
    press(Key.Key_Home)
    assert today.search.cursorPosition() == 0, "first in the text"
    assert today.table.row() == 2


def test_enter_opens_nobody_while_the_list_is_still_that_of_before(
    front: Front, clock: SettableClock
) -> None:
    _receive(front, clock, "周玉兰")
    _park(front, "马天佑")
    today, held = _today(front), threading.Event()
    press(Key.Key_F2)
    front.background.read(held.wait, lambda _: None)
    write("mty")
    until(lambda: not today.search_is_due)
    press(Key.Key_Return)
    held.set()
    until(lambda: _shown_names(front) == ["马天佑"])
    counter.idle(front)
    assert front.window.place() is today
    assert today.shown() is today
    press(Key.Key_Return)
    until(lambda: front.window.place().tab().name == "马天佑")
    counter.idle(front)
