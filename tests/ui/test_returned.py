"""What the server refused: told on 今日 with the reason and what to do, opened, sent again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.background.lanes import Changed
from counter_app.cases.actions import Role
from counter_app.cases.rights import HeldRole
from counter_app.desk.receive import receive
from counter_app.desk.status import returned, status
from counter_app.ui.application import Front
from counter_app.ui.case.case_desk import CaseDesk
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.shell.frame.panel_lines import links_of
from counter_app.ui.today.today import TodayPlace
from counter_app.ui.widgets.glyphs import Glyph
from local_db.actions import actions_of
from local_db.not_taken import NotTaken, leave_out
from local_db.outbox import Return, put_return
from tests.conftest import SettableClock
from tests.ui import counter
from tests.ui.hands import focus, press, says, until
from tests.ui.samples import ZHOU

Key = Qt.Key


@pytest.fixture
def front(look: QApplication, tmp_path: Path, clock: SettableClock) -> Iterator[Front]:
    with counter.opened(tmp_path, clock) as window:
        work = counter.opening(window)
        desk = work.counter.desk
        received = receive(desk, ZHOU, work.clerk)
        with desk.store.transaction() as connection:
            (action, *_) = actions_of(connection, received.case_id)
            put_return(
                connection,
                Return(
                    action.action_id,
                    received.case_id,
                    "refused",
                    "form_unknown",
                    "服务器看不懂这件的格式",
                    "请更新服务器后再送一次",
                    "2026-11-24T08:32:00.000+08:00",
                ),
            )
        window.background.changed.emit(Changed(cases=True))
        counter.idle(window)
        yield window


def test_it_is_told_with_the_reason_and_what_to_do(front: Front) -> None:
    today = front.window.places[0]
    assert isinstance(today, TodayPlace)
    counts = {item.text(): item.stand for item in today.left.items}
    assert (counts["退回给我"].todo, counts["退回给我"].glyph) == ("1", Glyph.WRONG)
    cell = today.list.model.cell(0, 5)
    assert (cell.text, cell.glyph) == ("被退回", Glyph.RETURNED)
    press(Key.Key_F5)
    assert focus() is links_of(today.side)[0]
    told = focus().accessibleName()
    assert "周玉兰" in told
    assert "服务器看不懂这件的格式" in told
    assert "08:32" in told


def test_enter_on_it_opens_the_case_and_it_is_sent_again(front: Front) -> None:
    today = front.window.places[0]
    assert isinstance(today, TodayPlace)
    press(Key.Key_F5)
    press(Key.Key_Return)
    until(lambda: isinstance(today.shown(), PrintPlace))
    counter.idle(front)
    desk = counter.opening(front).counter.desk
    assert len(returned(desk)) == 1
    press(Key.Key_S, alt=True)
    until(lambda: not returned(desk))
    until(lambda: today.shown() is today)
    assert status(desk).queued == 1
    assert front.window.bar.said() == "已重新排队，马上再送"
    counter.idle(front)


def test_the_list_of_it_says_what_and_why(front: Front) -> None:
    home = front.window.places[0]
    assert isinstance(home, TodayPlace)
    press(Key.Key_3, control=True)
    until(lambda: home.list.model.is_back)
    counter.idle(front)
    assert home.list.model.row_words(0).split("，")[2:4] == ["收件", "服务器看不懂这件的格式"]
    press(Key.Key_1, control=True)
    until(lambda: not home.list.model.is_back)


def test_a_decision_that_came_back_stands_in_its_form_again(front: Front) -> None:
    work = counter.opening(front)
    seat = replace(work.seat, person=replace(work.clerk, roles=(HeldRole(Role.CLERK, "620702"),)))
    home = front.window.places[0]
    assert isinstance(home, TodayPlace)
    case = home.list.model.case_at(0)
    assert case
    done = work.counter.act("notice", case.number, {"until": "2026-12-01"}, seat.person)
    said = ("refused", "stale", "办件已有新的决定", "看过再办", "2026-11-24T08:32:00.000+08:00")
    refused = Return(done.action.action_id, case.case_id, *said)
    with work.counter.desk.store.transaction() as connection:
        put_return(connection, refused)
        not_taken = NotTaken(refused.action_id, case.case_id, refused.code)
        leave_out(connection, [not_taken], at="2026-11-24T08:32:00.000+08:00")
    CaseDesk(seat, work.papers, front.window, work.connection).open_case(home, case.case_id)
    until(lambda: isinstance(home.shown(), CasePlace))
    place = home.shown()
    assert isinstance(place, CasePlace)
    assert says(place, "一次性补正告知没有办成")
    assert says(place, "写过的还在：补正期限 2026-12-01")
    press(Key.Key_G, alt=True)
    assert place.form.said()["until"] == "2026-12-01"
