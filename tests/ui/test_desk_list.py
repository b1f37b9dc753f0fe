"""The list of who reviews, by key, against a real server: what is there, who works at it."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from central_server.store.tables import audit
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.ui.application import Front
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.desks import desk_place
from counter_app.ui.desks.desk_place import DeskPlace
from counter_app.ui.papers.print import PrintPlace
from tests.documents import reading
from tests.ui import counter
from tests.ui.hands import focus, press, says, settle, until, write
from tests.ui.trial_hall import TrialHall

Key = Qt.Key


def desk(front: Front) -> DeskPlace:
    """The home, once its list has come."""
    home = front.window.places[0]
    assert isinstance(home, DeskPlace)
    until(lambda: home.asking.is_whole and home.model.listed)
    counter.idle(front)
    return home


def claimed(home: DeskPlace) -> str:
    return home.model.cell(0, len(home.model.columns) - 1).text


def test_a_community_finds_its_case_claims_it_and_gives_it_back(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        assert [each.number for each in home.model.listed] == hall.numbers
        assert focus() is home.table
        assert home.page.title.text() == "待我初审"
        assert claimed(home) == "未领"
        words = home.model.row_words(0)
        assert "周*" in words
        assert "周玉兰" not in words
        press(Key.Key_Space)
        until(lambda: claimed(home) == "我")
        assert says(front.window, "已领取 周*")
        assert home.table.row() == 0
        press(Key.Key_Space)
        until(lambda: claimed(home) == "未领")
        press(Key.Key_2, control=True)
        until(lambda: says(home, "没有我已领取的办件"))
        assert focus().accessibleName() == "没有我已领取的办件"
        press(Key.Key_1, control=True)
        until(lambda: home.model.listed)
        assert focus() is home.table


def test_f8_prints_the_list_as_it_is_read(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        assert says(front.window, "打印清单")
        press(Key.Key_F8)
        until(lambda: isinstance(home.shown(), PrintPlace))
        screen = home.shown()
        assert isinstance(screen, PrintPlace)
        until(lambda: screen.preview.count() == 1)
        pdf = screen.tray.work(screen.tray.items[0])().pdf
        said = reading.bare(reading.text(pdf))
        assert "列表待我初审" in said
        assert "周*" in said
        assert "周玉兰" not in said
        assert all(number in said for number in hall.numbers)
        press(Key.Key_Escape)
        until(lambda: home.shown() is home)
        press(Key.Key_2, control=True)
        until(lambda: says(home, "没有我已领取的办件"))
        assert not says(front.window, "打印清单")


def test_what_waits_is_counted_anew_at_once_after_a_claim(
    hall: TrialHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also at a window, whose store the claim brings nothing to."""
    monkeypatch.setattr(desk_place, "_LOOK_AGAIN_MS", 3_600_000)
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        assert home.lists.counts["claimed"] == 0
        for count in (1, 0):
            press(Key.Key_Space)
            until(lambda count=count: home.lists.counts["claimed"] == count)


