"""What the server refused: told on 今日 with the reason and what to do, opened, sent again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.background.lanes import Changed
from counter_app.desk.receive import receive
from counter_app.desk.status import returned, status
from counter_app.ui.application import Front
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.shell.frame.panel_lines import links_of
from counter_app.ui.today.today import TodayPlace
from counter_app.ui.widgets.glyphs import Glyph
from local_db.actions import actions_of
from local_db.outbox import Return, put_return
from tests.conftest import SettableClock
from tests.ui import counter
from tests.ui.hands import focus, press, until
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
