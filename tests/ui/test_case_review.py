"""A case in review at the window of whoever decides there: by key, against a real server.

What differs is decided in place, opinions are given, a return is read before it is decided; what
only the server can take waits as a draft without it.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.background.lanes import Changed
from counter_app.bootstrap import Counter
from counter_app.rules.letter_kinds import Letter
from counter_app.ui.application import Front
from counter_app.ui.case.case_desk import CaseDesk
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.case_shown import CasePart
from counter_app.ui.case.case_tray import CaseTray
from counter_app.ui.case.letter_before_place import LetterBeforePlace
from counter_app.ui.case.pages.difference_row import DifferenceRow
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.shell.frame.panel_lines import PanelLine
from tests.ui import counter
from tests.ui.hands import focus, press, says, settle, until, write
from tests.ui.test_case_place import CLERK, Hall
from tests.ui.test_sign_in import OWN

Key = Qt.Key
COMMUNITY, COUNTY = "maxiaoyan", "chenzhiyuan"
STREET = "620702003"
ESTATE = "natural_resources.real_estate"


class ReviewHall(Hall):
    """With a community and a county, and a case that the clerk has accepted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._first |= {
            COMMUNITY: self._hire("马小燕", COMMUNITY, "community", street=STREET),
            COUNTY: self._hire("陈志远", COUNTY, "county"),
        }
        self.before = self._accept

    def _accept(self, opened: Counter) -> None:
        clerk = opened.sign_in(CLERK, OWN).clerk
        state = opened.work(clerk, ("mine", "today"))["today"][0].state
        if state.accepted_on:
            return
        opened.act("set-street", self.number, {"street": STREET}, clerk)
        opened.act("sign", self.number, {}, clerk)
        situation = opened.opened_case(state.case_id, clerk).situation
        for person, name in situation.persons():
            said = {"person": person, "granted": True, "signed_by": name}
            opened.act("consent", self.number, said, clerk)
        for lack in situation.owed:
            if lack.what == "material":
                paper = {"material": lack.name, "person": lack.person}
                opened.act("take-material", self.number, paper, clerk)
        done = opened.act("accept", self.number, {"against_finding": True}, clerk)
        assert not done.problem, done.message
        opened.sync_once()


@pytest.fixture
def hall(look: QApplication, tmp_path: Path) -> Iterator[ReviewHall]:
    hall = ReviewHall(tmp_path)
    yield hall
    hall.server.close()


def open_case(front: Front, number: str, login: str) -> CasePlace:
    """As Enter on a list does it, for somebody who has signed in at this counter."""
    home, work = front.window.places[0], front.opening
    assert work is not None
    person = work.counter.sign_in(login, OWN).clerk
    seat = replace(work.seat, person=person)
    desk = CaseDesk(seat, work.papers, front.window, work.connection)
    desk.open_by_number(home, number)
    until(lambda: isinstance(home.shown(), CasePlace))
    place = home.shown()
    assert isinstance(place, CasePlace)
    counter.idle(front)
    settle()
    return place


def agreed_by_the_community(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COMMUNITY)
        press(Key.Key_T, alt=True)
        write("入户看过，同意")
        press(Key.Key_Return, control=True)
        until(lambda: says(front.window, "同意，已办"))
        counter.idle(front)
        assert not place.reviewing.opinion.ways


def answered_otherwise(hall: ReviewHall, front: Front, place: CasePlace, of: int = 1) -> None:
    """A letter of the land registry says that somebody owns a dwelling; else the spouse."""
    opened, person = front.opening.counter, place.seat.person
    known = len(place.facts.differences)
    spouse = place.case.opened.situation.persons()[of][0]
    record = {"floor_area": "42.60", "share": "1/2", "use": "住宅", "state": "current"}
    said = {
        "item": ESTATE,
        "person": spouse,
        "outcome": "found",
        "coverage": {"area": "620702", "system": "不动产登记", "as_of": "2026-11-20"},
        "records": [record],
        "channel": "letter",
    }
    done = opened.act("enter-answer", hall.number, said, person)
    assert not done.problem, done.message
    place.seat.tools.background.changed.emit(Changed(cases=True))
    until(lambda: len(place.facts.differences) > known)
    counter.idle(front)


def test_the_community_sees_both_sides_first_and_gives_its_opinion(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COMMUNITY)
        assert place.part is CasePart.FACTS
        assert says(place, "初审意见")
        assert says(place, "申请人 周*")
        assert not says(place, "周玉兰")
        assert says(place, "期限，已用")
        press(Key.Key_Return, control=True)
        assert not says(front.window, "已办")
        press(Key.Key_B, alt=True)
        write("请补一页收入证明")
        press(Key.Key_T, alt=True)
        press(Key.Key_Return, control=True)
        assert says(place, "还没有写意见")
        write("入户看过，同意")
        press(Key.Key_B, alt=True)
        assert place.reviewing.opinion.text == "请补一页收入证明"
        press(Key.Key_T, alt=True)
        press(Key.Key_Return, control=True)
        until(lambda: says(front.window, "同意，已办"))
        counter.idle(front)
        assert says(place, "马小燕    入户看过，同意")


def test_who_took_the_case_in_reads_why_it_is_not_theirs_to_review(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, CLERK)
        press(Key.Key_2, control=True)
        assert not says(place, "初审意见")
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        assert not place.reviewing.opinion.ways


