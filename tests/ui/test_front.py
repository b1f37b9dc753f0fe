"""The window on a real counter: the clerk's name, drafts that are kept and come back."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.background.lanes import Changed
from counter_app.basics.catalogue.store import STORE_LOCKED, STORE_MOVED, STORE_UNREACHABLE
from counter_app.basics.catalogue.window import DRAFT_UNSAVED, NO_CHINESE_FONT, UNEXPECTED
from counter_app.basics.clock import Clock
from counter_app.bootstrap import Counter, open_counter
from counter_app.desk import drafts
from counter_app.settings import load_settings
from counter_app.ui.application import Front
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.widgets.glyphs import Glyph
from tests.patience import PATIENCE
from tests.ui.hands import focus, gone, press, says, seen, settle, until, write


@pytest.fixture
def open_it(tmp_path: Path, clock: Clock) -> Callable[[], Counter]:
    settings = load_settings(tmp_path, environment={"COUNTER_WAIT_SECONDS": "0.2"})
    return partial(open_counter, settings, clock=clock)


@pytest.fixture
def fronts(look: QApplication, open_it: Callable[[], Counter]) -> Iterator[Callable[[], Front]]:
    """Makes a front that is shown; all are closed with the test."""
    made: list[Front] = []

    def make() -> Front:
        front = Front(open_it)
        front.window.show()
        front.window.open_at(0)
        made.append(front)
        until(QApplication.focusWidget)
        return front

    yield make
    for front in made:
        shut(front)
        gone(front.window, front)


def shut(front: Front) -> None:
    front.window.close()
    front.close()
    settle()


def begin_work(front: Front, name: str = "") -> None:
    until(lambda: front.opened)
    if name:
        write(name)
    press(Qt.Key.Key_Return)
    until(lambda: front.opening is not None and front.background.is_idle())


def test_the_window_takes_a_name_before_the_store_is_open(fronts: Callable[[], Front]) -> None:
    front = fronts()
    write("李静")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    until(lambda: front.opening)
    assert front.opening is not None
    assert front.opening.seat.person.name == "李静"


def test_without_a_name_nothing_begins(fronts: Callable[[], Front]) -> None:
    front = fronts()
    until(lambda: front.opened)
    press(Qt.Key.Key_Return)
    settle()
    assert front.opening is None
    assert front.entrance.place.name.line.message.glyph is Glyph.MISSING


def test_what_was_typed_is_there_after_a_restart(fronts: Callable[[], Front]) -> None:
    front = fronts()
    begin_work(front, "李静")
    press(Qt.Key.Key_F3)
    settle()
    write("王䶮㛃𬱖𡚸")
    press(Qt.Key.Key_Return)
    until(lambda: "草稿已存" in front.window.bar.said())
    shut(front)
    second = fronts()
    begin_work(second)
    until(lambda: len(second.window.places) == 2)
    press(Qt.Key.Key_1, alt=True)
    settle()
    place = second.window.place()
    assert isinstance(place, ApplicantPlace)
    assert place.tab().name == "王䶮㛃𬱖𡚸"
    assert place.session.text("applied_on") == "2026-11-24"
    assert place.draft_id
    first = front.opening
    assert first is not None
    before = first.window.places[1]
    assert isinstance(before, ApplicantPlace)
    assert place.session.draft.applicant_uuid == before.session.draft.applicant_uuid


def test_closing_keeps_the_last_letters(
    fronts: Callable[[], Front], open_it: Callable[[], Counter]
) -> None:
    front = fronts()
    begin_work(front, "李静")
    press(Qt.Key.Key_F3)
    write("周")
    shut(front)
    counter = open_it()
    try:
        assert [each.label for each in drafts.open_drafts(counter.desk)] == ["周"]
    finally:
        counter.close()


def test_an_applicant_for_whom_nothing_was_typed_leaves_no_draft(
    fronts: Callable[[], Front],
) -> None:
    front = fronts()
    begin_work(front, "李静")
    press(Qt.Key.Key_F3)
    settle()
    press(Qt.Key.Key_F4)
    settle()
    assert len(front.window.places) == 1
    until(front.background.is_idle)
    assert front.opened is not None
    assert drafts.open_drafts(front.opened.counter.desk) == ()


def test_parking_and_taking_up_again(fronts: Callable[[], Front], clock: Clock) -> None:
    front = fronts()
    begin_work(front, "李静")
    press(Qt.Key.Key_F3)
    write("周玉兰")
    press(Qt.Key.Key_F4)
    until(front.background.is_idle)
    assert front.opened is not None
    desk = front.opened.counter.desk
    assert [each.state for each in drafts.open_drafts(desk)] == [drafts.DraftState.PARKED]
    place = front.window.places[1]
    clock.advance(minutes=25)
    assert place.tab().state == "搁置 25 分钟"
    press(Qt.Key.Key_1, alt=True)
    until(front.background.is_idle)
    assert [each.state for each in drafts.open_drafts(desk)] == [drafts.DraftState.FILLING]
    assert place.tab().state == "填报中"


def test_a_store_that_does_not_open_is_told_in_the_window(
    look: QApplication, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    front = Front(partial(open_counter, load_settings(in_the_way)))
    front.window.show()
    until(lambda: front.entrance.place.name.line.message.glyph is Glyph.WRONG)
    assert STORE_UNREACHABLE.title in front.entrance.place.name.line.message.text
    shut(front)


def test_a_draft_that_cannot_be_written_is_told_and_tried_again(
    fronts: Callable[[], Front], open_it: Callable[[], Counter]
) -> None:
    """Somebody holds the store for a moment; nothing is lost and nobody is asked anything."""
    front = fronts()
    begin_work(front, "李静")
    other = open_it()
    press(Qt.Key.Key_F3)
    with other.desk.store.transaction():
        write("周玉兰")
        until(lambda: STORE_LOCKED.title in front.window.bar.said())
    until(lambda: "草稿已存" in front.window.bar.said())
    assert [each.label for each in drafts.open_drafts(other.desk)] == ["周玉兰"]
    other.close()


def test_a_folder_that_is_taken_away_is_told_and_what_was_typed_is_kept_when_it_is_back(
    fronts: Callable[[], Front], open_it: Callable[[], Counter], tmp_path: Path
) -> None:
    front = fronts()
    begin_work(front, "李静")
    press(Qt.Key.Key_F3)
    settle()
    away = tmp_path.rename(tmp_path.with_name(f"{tmp_path.name}-away"))
    write("周玉兰")
    until(lambda: STORE_MOVED.title in front.window.bar.said())
    assert front.window.place().tab().name == "周玉兰"
    away.rename(tmp_path)
    until(lambda: "草稿已存" in front.window.bar.said())
    other = open_it()
    assert [each.label for each in drafts.open_drafts(other.desk)] == ["周玉兰"]
    other.close()


def test_closing_waits_for_the_disk_and_says_so(
    fronts: Callable[[], Front], open_it: Callable[[], Counter]
) -> None:
    front = fronts()
    begin_work(front, "李静")
    other = open_it()
    press(Qt.Key.Key_F3)
    settle()
    with other.desk.store.transaction():
        write("周玉兰")
        assert not front.window.close()
        assert DRAFT_UNSAVED.title in front.window.bar.said()
        assert front.window.isVisible()
    until(lambda: "草稿已存" in front.window.bar.said())
    assert front.window.close()
    assert [each.label for each in drafts.open_drafts(other.desk)] == ["周玉兰"]
    other.close()


def test_a_trouble_nobody_foresaw_is_told_and_logged(
    fronts: Callable[[], Front], expected_errors: list[logging.LogRecord]
) -> None:
    front = fronts()
    begin_work(front, "李静")
    front.background.change(lambda: 1 // 0, Changed())
    until(lambda: UNEXPECTED.title in front.window.bar.said())
    assert len(expected_errors) == 1
    assert "ZeroDivisionError" not in front.window.bar.said()


def test_without_a_chinese_font_it_says_what_to_install(tmp_path: Path) -> None:
    none = tmp_path / "fonts.conf"
    none.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>')
    command = [sys.executable, "-m", "counter_app", "window", "--data", str(tmp_path / "data")]
    environment = {**os.environ, "FONTCONFIG_FILE": str(none), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 2
    assert NO_CHINESE_FONT.title in ended.stderr


def test_a_draft_that_is_gone_takes_nothing_more_and_holds_nothing_up(
    fronts: Callable[[], Front], open_it: Callable[[], Counter]
) -> None:
    front = fronts()
    begin_work(front, "李静")
    press(Qt.Key.Key_F3)
    settle()
    write("周")
    until(lambda: "草稿已存" in front.window.bar.said())
    other = open_it()
    for each in drafts.open_drafts(other.desk):
        drafts.abandon(other.desk, each.draft_id)
    write("玉兰")
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    place.session.save()
    until(front.background.is_idle)
    assert front.window.close()
    assert drafts.open_drafts(other.desk) == ()
    other.close()


def test_the_first_screen_tells_only_keys_that_do_something_there(
    fronts: Callable[[], Front],
) -> None:
    front = fronts()
    until(lambda: front.opened)
    settle()
    place = front.window.place()
    assert says(place, "写上姓名，按 Enter 开始")
    assert not says(place, "Alt 和数字"), "nobody else is known yet"
    press(Qt.Key.Key_F1)
    told = seen(focus())
    assert told[told.index("Enter") + 1] == "开始"
    assert "下一项" not in told
    press(Qt.Key.Key_Escape)


def test_a_second_name_is_told_by_its_key(fronts: Callable[[], Front]) -> None:
    for name in ("李静", "王芳"):
        front = fronts()
        begin_work(front, name)
        shut(front)
    front = fronts()
    until(lambda: front.opened)
    settle()
    assert says(front.window.place(), "别的名字按 Alt 和数字")
