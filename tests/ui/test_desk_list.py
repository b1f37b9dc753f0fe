"""The list of who reviews, by key, against a real server: what is there, who works at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.ui.application import Front
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.desks.desk_place import DeskPlace
from tests.ui import counter
from tests.ui.hands import focus, press, says, settle, until, write
from tests.ui.trial_hall import TrialHall

Key = Qt.Key


@pytest.fixture
def hall(look: QApplication, tmp_path: Path) -> Iterator[TrialHall]:
    hall = TrialHall(tmp_path)
    yield hall
    hall.close()


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
        assert says(home, "待我初审")
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


def test_departments_and_clock_of_the_row_stand_beside_it(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        until(lambda: says(home.side, "部门"))
        until(lambda: says(home.side, "公安"))
        assert says(home.side, "期限")
        assert says(home.side, "剩 20")


def test_without_the_server_it_says_what_cannot_be_done(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = desk(front)
        hall.server.stop()
        press(Key.Key_R, control=True)
        until(lambda: says(home, "未连接，只列本机有的"))
        press(Key.Key_Space)
        assert says(front.window, "领取要联网")
        hall.server.start()
        press(Key.Key_R, control=True)
        until(lambda: not says(home, "只列本机有的"))
