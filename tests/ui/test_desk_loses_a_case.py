"""A desk whose case goes to another while somebody writes there: closed, told, and not lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.basics.clock import system_clock
from counter_app.bootstrap import opened_counter
from counter_app.ui.application import Front
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.desks.desk_place import DeskPlace
from tests.engine import settings
from tests.ui import counter
from tests.ui.hands import press, says, settle, until, write
from tests.ui.test_case_place import CLERK, LEAD
from tests.ui.test_case_review import COMMUNITY, ReviewHall
from tests.ui.test_sign_in import OWN, shown

Key = Qt.Key
OTHER = "wangmin"


class DeskHall(ReviewHall):
    """With a desk beside the window, and a second person of the community."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._first[OTHER] = self._hire("王敏", OTHER, "community", street="620702003")
        url = ("--url", self.server.address)
        self._desk_string = self.server.add_window("D01", "620702", *url)

    @contextmanager
    def at_the_desk(self, login: str) -> Iterator[Front]:
        """Somebody has signed in at the desk and sees the list."""
        with shown(self._folder / "D01", system_clock, self._desk_string) as front:
            press(Key.Key_0, alt=True)
            write(login)
            press(Key.Key_Return)
            write(OWN)
            press(Key.Key_Return)
            until(lambda: front.opening)
            counter.idle(front)
            yield front

    def handed_to(self, login: str, by: str = LEAD) -> None:
        """A lead lets another work at it, from the window."""
        with opened_counter(settings(self._folder / "counter")) as other:
            asked = other.review_desk(other.sign_in(by, OWN).clerk)
            assert not asked.reassign(self.number, login, "马小燕外出").code


@pytest.fixture
def hall(look: QApplication, tmp_path: Path) -> Iterator[DeskHall]:
    hall = DeskHall(tmp_path)
    with hall.at_the_window(CLERK):
        pass  # the case is received and accepted there
    yield hall
    hall.server.close()


def _claimed_and_open(front: Front) -> DeskPlace:
    """The desk's home over which the case of its list is open, claimed."""
    home = front.window.places[0]
    assert isinstance(home, DeskPlace)
    until(lambda: home.model.listed)
    press(Key.Key_Space)
    until(lambda: home.model.listed[0].claimed_by_me)
    counter.idle(front)
    press(Key.Key_Return)
    until(lambda: isinstance(home.shown(), CasePlace))
    counter.idle(front)
    return home


def test_what_was_written_stays_when_a_case_goes_to_another(hall: DeskHall) -> None:
    with hall.at_the_desk(COMMUNITY) as front:
        home = _claimed_and_open(front)
        press(Key.Key_T, alt=True)
        write("入户看过，同意")
        until(lambda: says(front.window, "草稿已存"))
        write("，两间")
        counter.idle(front)
        hall.handed_to(OTHER)
        front.opening.connection.sync()
        until(lambda: home.shown() is home)
        counter.idle(front)
        settle()
        assert says(front.window, f"{hall.number} 已不由本机领取；写了的还留着")
        home.say("别的话")
        assert says(front.window, f"{hall.number} 已不由本机领取；写了的还留着")
        until(lambda: front.opening.connection.standing.worries)
        assert hall.number in front.opening.connection.standing.words()
        press(Key.Key_J, alt=True)
        write("马小燕回来了")
        press(Key.Key_Return)
        until(lambda: home.model.listed and home.model.listed[0].claimed_by_me)
        counter.idle(front)
        assert not front.opening.connection.standing.worries
        assert not says(front.window, "已不由本机领取")
        press(Key.Key_Return)
        until(lambda: isinstance(home.shown(), CasePlace))
        counter.idle(front)
        place = home.shown()
        assert isinstance(place, CasePlace)
        assert place.reviewing.opinion.text == "入户看过，同意，两间"


def test_what_was_read_says_that_it_is_the_last_until_the_case_is_left(hall: DeskHall) -> None:
    with hall.at_the_desk(COMMUNITY) as front:
        home = _claimed_and_open(front)
        place = home.shown()
        assert isinstance(place, CasePlace)
        hall.handed_to(OTHER)
        front.opening.connection.sync()
        until(lambda: says(place, "这一件不再存在本机，Esc 回清单"))
        counter.idle(front)
        place.say("别的话")
        press(Key.Key_5, control=True)
        assert says(place, "这一件不再存在本机，Esc 回清单")
        assert not place.reviewing.opinion.ways
        press(Key.Key_Escape)
        assert home.shown() is home
