"""What is left to a person, by key: what came after the end settled, an answer on paper entered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.bootstrap import Counter
from counter_app.ui.application import Front
from counter_app.ui.case.act_form import ActForm
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.desks.desk_place import DeskPlace
from tests.ui import counter
from tests.ui.hands import focus, press, says, until, write
from tests.ui.trial_hall import TrialHall

Key = Qt.Key
ESTATE = "natural_resources.real_estate"


class LateHall(TrialHall):
    """With a case that was withdrawn, and a paper that came after that."""

    def _prepare(self, opened: Counter) -> None:
        is_first = not self.numbers
        super()._prepare(opened)
        if is_first:
            clerk = opened.sign_in("lijing", "").clerk
            paper = {"material": "hardship_proof", "person": "applicant", "copies": 1, "pages": 1}
            opened.act("withdraw", self.numbers[0], {"signed_by": "周玉兰"}, clerk)
            opened.act("take-material", self.numbers[0], paper, clerk)
            opened.sync_once()


@pytest.fixture
def late(look: QApplication, tmp_path: Path) -> Iterator[TrialHall]:
    hall = LateHall(tmp_path)
    yield hall
    hall.close()


def test_a_county_says_what_became_of_what_came_after_the_end(late: TrialHall) -> None:
    with late.at_the_window("zhaolei") as front:
        home = front.window.places[0]
        assert isinstance(home, DeskPlace)
        until(lambda: home.lists.counts.get("late") == 1)
        press(Key.Key_O, alt=True)
        until(lambda: home.model.listed)
        assert home.model.listed[0].number == late.numbers[0]
        press(Key.Key_Return)
        until(lambda: isinstance(home.shown(), CasePlace))
        place = home.shown()
        assert isinstance(place, CasePlace)
        counter.idle(front)
        assert says(place, "办结后有补来的")
        press(Key.Key_T, alt=True, shift=True)
        assert place.form.act == "settle-task"
        press(Key.Key_Down)
        press(Key.Key_Return)
        write("已退还，请其重新申请")
        press(Key.Key_Return, control=True)
        until(lambda: says(front.window, "处理遗留事项，已办"))
        counter.idle(front)
        assert not says(place, "办结后有补来的")
        press(Key.Key_Escape)
        until(lambda: not home.model.listed)


def _answering(front: Front) -> CasePlace:
    """The first case of the desk's list, open, with the form of an answer."""
    home = front.window.places[0]
    assert isinstance(home, DeskPlace)
    until(lambda: home.model.listed)
    press(Key.Key_Return)
    until(lambda: isinstance(home.shown(), CasePlace))
    place = home.shown()
    assert isinstance(place, CasePlace)
    counter.idle(front)
    press(Key.Key_A, alt=True, shift=True)
    return place


def test_an_answer_that_came_on_paper_is_entered_where_it_is_missing(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        place = _answering(front)
        assert place.form.act == "enter-answer"
        press(Key.Key_Down)
        press(Key.Key_Return)
        for _ in range(2):  # found, by letter
            press(Key.Key_1)
            press(Key.Key_Return)
        write("2026-11-20")
        press(Key.Key_Return)
        press(Key.Key_Return, control=True)
        until(lambda: says(front.window, "录入部门答复，已办"))
        counter.idle(front)
        until(lambda: says(place, "答复，1 项"))
        answered = place.case.opened.told["queries"]
        assert [(each["item"], each["outcome"]) for each in answered] == [
            ("public_security.identity", "found")
        ]


def test_an_answer_of_several_records_is_entered_by_key(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        place = _answering(front)
        assert not says(place.form, "加一条")
        which = place.form.rows[0].control
        while not str(which.value()).startswith(ESTATE):
            press(Key.Key_Down)
        press(Key.Key_Return)
        for _ in range(2):  # found, by letter
            press(Key.Key_1)
            press(Key.Key_Return)
        write("2026-11-20")
        assert says(place.form, "Alt+= 加一条")
        _to(place, "floor_area")
        write("42.60")
        for area in ("88.50", "12.00"):
            press(Key.Key_Equal, alt=True)
            _to(place, "floor_area")
            write(area)
        assert says(place.form, "第 3 条")
        until(lambda: _is_seen(place.form, focus()))
        assert says(place.form, "Alt+- 去掉这一条")
        press(Key.Key_Escape)
        press(Key.Key_A, alt=True, shift=True)
        assert says(place.form, "第 3 条"), "what was typed stands there again"
        _to(place, "floor_area", 2)
        press(Key.Key_Minus, alt=True)
        assert not says(place.form, "第 3 条")
        assert place.form.said()[f"fact {ESTATE} floor_area #2"] == "12.00"
        press(Key.Key_Return, control=True)
        until(lambda: says(front.window, "录入部门答复，已办"))
        counter.idle(front)
        number, person = place.case.opened.told["number"], place.seat.person
        contents = counter.opening(front).counter.case(number, person)["contents"]
        said = [each["records"] for each in contents.values() if "records" in each]
        assert said == [[{"floor_area": "42.60"}, {"floor_area": "12.00"}]]


def _is_seen(form: ActForm, part: QWidget) -> bool:
    """Whether all of it stands in what of the form is shown."""
    port = form.viewport()
    return port.rect().contains(QRect(part.mapTo(port, QPoint(0, 0)), part.size()))


def _to(place: CasePlace, fact: str, time: int = 0) -> None:
    """The keyboard to a fact of an answer: of the time that is named, else of the last."""
    rows = [row for row in place.form.rows if row.key.split(" #")[0].endswith(f" {fact}")]
    shown = [row for row in rows if not row.isHidden()]
    shown[time - 1].control.select()