def test_a_difference_is_decided_in_place_and_a_return_is_read_before(hall: ReviewHall) -> None:
    agreed_by_the_community(hall)
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        answered_otherwise(hall, front, place)
        press(Key.Key_2, control=True)
        row = next(iter(place.facts.differences.values()))
        assert row.hasFocus()
        assert says(place, "核验 21.30 m²")
        assert says(place, "还没有定")
        press(Key.Key_3)
        assert row.reason.hasFocus()
        assert "人均自有" in row.accessibleName()
        press(Key.Key_Return)
        until(lambda: row.trouble and row.trouble != "正在定")
        press(Key.Key_Escape)
        assert row.hasFocus()
        press(Key.Key_2)
        press(Key.Key_Return)
        until(lambda: row.told.decision == "mend_at_department")
        counter.idle(front)
        _f8_shows_its_guide(place, row)
        press(Key.Key_3)
        press(Key.Key_T, control=True)
        press(Key.Key_1)
        press(Key.Key_Return)
        until(lambda: row.told.decision == "take_verified")
        counter.idle(front)
        press(Key.Key_5, control=True)
        assert says(place, "照核验采信，以登记机构的记录为准。")
        press(Key.Key_2, control=True)
        row.setFocus()
        press(Key.Key_1)
        press(Key.Key_Return)
        until(lambda: row.told.decision == "correct_declaration")
        counter.idle(front)
        press(Key.Key_N)
        assert place.reviewing.opinion.text.startswith("配偶 赵*的")
        press(Key.Key_Return, control=True)
        until(lambda: isinstance(place.shown(), LetterBeforePlace))
        letter = place.shown()
        assert isinstance(letter, LetterBeforePlace)
        until(letter.preview.count)
        settle()
        press(Key.Key_Return, control=True)
        until(lambda: place.shown() is place)
        counter.idle(front)
        press(Key.Key_1, control=True)
        assert says(place, "退回补正")
        assert says(place, "补正告知书（审核中）还没有打印")


def test_what_an_answer_says_stands_there_whole_and_a_late_one_moves_nothing(
    hall: ReviewHall,
) -> None:
    agreed_by_the_community(hall)
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        answered_otherwise(hall, front, place)
        press(Key.Key_2, control=True)
        (row,) = place.facts.differences.values()
        assert row.hasFocus()
        assert "42.60 m²，份额 1/2，住宅" in row.accessibleName()
        assert "复函" in row.accessibleName()
        before = row.accessibleName()
        answered_otherwise(hall, front, place, of=0)
        assert row.hasFocus()
        assert place.facts.rows()[0] is row
        assert row.accessibleName() == before
        assert len(place.facts.differences) == 2
        press(Key.Key_Return)
        assert says(place, "答复写明")
        row.setFocus()
        press(Key.Key_4)
        write("户口簿写明已出售，登记没有变更")
        press(Key.Key_Return)
        until(lambda: row.told.decision == "take_declared")
        counter.idle(front)


def test_a_remark_is_tied_to_its_field_or_paper_and_named_whole_on_the_letter(
    hall: ReviewHall,
) -> None:
    agreed_by_the_community(hall)
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        until(lambda: place.reviewing.opinion.may_return)
        press(Key.Key_2, control=True)
        place.facts.show_fact(place.case.opened.situation.persons()[0][0], "工作单位")
        press(Key.Key_N)
        press(Key.Key_N)
        opinion = place.reviewing.opinion
        assert opinion.text == "申请人 周*的工作单位：请核对后更正"
        press(Key.Key_3, control=True)
        line = focus()
        assert isinstance(line, PanelLine)
        press(Key.Key_Return)
        settle()
        assert says(front.window, "已记入退回意见")
        first, second = place.reviewing.keys(opinion.ways[1])["remarks"]
        assert first == {"field": "applicant.employer", "words": "请核对后更正"}
        assert second["material"] == line.line.target.partition(" ")[0]
        kept = opinion.kept()
        opinion.forget()
        opinion.restore(kept)
        assert place.reviewing.keys(opinion.ways[1])["remarks"] == [first, second]


def _f8_shows_its_guide(place: CasePlace, row: DifferenceRow) -> None:
    row.setFocus()
    press(Key.Key_F8)
    until(lambda: isinstance(place.shown(), PrintPlace))
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    (wanted,) = screen.tray.wanted()
    assert isinstance(screen.tray, CaseTray)
    assert screen.tray.loaded.letters.get(wanted).which.kind is Letter.CORRECTION_GUIDE
    press(Key.Key_Escape)
    until(lambda: place.shown() is place)
    row.setFocus()


def test_without_the_server_the_text_waits_as_a_draft_over_a_restart(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COMMUNITY)
        hall.server.stop()
        front.opening.connection.sync()
        until(lambda: front.opening.connection.standing.online is False)
        press(Key.Key_T, alt=True)
        write("入户看过，同意")
        until(lambda: says(place, "联网后再定"))
        press(Key.Key_Return, control=True)
        until(lambda: says(front.window, "草稿已存"))
        counter.idle(front)
    hall.server.start()
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COMMUNITY)
        assert place.reviewing.opinion.text == "入户看过，同意"
        until(lambda: says(place, "同意"))


def test_a_newer_revision_is_looked_at_before_the_opinion_is_given(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COMMUNITY)
        press(Key.Key_T, alt=True)
        write("入户看过，同意")
        work = front.opening
        assert work is not None
        changed = {"field": "applicant.employer", "value": "甘州区第一小学", "reason": "换了单位"}
        done = work.counter.act("revise", hall.number, changed, work.clerk)
        assert not done.problem
        place.seat.tools.background.changed.emit(Changed(cases=True))
        until(lambda: says(place, "先看第 2 版"))
        counter.idle(front)
        press(Key.Key_Return, control=True)
        assert place.part is CasePart.REVISIONS
        assert says(place, "现 甘州区第一小学，李静，换了单位")
        press(Key.Key_Return, control=True)
        assert place.part is CasePart.FACTS
        assert place.reviewing.opinion.text == "入户看过，同意"
        assert not says(place, "先看第 2 版")
