"""Part 8 through real keys: one case however often F9 is pressed, receipt, next applicant."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.basics import exact_json
from counter_app.cases.actions import Kind
from counter_app.desk.case import get_case
from counter_app.desk.drafts import DraftState, open_drafts
from counter_app.desk.papers import kept_paper, papers_of
from counter_app.desk.search import Filter, listing
from counter_app.devices.pdf_folder import PdfFolder
from counter_app.intake.steps import Part
from counter_app.ui.application import Front
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.pages.applicant import ApplicantPage
from counter_app.ui.intake.pages.sign import SignPage
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.widgets.act_button import ActButton
from local_db.actions import actions_of, contents_of
from tests.conftest import SettableClock
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import button, focus, press, says, seen, settle, until, write

Key = Qt.Key


@pytest.fixture
def front(look: QApplication, tmp_path: Path, clock: SettableClock) -> Iterator[Front]:
    with counter.opened(tmp_path, clock) as window:
        yield window


def _received(front: Front, name: str = "周玉兰") -> ReceivedPlace:
    document = family(right=True)
    applicant = document["applicant"]
    assert isinstance(applicant, dict)
    applicant["name"] = name
    counter.fill(front, document)
    counter.press_receive(front)
    for _ in range(4):
        press(Key.Key_F9)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    place = front.window.place()
    assert isinstance(place, ReceivedPlace)
    until(lambda: place.tray is not None and place.tray.waiting())
    counter.idle(front)
    return place


@contextmanager
def _receiving_takes_long(front: Front) -> Iterator[None]:
    """Somebody else writes into the store, and until then nothing is received."""
    with counter.opening(front).counter.desk.store.transaction():
        yield


def test_f9_pressed_five_times_receives_once(front: Front, tmp_path: Path) -> None:
    place = _received(front)
    desk = counter.opening(front).counter.desk
    rows = listing(desk, Filter.ALL).rows
    assert [row.number for row in rows] == ["620702-2026-03-00001"]
    assert place.shown_case.received.number == "620702-2026-03-00001"
    assert place.tab().state == "已收件"
    assert open_drafts(desk) == ()
    assert [path.name for path in (tmp_path / "papers").iterdir()] == [
        "620702-2026-03-00001-收件回执.pdf"
    ]


def test_receipt_is_asked_for_in_place_and_printed_again_as_it_was(
    front: Front, tmp_path: Path
) -> None:
    place = _received(front)
    desk = counter.opening(front).counter.desk
    case_id = place.shown_case.received.case_id
    assert not place.question.isHidden()
    press(Key.Key_Y, alt=True)
    until(lambda: place.question.isHidden())
    (sent,) = papers_of(desk, case_id=case_id)
    assert (sent.paper, sent.confirmed, sent.how) == ("receipt", True, "pdf")
    press(Key.Key_F8)
    until(lambda: len(papers_of(desk, case_id=case_id)) == 2)
    first, second = papers_of(desk, case_id=case_id)
    assert first.sha256 == second.sha256
    printed = tmp_path / "papers" / "620702-2026-03-00001-收件回执-2.pdf"
    assert printed.read_bytes() == kept_paper(desk, first.sha256)
    counter.idle(front)


def test_unsigned_is_owed_and_not_recorded_as_signed(front: Front) -> None:
    place = _received(front)
    owed = place.shown_case.owed
    assert owed is not None
    assert "份文书没签" in owed.title
    desk = counter.opening(front).counter.desk
    case = get_case(desk, place.shown_case.received.case_id)
    document = exact_json.loads(case.document.decode())
    assert isinstance(document, dict)
    assert "commitment" not in document
    assert not document.get("authorizations")


def test_enter_is_the_next_applicant(front: Front) -> None:
    place = _received(front)
    assert focus() is place.next_button
    until(place.is_settled)
    press(Key.Key_Return)
    settle()
    now = front.window.place()
    assert isinstance(now, ApplicantPlace)
    assert now.tab().name == "新申请人"
    assert place not in front.window.places


def test_a_double_press_on_receive_does_not_skip_the_number(
    front: Front, double_presses: None
) -> None:
    counter.fill(front, family(right=True))
    press(Key.Key_F9)
    counter.idle(front)
    page = counter.opening(front).window.place()
    assert isinstance(page, ApplicantPlace)
    QTest.mouseClick(page.page().main_button, Qt.MouseButton.LeftButton)
    press(Key.Key_J, alt=True)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    press(Key.Key_Return)
    settle()
    assert isinstance(front.window.place(), ReceivedPlace)
    counter.idle(front)


def test_f9_twice_leads_to_the_page_that_says_what_happens_and_no_further(
    front: Front, double_presses: None
) -> None:
    place = counter.fill(front, family(right=True))
    press(Key.Key_F9)
    press(Key.Key_F9)
    counter.idle(front)
    assert front.window.place() is place
    assert place.part is Part.SIGN


def test_nothing_can_be_typed_between_f9_and_the_number(front: Front) -> None:
    place = counter.fill(front, family(right=True))
    with _receiving_takes_long(front):
        counter.press_receive(front)
        press(Key.Key_1, control=True)
        press(Key.Key_F4)
        write("ABCDE")
        assert front.window.place() is place
        assert place.part is Part.SIGN
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    assert not {"ABCDE"} & set(map(str, place.session.draft.values.values()))
    counter.idle(front)


def test_leaving_before_the_receipt_is_set_is_no_trouble(front: Front) -> None:
    counter.fill(front, family(right=True))
    counter.press_receive(front)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    place = front.window.place()
    assert isinstance(place, ReceivedPlace)
    until(place.is_settled)
    press(Key.Key_Return)
    counter.idle(front)
    assert isinstance(front.window.place(), ApplicantPlace)
    assert "没料到" not in front.window.bar.said()


def test_parked_applicants_stand_beside_the_next(front: Front) -> None:
    counter.fill(front, family(right=True))
    counter.idle(front)
    press(Key.Key_F4)
    counter.idle(front)
    place = _received(front, "马天佑")
    other = button(place, "周玉兰")
    assert other is not None
    assert other.accessibleDescription() == "Alt+1"
    press(Key.Key_1, alt=True)
    settle()
    assert front.window.place().tab().name == "周玉兰"


def test_those_who_wait_never_make_the_page_wider(front: Front) -> None:
    for name in ("阿卜杜热合曼·麦麦提", "欧阳雪峰", "司马相如", "上官婉儿"):
        counter.fill(front, {"applicant": {"name": name}})
        press(Key.Key_F4)
        counter.idle(front)
    place = _received(front, "马天佑")
    beside = place.next_button.parentWidget()
    assert beside is not None
    shown = [each for each in beside.findChildren(ActButton) if each.isVisible()]
    assert len(shown) < 5
    assert all(
        each.mapTo(place.middle, each.rect().topRight()).x() < place.middle.width()
        for each in shown
    )
    assert beside.mapTo(place.middle, beside.rect().topRight()).x() < place.middle.width()


def test_a_received_tab_stays_while_its_receipt_is_asked_for_and_then_goes(front: Front) -> None:
    place = _received(front)
    press(Key.Key_0, alt=True)
    settle()
    assert place in front.window.places
    press(Key.Key_1, alt=True)
    press(Key.Key_Y, alt=True)
    until(lambda: place.question.isHidden())
    press(Key.Key_0, alt=True)
    until(lambda: place not in front.window.places)
    counter.idle(front)


def test_parked_with_its_papers_out_an_applicant_waits_for_signature(front: Front) -> None:
    place = counter.fill(front, family(right=True))
    press(Key.Key_F8)
    until(lambda: isinstance(place.shown(), PrintPlace))
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    counter.idle(front)
    press(Key.Key_F8)
    until(lambda: screen.tray.waiting())
    counter.idle(front)
    press(Key.Key_Escape)
    press(Key.Key_F4)
    counter.idle(front)
    assert place.tab().state == "等签字"
    (draft,) = open_drafts(counter.opening(front).counter.desk)
    assert draft.state is DraftState.AWAITING_SIGNATURE


def test_an_abandoned_applicant_comes_back_or_leaves_nothing(front: Front) -> None:
    work = counter.opening(front)
    desk = work.counter.desk
    place = counter.fill(front, family(right=True))
    counter.idle(front)
    press(Key.Key_F4, shift=True)
    settle()
    assert front.window.places == [front.window.place()]
    assert front.window.bar.said() == "已放弃周玉兰，Ctrl+Z 取回"
    press(Key.Key_Z, control=True)
    settle()
    assert front.window.place() is place
    assert place.session.text("applicant.name") == "周玉兰"
    press(Key.Key_F4, shift=True)
    settle()
    assert len(open_drafts(desk)) == 1
    work.abandoning.drop()
    counter.idle(front)
    assert open_drafts(desk) == ()
    assert front.window.bar.said() == ""


def test_two_abandoned_applicants_both_come_back(front: Front) -> None:
    first = counter.fill(front, family(right=True))
    press(Key.Key_F3)
    second = counter.fill(front, family(right=True))
    counter.idle(front)
    press(Key.Key_F4, shift=True)
    front.window.open(first)
    press(Key.Key_F4, shift=True)
    settle()
    press(Key.Key_Z, control=True)
    settle()
    assert front.window.place() is first
    front.window.open_at(0)
    press(Key.Key_Z, control=True)
    settle()
    assert front.window.place() is second


def test_offline_it_says_so_and_that_nothing_need_be_done(front: Front) -> None:
    place = _received(front)
    until(lambda: counter.opening(front).connection.standing.online is False)
    counter.idle(front)
    assert says(place, "完成 已安全保存在本机，联网后自动上传")
    assert says(place, "不用操作")


def test_a_printer_that_fails_loses_nothing(front: Front, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("in the way")
    counter.fill(front, family(right=True))
    counter.press_receive(front)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    place = front.window.place()
    assert isinstance(place, ReceivedPlace)
    until(lambda: says(place, "PDF 没有存下"))
    assert says(place, "办件不受影响")
    papers = counter.opening(front).papers
    papers.choose(PdfFolder(tmp_path / "elsewhere"))
    press(Key.Key_F8)
    until(lambda: place.tray is not None and place.tray.waiting())
    counter.idle(front)


def test_a_clock_set_back_is_told_and_the_draft_stays(front: Front, clock: SettableClock) -> None:
    _received(front)
    clock.advance(days=-2)
    place = counter.fill(front, {**family(right=True), "region": "620721"})
    counter.press_receive(front)
    until(lambda: "电脑时间早于" in front.window.bar.said())
    assert front.window.place() is place
    assert len(open_drafts(counter.opening(front).counter.desk)) == 1
    page = place.page()
    assert isinstance(page, SignPage)
    assert not page.clock_question.isHidden()
    press(Key.Key_N, alt=True)
    assert page.clock_question.isHidden()
    clock.advance(days=2)
    counter.press_receive_here(place)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    counter.idle(front)


def test_a_clock_before_all_that_policy_knows_is_asked_about_in_place(
    front: Front, clock: SettableClock
) -> None:
    clock.moment = clock.moment.replace(year=2025)
    place = counter.fill(front, {**family(right=True), "region": "620721"})
    counter.press_receive(front)
    until(lambda: "早于本机的政策数据" in front.window.bar.said())
    assert front.window.place() is place
    press(Key.Key_Y, alt=True)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    counter.idle(front)


def test_a_clock_that_was_once_too_late_is_confirmed_in_place(
    front: Front, clock: SettableClock
) -> None:
    clock.advance(days=30)
    _received(front)
    clock.advance(days=-30)
    counter.fill(front, {**family(right=True), "region": "620721"})
    counter.press_receive(front)
    until(lambda: "电脑时间早于" in front.window.bar.said())
    press(Key.Key_Y, alt=True)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    place = front.window.place()
    assert isinstance(place, ReceivedPlace)
    assert f"{place.shown_case.received.received_at:%m-%d}" == "11-24"
    until(lambda: place.tray is not None and place.tray.waiting())
    counter.idle(front)


def test_without_any_printer_it_says_so_and_prints_once_there_is_one(
    look: QApplication, tmp_path: Path, clock: SettableClock
) -> None:
    with counter.opened(tmp_path, clock, printers=[]) as front:
        counter.fill(front, family(right=True))
        counter.press_receive(front)
        until(lambda: isinstance(front.window.place(), ReceivedPlace))
        place = front.window.place()
        assert isinstance(place, ReceivedPlace)
        until(lambda: says(place, "没有找到打印机"))
        papers = counter.opening(front).papers
        papers.choose(PdfFolder(tmp_path / "papers"))
        until(lambda: place.tray is not None and place.tray.waiting())
        counter.idle(front)


def test_a_counter_without_a_window_says_what_to_do(
    look: QApplication, tmp_path: Path, clock: SettableClock
) -> None:
    with counter.opened(tmp_path, clock, "-") as front:
        place = counter.fill(front, {**family(right=True)})
        counter.press_receive(front)
        until(lambda: "还没有登记" in front.window.bar.said())
        assert front.window.place() is place
        assert "本机还没有登记" in seen(front.window.bar)


def test_receiving_does_not_hold_up_the_window(front: Front) -> None:
    counter.fill(front, family(right=True))
    press(Key.Key_F9)
    counter.idle(front)
    page = front.window.place()
    assert isinstance(page, ApplicantPlace)
    until(page.may_receive)
    with _receiving_takes_long(front):
        counter.press_receive_here(page)
        settle()
        # The key came back before the case is there: the work is done elsewhere.
        assert isinstance(front.window.place(), ApplicantPlace)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    counter.idle(front)


def test_what_was_signed_is_received_with_the_hash_it_covers(front: Front) -> None:
    place = counter.fill(front, family(right=True))
    people = place.session.draft.people()
    for person in people:
        place.session.put(f"consents.{person}.granted", True, whole=True)
        place.session.put(f"consents.{person}.departments", "all", whole=True)
    press(Key.Key_F9)
    press(Key.Key_F8)
    until(lambda: isinstance(place.shown(), PrintPlace))
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    counter.idle(front)
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 2)
    press(Key.Key_Y, alt=True)
    until(lambda: not screen.tray.waiting())
    press(Key.Key_Escape)
    page = place.page()
    assert isinstance(page, SignPage)
    page.table.choose_row(0)
    page.table.setFocus()
    for _ in range(len(people) + 1):
        press(Key.Key_Space)
    covered = place.session.text("local.signature.form.hash")
    press(Key.Key_F9)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    counter.idle(front)
    after = front.window.place()
    assert isinstance(after, ReceivedPlace)
    desk = counter.opening(front).counter.desk
    with desk.store.reading() as connection:
        actions = actions_of(connection, after.shown_case.received.case_id)
        contents = contents_of(connection, [each.action_id for each in actions])
    kinds = Counter(action.kind for action in actions)
    assert kinds[Kind.FORM_SIGNED] == 1
    assert kinds[Kind.CONSENT_GIVEN] == len(people)
    # The 签字稿 and the consent sheets, then the receipt; the first two were seen.
    assert (kinds[Kind.PAPER_SENT], kinds[Kind.PAPER_CONFIRMED]) == (3, 2)
    signed = [each for each in actions if each.kind in (Kind.FORM_SIGNED, Kind.CONSENT_GIVEN)]
    assert {each.text("signed_hash") for each in signed} == {covered}
    assert all(b'"medium":"ink"' in contents[each.action_id] for each in signed)
    guarded = [
        contents[each.action_id]
        for each in signed
        if b'"capacity":"parent"' in contents[each.action_id]
    ]
    assert guarded
    assert all("周玉兰".encode() in each for each in guarded)


def _number_line(place: ApplicantPlace) -> str:
    page = place.page()
    assert isinstance(page, ApplicantPage)
    return page.form.fields["applicant.id_number"].line.message.text


def _type_the_number(front: Front, name: str, number: str) -> ApplicantPlace:
    press(Key.Key_F3)
    settle()
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    write(name)
    press(Key.Key_Return)
    write(number)
    press(Key.Key_Return)
    settle()
    counter.idle(front)
    return place


def test_who_was_received_here_is_told_at_the_number_at_once(front: Front) -> None:
    _received(front)
    place = _type_the_number(front, "赵一", "620702198403159044")
    assert _number_line(place) == "本窗口已收 00001（周玉兰）"
    other = _type_the_number(front, "李小明", "62070219810922903X")
    assert "已收" not in _number_line(other)


def test_who_is_being_filled_in_here_is_told_at_the_number_at_once(front: Front) -> None:
    first = _type_the_number(front, "马天佑", "62070219810922903X")
    first.session.save()
    assert "本窗口" not in _number_line(first)
    press(Key.Key_F4)
    counter.idle(front)
    second = _type_the_number(front, "赵一", "62070219810922903X")
    assert _number_line(second) == "本窗口正在填：马天佑（搁置）"
    second.show_key("applicant.id_number")
    press(Key.Key_Backspace)
    settle()
    assert "马天佑" not in _number_line(second)
