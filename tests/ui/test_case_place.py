"""A received case at the window of somebody who has signed in: told, decided and done by key."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from sqlalchemy import delete, select

from counter_app.basics.catalogue.store import SERVER_OUT_OF_REACH
from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.cases.actions import Kind
from counter_app.desk.clerks import window_clerk
from counter_app.desk.receive import receive
from counter_app.forms import matter
from counter_app.ui.application import Front
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.hand_over_place import HandOverPlace
from counter_app.ui.desks.desk_place import DeskPlace
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.today.today import TodayPlace
from local_db.tables import actions, contents
from tests.families import document
from tests.ui import counter
from tests.ui.hands import focus, press, says, settle, until, write
from tests.ui.test_sign_in import OWN, shown
from tests.unit.server.running_server import RunningServer

Key = Qt.Key
CLERK, LEAD = "lijing", "zhouying"


class Hall:
    """A server with two people, and a counter at which a case was received."""

    def __init__(self, folder: Path) -> None:
        self.server = RunningServer(folder / "server")
        self._folder = folder
        self._first = {
            CLERK: self._hire("李静", CLERK, "clerk"),
            LEAD: self._hire("周颖", LEAD, "county_lead"),
        }
        self._string = self.server.add_window("03", "620702", "--url", self.server.address)
        self.number = ""
        self.before: Callable[[Counter], object] = lambda _: None
        """What was done at this counter before anybody sits down."""
        self.proposed_elsewhere = False
        """Whether the words of proposals are not at this counter: they travel by no pull."""

    def _hire(self, name: str, login: str, *roles: str, street: str = "") -> str:
        words = [word for role in roles for word in ("--role", role)]
        words += ("--street", street) if street else ()
        said = self.server.command(
            "add-staff", name, "--sign-in", login, *words, "--region", "620702"
        )
        return said.splitlines()[-1]

    def _prepare(self, opened: Counter) -> None:
        for login, first in self._first.items():
            opened.sign_in(login, first, OWN)
        self._first = {}
        if self.proposed_elsewhere:
            _forget_proposals(opened)
        if not self.number:
            content = matter.split(document()).content
            self.number = receive(opened.desk, content, window_clerk(opened.desk)).number
            opened.sync_once()
        self.before(opened)

    @contextmanager
    def at_the_window(self, login: str) -> Iterator[Front]:
        """Somebody has signed in and sees 今日."""
        with shown(self._folder, system_clock, self._string, self._prepare) as front:
            press(Key.Key_0, alt=True)
            write(login)
            press(Key.Key_Return)
            write(OWN)
            press(Key.Key_Return)
            until(lambda: front.opening)
            counter.idle(front)
            yield front


def _forget_proposals(opened: Counter) -> None:
    """As at a counter that has the case from the server alone."""
    with opened.desk.store.transaction() as connection:
        proposals = [
            position
            for position, record in connection.execute(select(actions.c.position, actions.c.record))
            if json.loads(record)["kind"] == Kind.PROPOSED
        ]
        connection.execute(delete(contents).where(contents.c.position.in_(proposals)))


@pytest.fixture
def hall(look: QApplication, tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    yield hall
    hall.server.close()


def open_case(front: Front) -> CasePlace:
    """Enter on the first case of the list."""
    home = front.window.places[0]
    assert isinstance(home, TodayPlace | DeskPlace)
    until(home.list.model.count if isinstance(home, TodayPlace) else home.model.rowCount)
    counter.idle(front)
    press(Key.Key_Return)
    until(lambda: isinstance(home.shown(), CasePlace))
    place = home.shown()
    assert isinstance(place, CasePlace)
    settle()
    return place


def done(front: Front, place: CasePlace) -> None:
    """What was begun is done and the case was read again."""
    until(lambda: not place.form.act)
    counter.idle(front)


def test_what_stands_and_what_is_owed_is_told_line_by_line(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        assert says(place, "已收件")
        assert says(place, "前受理或一次告知补正")
        assert says(place, "剩 5 个工作日")
        assert says(place, "承诺书还没有签字")
        assert says(place, "周玉兰：信息查询授权还没有作答")
        assert says(place, "赵建军：信息查询授权还没有作答")
        assert says(place, "缺周玉兰的收入证明")
        press(Key.Key_6, control=True)
        assert says(place, "服务器")
        press(Key.Key_F8)
        until(lambda: isinstance(place.shown(), PrintPlace))
        press(Key.Key_Escape)
        assert place.shown() is place
        press(Key.Key_Escape)
        assert front.window.places[0].shown() is front.window.places[0]


def test_from_what_is_owed_to_acceptance_by_key(hall: Hall) -> None:
    QGuiApplication.clipboard().clear()
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_L, alt=True)
        assert says(place.form, "还没有选定所属街道（乡镇）")
        press(Key.Key_Escape)
        press(Key.Key_D, alt=True)
        press(Key.Key_Down)
        press(Key.Key_Return)
        press(Key.Key_Return)
        done(front, place)
        press(Key.Key_Q, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        for _ in range(2):
            press(Key.Key_A, alt=True)
            press(Key.Key_1)
            press(Key.Key_Return, control=True)
            done(front, place)
        press(Key.Key_C, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "没有欠的")
        press(Key.Key_L, alt=True)
        press(Key.Key_Return)
        done(front, place)
        assert says(place, "审核中")
        assert says(place, "受理通知书")
        assert says(front.window, "受理，已办")
        assert says(place, "还没有录入公租房信息系统")
        copying = _copying(place)
        assert clipboard() == ""
        press(Key.Key_Return)
        assert clipboard() == hall.number
        press(Key.Key_Return)
        counter.idle(front)
        press(Key.Key_Escape)
        assert clipboard() == ""
        copying = _copying(place)
        assert says(copying, "抄了 2 项")
        press(Key.Key_Return)
        press(Key.Key_U, alt=True)
        press(Key.Key_F5)
        for number in ("GZ2026-0417", "GZ2026-0471"):
            write(number)
            press(Key.Key_Return)
        assert says(copying, "和上面不一样")
        write("GZ2026-0417")
        press(Key.Key_Return)
        until(lambda: place.shown() is place)
        counter.idle(front)
        assert says(place, "公租房信息系统 GZ2026-0417")
        press(Key.Key_Escape)
        press(Key.Key_O, alt=True)
        until(lambda: says(front.window, "没有待录入的办件"))
        assert says(front.window, "都对上了")


def _copying(place: CasePlace) -> HandOverPlace:
    """The screen of what is copied, opened by its key."""
    press(Key.Key_O, alt=True)
    until(lambda: isinstance(place.shown(), HandOverPlace))
    shown_over = place.shown()
    assert isinstance(shown_over, HandOverPlace)
    return shown_over


def clipboard() -> str:
    """What a paste would give."""
    return QGuiApplication.clipboard().text()


def test_a_notice_is_told_once_delivered_and_stands_on_the_list(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        home = front.window.places[0]
        assert isinstance(home, TodayPlace)
        press(Key.Key_G, alt=True)
        until(lambda: home.list.model.by_due)
        assert home.list.model.row_words(0).rstrip().endswith("前")
        place = open_case(front)
        press(Key.Key_G, alt=True)
        assert says(place.form, "还欠的 4 项，一次全部告知")
        press(Key.Key_Return)
        done(front, place)
        press(Key.Key_F, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "待补正")
        press(Key.Key_J, alt=True)
        press(Key.Key_1)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "补件回执还没有打印")
        assert not says(place, "缺周玉兰的收入证明")
        press(Key.Key_Escape)
        press(Key.Key_Z, alt=True)
        until(lambda: says(front.window, "1 件    先到期的在前"))
        press(Key.Key_G, alt=True)
        until(lambda: says(front.window, "没有要告知的办件"))


def test_a_letter_is_owed_printed_delivered_and_issued_again_by_key(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_G, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "一次性补正告知书还没有打印")
        press(Key.Key_F8)
        until(lambda: isinstance(place.shown(), PrintPlace))
        printing = place.shown()
        assert isinstance(printing, PrintPlace)
        assert {item.title for item in printing.papers.chosen_items()} == {
            "一次性补正告知书",
            "送达回证",
        }
        until(lambda: front.opening and front.opening.papers.chosen)
        press(Key.Key_F8)
        until(lambda: len(printing.tray.waiting()) == 2)
        press(Key.Key_Y, alt=True)
        until(lambda: not printing.tray.waiting())
        press(Key.Key_Escape)
        counter.idle(front)
        assert not says(place, "还没有打印")
        assert says(place, "待送达")
        press(Key.Key_F, alt=True)
        press(Key.Key_Tab)
        press(Key.Key_2)
        _to(place, "reason")
        write("说要先问家里人")
        press(Key.Key_Return)
        write("社区王敏")
        press(Key.Key_Return, control=True)
        done(front, place)
        press(Key.Key_6, control=True)
        assert says(place, "送达 620702-")
        press(Key.Key_1, control=True)
        press(Key.Key_X, alt=True)
        write("项目写漏了")
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "作废")
        assert says(place, "B2")
        assert says(place, "一次性补正告知书还没有打印")


def _to(place: CasePlace, key: str) -> None:
    """Enter until a field of the open act has the keyboard."""
    wanted = next(row for row in place.form.rows if row.key == key)
    for _ in place.form.rows:
        if wanted.control.isAncestorOf(focus()):
            return
        press(Key.Key_Return)
    raise AssertionError(key)


def test_it_takes_two_to_decline(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_B, alt=True)
        press(Key.Key_Return, control=True)
        assert says(place.form, "还没有写")
        press(Key.Key_Down)
        press(Key.Key_Return)
        write("申请的是商品房补贴")
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(place, "不予受理，等批准")
    hall.proposed_elsewhere = True
    with hall.at_the_window(LEAD) as front:
        assert len(front.window.places) == 1
        press(Key.Key_F3)
        assert len(front.window.places) == 1
        place = open_case(front)
        press(Key.Key_N, alt=True)
        write("再核一次")
        press(Key.Key_Escape)
        press(Key.Key_Y, alt=True)
        assert says(place.form, "批准：不予受理")
        assert says(place.form, "提请人 李静")
        until(lambda: says(place.form, "申请的是商品房补贴"))
        press(Key.Key_Return)
        done(front, place)
        assert says(place, "不予受理通知书")
        assert not says(place, "等批准")
        assert not says(place, "Alt+F")
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_F, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(front.window, "送达，已办")
        assert not says(place, "待送达")


def test_without_the_server_facts_wait_and_what_only_it_can_take_keeps_what_was_typed(
    hall: Hall,
) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        hall.server.stop()
        press(Key.Key_Q, alt=True)
        press(Key.Key_Return, control=True)
        done(front, place)
        assert says(front.window, "已存在本机，待送达")
        assert says(place, "待送达")
        press(Key.Key_B, alt=True)
        press(Key.Key_Down)
        press(Key.Key_Return)
        write("事实")
        press(Key.Key_Return, control=True)
        until(lambda: says(place.form, SERVER_OUT_OF_REACH.title))
        press(Key.Key_Escape)
        press(Key.Key_B, alt=True)
        assert place.form.said()["facts"] == "事实"
        assert focus().isVisible()


def test_of_an_acceptance_that_nobody_has_confirmed_nothing_is_handed_over(hall: Hall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front)
        press(Key.Key_D, alt=True)
        press(Key.Key_Down)
        press(Key.Key_Return, control=True)
        done(front, place)
        for key in (Key.Key_Q, Key.Key_A, Key.Key_A, Key.Key_C):
            press(key, alt=True)
            if key == Key.Key_A:
                press(Key.Key_1)
            press(Key.Key_Return, control=True)
            done(front, place)
        hall.server.stop()
        press(Key.Key_L, alt=True)
        press(Key.Key_Return)
        done(front, place)
        assert says(place, "待服务器核对")
        assert not says(place, "Alt+O")
        assert not says(place, "还没有录入公租房信息系统")