def test_who_works_at_a_case_is_seen_by_everybody(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        press(Key.Key_Space)
        until(lambda: claimed(home) == "我")
    with hall.at_the_window("zhaolei") as front:
        home = front.window.places[0]
        assert isinstance(home, DeskPlace)
        until(lambda: says(home, "没有待我复审的办件"))
        press(Key.Key_2, control=True)
        until(lambda: home.model.listed)
        assert claimed(home) == "王敏"
        press(Key.Key_Space)
        until(lambda: says(front.window, "已由王敏领取"))
        assert claimed(home) == "王敏"
        press(Key.Key_J, alt=True)
        press(Key.Key_Return)
        assert says(home, "写上理由再接办")
        press(Key.Key_Escape)
        assert focus() is home.table
        press(Key.Key_J, alt=True)
        write("同事外出")
        press(Key.Key_Return)
        until(lambda: claimed(home) == "我")


def test_enter_opens_the_case_and_esc_comes_back_to_the_row(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        press(Key.Key_Return)
        until(lambda: isinstance(home.shown(), CasePlace))
        counter.idle(front)
        press(Key.Key_Escape)
        until(lambda: home.shown() is home)
        settle()
        assert focus() is home.table
        assert home.table.row() == 0


def audited(hall: TrialHall, login: str) -> list[tuple[str, bool]]:
    """What the server's record says that somebody did, and whether with one case."""
    who = next(each.staff_id for each in TRIAL_PEOPLE if each.login == login)
    query = select(audit.c.did, audit.c.case_id != "").where(audit.c.staff_id == who)
    with hall.server.opened() as server:
        rows = server.writer.submit(lambda connection: connection.execute(query).all()).result()
    return [(did, bool(of_case)) for did, of_case in rows]


def test_what_the_row_says_stands_beside_it_and_f5_looks_at_the_case(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        counter.idle(front)
        for words in ("部门", "公安", "期限", "剩 20"):
            assert says(home.side, words)
        assert ("viewed", True) not in audited(hall, "wangmin")
        press(Key.Key_F5)
        until(lambda: says(home.side, "2 人户"))
        assert ("viewed", True) in audited(hall, "wangmin")


def test_what_is_on_no_list_is_found_with_a_reason_and_opened(hall: TrialHall) -> None:
    with hall.at_the_window("zhaolei") as front:
        home = front.window.places[0]
        assert isinstance(home, DeskPlace)
        until(lambda: says(home, "没有待我复审的办件"))
        press(Key.Key_F2)
        write("周玉兰")
        press(Key.Key_Return)
        press(Key.Key_Return)
        assert says(home, "写上理由再查")
        write("来电询问进度")
        press(Key.Key_Return)
        until(lambda: home.model.listed)
        assert focus() is home.table
        assert says(home, "查到的办件")
        assert "周玉兰" not in home.model.row_words(0)
        assert ("searched", False) in audited(hall, "zhaolei")
        press(Key.Key_Return)
        until(lambda: isinstance(home.shown(), CasePlace))
        counter.idle(front)
        press(Key.Key_Escape)
        until(lambda: home.shown() is home)
        assert home.model.listed
        press(Key.Key_Escape)
        until(lambda: says(home, "没有待我复审的办件"))
        assert home.page.sought.isHidden()
        press(Key.Key_F2)
        write("没有这个人")
        press(Key.Key_Return)
        write("来电询问进度")
        press(Key.Key_Return)
        until(lambda: says(home, "没有找到，或者不归您办理"))
        _late_answers_are_dropped(home, front)


def _late_answers_are_dropped(home: DeskPlace, front: Front) -> None:
    came: list[object] = []
    home.finding.found.connect(came.append)
    home.finding.seek("周玉兰", "来电询问进度")
    home.finding.seek("没有这个人", "来电询问进度")
    until(lambda: came)
    counter.idle(front)
    assert len(came) == 1
    assert not home.model.listed
    home.finding.seek("周玉兰", "来电询问进度")
    press(Key.Key_Escape)
    counter.idle(front)
    assert len(came) == 1
    assert home.found is None


def test_a_lead_hands_a_claimed_case_on_and_takes_it_back(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        press(Key.Key_G, alt=True)
        assert home.page.hand_on.isHidden()
        press(Key.Key_Space)
        until(lambda: claimed(home) == "我")
    with hall.at_the_window("zhouying") as front:
        home = front.window.places[0]
        assert isinstance(home, DeskPlace)
        press(Key.Key_1, control=True)
        until(lambda: home.model.listed)
        assert claimed(home) == "王敏"
        press(Key.Key_G, alt=True)
        until(lambda: says(home, "可以是 王敏 wangmin、赵磊 zhaolei"))
        press(Key.Key_Escape)
        hand_on(home, "nobody", "同事请假")
        until(lambda: says(front.window, "没有这个工号"))
        assert claimed(home) == "王敏"
        hand_on(home, "赵磊", "同事请假", known="可以是 王敏")
        until(lambda: claimed(home) == "赵磊")
        assert says(front.window, "改派给赵磊")
        hand_on(home, "", "另行安排")
        until(lambda: claimed(home) == "未领")
        assert says(front.window, "已收回")
        press(Key.Key_G, alt=True)
        assert says(front.window, "没有人领取，不用改派")


def test_a_lead_hands_on_the_open_case_to_somebody_of_a_list(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        desk(front)
        press(Key.Key_Space)
        until(lambda: says(front.window, "已领取"))
        counter.idle(front)
    with hall.at_the_window("zhouying") as front:
        home = front.window.places[0]
        assert isinstance(home, DeskPlace)
        press(Key.Key_1, control=True)
        until(lambda: home.model.listed)
        press(Key.Key_Return)
        until(lambda: isinstance(home.shown(), CasePlace))
        place = home.shown()
        assert isinstance(place, CasePlace)
        until(lambda: says(place, "改派或收回"))
        counter.idle(front)
        press(Key.Key_M, alt=True, shift=True)
        until(lambda: place.form.act == "reassign")
        counter.idle(front)
        assert says(place, "由王敏在办")
        to = place.form.rows[0].control
        assert focus() is to.focus_target()
        press(Key.Key_Return, control=True)
        assert says(place, "还没有写")
        write("zl")
        press(Key.Key_Return)
        write("王敏请假")
        press(Key.Key_Return, control=True)
        until(lambda: says(front.window, "已改派给赵磊"))
        until(lambda: (place.case.opened.told["claim"] or {}).get("claimed_by") == "赵磊")
        counter.idle(front)


def hand_on(home: DeskPlace, to: str, reason: str, known: str = "") -> None:
    """Write to whom and why; `known`: once it is told who may take it."""
    press(Key.Key_G, alt=True)
    until(lambda: says(home, known))
    if to:
        write(to)
    press(Key.Key_Return)
    write(reason)
    press(Key.Key_Return)
    assert focus() is home.table


def test_without_the_server_it_says_what_cannot_be_done(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        hall.server.stop()
        press(Key.Key_R, control=True)
        until(lambda: says(home, "未连接，只列本机有的"))
        press(Key.Key_Space)
        assert says(front.window, "领取要联网")
        press(Key.Key_F2)
        write("周玉兰")
        press(Key.Key_Return)
        write("来电询问进度")
        press(Key.Key_Return)
        until(lambda: says(home, "查找要联网，写的还在"))
        assert home.page.sought.typed() == ("周玉兰", "来电询问进度")
        hall.server.start()
        press(Key.Key_Return)
        until(lambda: home.found)
        assert home.model.listed
        press(Key.Key_R, control=True)
        until(lambda: not says(home, "只列本机有的"))
