"""Part 7 through real keys: printed, signed line by line, stale when what was declared changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from counter_app.basics.clock import Clock
from counter_app.forms import matter
from counter_app.forms.drafts.to_document import to_document
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.papers.draft_papers import revisions
from counter_app.intake.papers.tray_item import PrintState
from counter_app.intake.progress import progress
from counter_app.intake.review import reviewer
from counter_app.intake.said import Tone
from counter_app.intake.steps import Part
from counter_app.ui.application import Front
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.pages.sign import SignPage
from counter_app.ui.papers.print import PrintPlace
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import press, says, seen, settle, until, write

Key = Qt.Key


class SignDesk:
    """The window at part 7 with a family whose consents are answered."""

    def __init__(self, front: Front, answered: bool) -> None:
        self.front = front
        self.place: ApplicantPlace = counter.fill(front, family(right=True))
        self.session = self.place.session
        if answered:
            for person in self.session.draft.people():
                self.session.put(f"consents.{person}.granted", True, whole=True)
                self.session.put(f"consents.{person}.departments", "all", whole=True)
        press(Key.Key_F9)
        counter.idle(front)
        page = self.place.page()
        assert isinstance(page, SignPage)
        self.page = page

    def states(self) -> list[str]:
        cells = self.page.table.cells
        return [cells.cell(row, 4).text for row in range(cells.rowCount())]

    def print(self) -> PrintPlace:
        press(Key.Key_F8)
        until(lambda: isinstance(self.place.shown(), PrintPlace))
        screen = self.place.shown()
        assert isinstance(screen, PrintPlace)
        counter.idle(self.front)
        press(Key.Key_F8)
        until(lambda: len(screen.tray.waiting()) == 2)
        counter.idle(self.front)
        return screen

    def print_and_return(self) -> None:
        screen = self.print()
        press(Key.Key_Y, alt=True)
        until(lambda: not screen.tray.waiting())
        press(Key.Key_Escape)
        counter.idle(self.front)

    def sign_all(self) -> None:
        self.page.table.choose_row(0)
        self.page.table.setFocus()
        for _ in self.states():
            press(Key.Key_Space)
        settle()


@pytest.fixture
def desk(look: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Callable[..., SignDesk]]:
    with counter.opened(tmp_path, clock) as front:
        yield lambda answered=True: SignDesk(front, answered)


def test_f9_on_a_part_leads_to_signing_and_nothing_is_signed_unprinted(
    desk: Callable[..., SignDesk],
) -> None:
    here = desk()
    assert here.place.part is Part.SIGN
    assert set(here.states()) == {"等签字"}
    assert here.page.hint_label.text() == "签字稿还没打印，按 F8"
    press(Key.Key_Space)
    assert set(here.states()) == {"等签字"}
    assert "先按 F8 打印签字稿，签了再记" in seen(here.page)


def test_sent_is_not_printed_until_somebody_saw_it(
    desk: Callable[..., SignDesk], tmp_path: Path
) -> None:
    here = desk()
    screen = here.print()
    assert [item.state for item in screen.tray.items] == [PrintState.SENT] * 2
    assert screen.printing.asked.accessibleName().endswith("存成了文件，印出来了吗")
    assert here.session.value("local.printed.application_form.confirmed") is False
    press(Key.Key_Y, alt=True)
    until(lambda: not screen.tray.waiting())
    assert here.session.value("local.printed.application_form.confirmed") is True
    names = sorted(path.name for path in (tmp_path / "papers").iterdir())
    code = here.place.short_code
    assert names == [f"{code}-信息查询授权书.pdf", f"{code}-审核表签字稿.pdf"]


def test_signatures_are_bound_to_what_was_declared(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.print_and_return()
    here.sign_all()
    assert set(here.states()) == {"已签 09:00"}
    document = to_document(here.session.draft)
    assert document["commitment"] == {"signed_by": "周玉兰", "signed_on": "2026-11-24"}
    covered = matter.signed_hash(matter.split(document).content)
    assert here.session.value("local.signature.form.hash") == covered
    assert not [each for each in here.session.troubles() if each.part is Part.SIGN]


def test_a_change_makes_them_stale_and_undoing_it_makes_them_good(
    desk: Callable[..., SignDesk],
) -> None:
    here = desk()
    here.print_and_return()
    here.sign_all()
    here.session.put("applicant.employer", "甘州区城投物业", whole=True)
    here.session.catch_up()
    settle()
    assert set(here.states()) == {"改过了，要重签"}
    assert "commitment" not in to_document(here.session.draft)
    assert says(here.page, "签字以后申报内容有改动")
    assert here.page.hint_label.text() == "改过了，F8 重印签字稿"
    here.session.undo()
    here.session.catch_up()
    assert here.place.part is Part.APPLICANT
    press(Key.Key_F9)
    settle()
    assert set(here.states()) == {"已签 09:00"}
    assert "commitment" in to_document(here.session.draft)


def test_after_a_restart_stale_signatures_are_to_be_done(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.place.go(Part.HOUSEHOLD)
    here.place.go(Part.SIGN)
    here.print_and_return()
    here.sign_all()
    here.session.put("applicant.employer", "甘州区城投物业", whole=True)
    here.session.catch_up()
    again = OpenDraft(
        here.session.draft.copy(), reviewer(here.session.policy, here.page.seat.station.today)
    )
    stands = progress(again.troubles(), again.visited() | again.filled())
    assert stands[Part.SIGN].tone is Tone.MISSING
    assert stands[Part.HOUSEHOLD].tone is Tone.DONE
    assert stands[Part.RECEIVE].tone is Tone.OPEN


def test_a_telephone_is_not_signed(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.print_and_return()
    here.sign_all()
    here.session.put("applicant.phone", "13909360000", whole=True)
    here.session.catch_up()
    settle()
    assert set(here.states()) == {"已签 09:00"}


def test_printing_after_a_change_is_the_next_revision(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.print_and_return()
    first = revisions(here.session)
    here.session.put("applicant.employer", "甘州区城投物业", whole=True)
    here.session.catch_up()
    here.print_and_return()
    assert revisions(here.session)[:1] == first
    assert len(revisions(here.session)) == 2
    assert here.page.hint_label.text().startswith("签字稿第 2 版，09:00 打印")


def test_a_refusal_is_an_answer(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.print_and_return()
    here.page.table.choose_row(2)
    press(Key.Key_X, alt=True)
    settle()
    assert here.states()[2] == "不同意，已说明后果"
    person = here.session.draft.people()[1]
    assert here.session.value(f"consents.{person}.granted") is False
    assert here.session.text(f"local.refusal.{person}.explained_by") == "李静"
    assert says(here.page, "四(四)")
    assert here.page.table.row() == 3


def test_space_again_takes_a_signature_back(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.print_and_return()
    here.sign_all()
    here.page.table.setFocus()
    here.page.table.choose_row(0)
    press(Key.Key_Space)
    settle()
    assert here.states()[0] == "等签字"
    assert "commitment" not in to_document(here.session.draft)


def test_space_signs_the_next_unsigned_paper_and_ends_at_the_button(
    desk: Callable[..., SignDesk],
) -> None:
    here = desk()
    here.print_and_return()
    count = len(here.states())
    here.page.table.choose_row(1)
    here.page.table.setFocus()
    for _ in range(count - 1):
        press(Key.Key_Space)
    assert here.states()[0] == "等签字"
    assert here.page.table.row() == 0
    assert here.page.table.hasFocus()
    press(Key.Key_Space)
    settle()
    assert set(here.states()) == {"已签 09:00"}
    assert here.page.main_button.hasFocus()
    press(Key.Key_Space)
    settle()
    assert set(here.states()) == {"已签 09:00"}, "Space on the button takes nothing back"


def test_a_key_too_many_after_the_last_signature_never_receives(
    desk: Callable[..., SignDesk],
) -> None:
    here = desk()
    here.print_and_return()
    here.sign_all()
    for key, control in ((Key.Key_Space, False), (Key.Key_Return, False), (Key.Key_Return, True)):
        press(key, control=control)
        press(key, control=control)
        counter.idle(here.front)
        assert here.front.window.place() is here.place
        assert set(here.states()) == {"已签 09:00"}
        assert says(here.page, "要收件请按 F9")
    press(Key.Key_F9)
    until(lambda: here.front.window.place() is not here.place)
    counter.idle(here.front)


def test_all_that_was_signed_is_noted_by_one_key_and_undone_by_one(
    desk: Callable[..., SignDesk],
) -> None:
    here = desk()
    press(Key.Key_Q, alt=True)
    assert set(here.states()) == {"等签字"}
    assert says(here.page, "先按 F8 打印签字稿，签了再记")
    here.print_and_return()
    press(Key.Key_X, alt=True)  # the first line is the form: nobody can refuse it
    here.page.table.choose_row(1)
    press(Key.Key_X, alt=True)
    press(Key.Key_Q, alt=True)
    settle()
    states = here.states()
    assert states.pop(1) == "不同意，已说明后果"
    assert set(states) == {"已签 09:00"}
    assert here.page.main_button.hasFocus()
    press(Key.Key_Z, control=True)
    settle()
    assert "已签 09:00" not in here.states()


def test_who_was_not_asked_is_told_when_all_others_have_signed(
    desk: Callable[..., SignDesk],
) -> None:
    here = desk(answered=False)
    here.print_and_return()
    press(Key.Key_Q, alt=True)
    settle()
    assert here.states()[0] == "已签 09:00"
    assert set(here.states()[1:]) == {"还没答，Ctrl+6 去问"}
    assert here.page.table.row() == 1


def test_asking_for_the_paper_and_refusing_have_two_keys(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.print()
    press(Key.Key_Escape)
    counter.idle(here.front)
    assert not here.page.question.isHidden()
    keys = [act.key for act in here.page.acts()]
    assert len(keys) == len(set(keys))
    here.page.table.choose_row(1)
    press(Key.Key_X, alt=True)
    settle()
    assert here.states()[1] == "不同意，已说明后果"
    assert not here.page.question.isHidden()


def test_f9_with_unsigned_papers_asks_once_in_place(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    until(here.place.may_receive)
    press(Key.Key_F9)
    press(Key.Key_F9)
    settle()
    assert here.front.window.place() is here.place
    question = here.page.unsigned_question
    assert question.accessibleName() == f"还有 {len(here.states())} 份没签，照样收件吗"
    press(Key.Key_B, alt=True)
    assert question.isHidden()
    assert here.page.table.hasFocus()
    press(Key.Key_F9)
    press(Key.Key_J, alt=True)
    until(lambda: here.front.window.place() is not here.place)
    counter.idle(here.front)


def test_who_signs_for_a_child_and_who_was_not_asked(desk: Callable[..., SignDesk]) -> None:
    here = desk(answered=False)
    assert here.states()[1] == "还没答，Ctrl+6 去问"
    signers = [here.page.table.cells.cell(row, 2).text for row in range(len(here.states()))]
    assert "赵雨桐，由母亲周玉兰签" in signers


def test_what_cannot_be_received_says_what_it_lacks(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.session.put("applicant.name", None, whole=True)
    here.session.put("details.applicant_type", None, whole=True)
    here.session.catch_up()
    settle()
    press(Key.Key_F9)
    counter.idle(here.front)
    assert here.front.window.place() is here.place
    here.place.show_key("applicant.name")
    settle()
    write("周玉兰")
    assert here.session.text("applicant.name") == "周玉兰", "nothing holds the applicant"


def test_a_long_list_scrolls_to_the_chosen_row(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    for number in range(10):
        member = here.session.add_row("household.members")
        here.session.put(f"household.members.{member}.name", f"第{number}位", whole=True)
    here.session.catch_up()
    settle()
    here.front.window.resize(911, 512)
    settle()
    here.page.table.setFocus()
    press(Key.Key_End)
    settle()
    row = here.page.table.row()
    bottom = here.page.table.rowViewportPosition(row) + 36 + 44
    below = here.page.table.mapTo(here.page.view.viewport(), QPoint(0, bottom)).y()
    assert row == len(here.states()) - 1
    assert 0 < below <= here.page.view.viewport().height()


def test_undoing_a_signature_stays_on_its_line(desk: Callable[..., SignDesk]) -> None:
    here = desk()
    here.print_and_return()
    here.sign_all()
    here.page.table.setFocus()
    press(Key.Key_Z, control=True)
    settle()
    assert here.place.part is Part.SIGN
    assert here.states()[-1] == "等签字"
    assert here.page.table.row() == len(here.states()) - 1
