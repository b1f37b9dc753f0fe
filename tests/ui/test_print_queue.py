"""Papers in a real print service's queues: what holds one up is told, and can be taken back."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.devices.cups.queues import CupsQueue
from counter_app.devices.printer import Fate, PrintJob
from counter_app.intake.papers.tray_item import PrintState
from counter_app.ui.application import Front
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.papers.print import PrintPlace
from tests.conftest import SettableClock
from tests.print_service import PrintService, running_print_service
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import press, until

Key = Qt.Key


@pytest.fixture(scope="module")
def service() -> Iterator[PrintService]:
    with running_print_service() as running:
        yield running


@pytest.fixture
def fronts(
    look: QApplication, service: PrintService, tmp_path: Path, clock: SettableClock
) -> Iterator["dict[str, Front]"]:
    """A window at each queue, opened when it is asked for."""
    with ExitStack() as stack:

        class Windows(dict[str, Front]):
            def __missing__(self, queue: str) -> Front:
                opened = counter.opened(tmp_path, clock, printers=[CupsQueue(queue)])
                self[queue] = stack.enter_context(opened)
                return self[queue]

        yield Windows()


def print_screen(front: Front) -> PrintPlace:
    """The signing papers of a family, on their way to the printer."""
    place = counter.fill(front, family(right=True))
    press(Key.Key_F8)
    until(lambda: isinstance(place.shown(), PrintPlace))
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    until(lambda: all(item.pages for item in screen.tray.items))
    press(Key.Key_F8)
    return screen


def held_up(screen: PrintPlace) -> str:
    return screen.printing.held_up_words()


def test_a_paused_printer_is_told_and_nobody_is_asked_whether_paper_came_out(
    fronts: dict[str, Front],
) -> None:
    screen = print_screen(fronts["paused"])
    until(lambda: held_up(screen) == "打印机暂停了：2 样文书在排队")
    assert screen.printing.asked.isHidden()
    assert "Alt+C" in {act.key for act in screen.acts()}


def test_what_waits_is_taken_back_by_a_key_and_counts_as_not_printed(
    fronts: dict[str, Front],
) -> None:
    screen = print_screen(fronts["paused"])
    until(lambda: "2 样文书" in held_up(screen))
    jobs = counter.opening(fronts["paused"]).papers.jobs.held_up(screen.tray)
    press(Key.Key_C, alt=True)
    until(lambda: not held_up(screen))
    assert [item.state for item in screen.tray.items] == [PrintState.NOT_PRINTED] * 2
    queue = CupsQueue("paused")
    assert {queue.progress(job.number).fate for job in jobs} == {Fate.DROPPED}
    assert screen.printing.asked.isHidden()


def test_a_printer_that_took_it_is_asked_about_as_ever(fronts: dict[str, Front]) -> None:
    screen = print_screen(fronts["usual"])
    until(lambda: not screen.printing.asked.isHidden())
    assert held_up(screen) == ""


def test_a_printer_that_has_gone_is_told_and_nothing_counts_as_sent(
    fronts: dict[str, Front],
) -> None:
    screen = print_screen(fronts["gone"])
    until(lambda: "没有打印机“gone”了" in screen.printing.trouble_words())
    assert [item.state for item in screen.tray.items] == [PrintState.NOT_PRINTED] * 2
    counter.idle(fronts["gone"])


def test_a_receipt_that_waits_in_the_queue_is_told_where_the_number_is(
    fronts: dict[str, Front],
) -> None:
    front = fronts["paused"]
    counter.fill(front, family(right=True))
    counter.press_receive(front)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    place = front.window.place()
    assert isinstance(place, ReceivedPlace)
    until(lambda: "打印机暂停了：收件回执在排队" in place.printed_words())
    assert place.question.isHidden()
    press(Key.Key_C, alt=True)
    until(lambda: "回执没有打印" in place.printed_words())
    counter.idle(front)


def test_what_an_earlier_window_left_in_the_queue_is_seen_and_taken_back_after_a_restart(
    look: QApplication, service: PrintService, tmp_path: Path, clock: SettableClock
) -> None:
    queue = CupsQueue("paused")
    for each in queue.queued():  # of the tests before
        queue.cancel(each.number)
    queue.print(PrintJob("别人的东西", b"%PDF-1.4"))
    with counter.opened(tmp_path, clock, printers=[queue]) as front:
        screen = print_screen(front)
        until(lambda: "2 样文书" in held_up(screen))
        code = screen.tray.stem()
        counter.idle(front)
    with counter.opened(tmp_path, clock, printers=[queue]) as front:
        until(lambda: "上次送去打印的 2 样还在打印机排队" in front.window.bar.said())
        assert f"：{code}" in front.window.bar.said()
        until(lambda: len(front.window.places) == 2)
        press(Key.Key_1, alt=True)
        press(Key.Key_F8)
        place = front.window.place()
        until(lambda: isinstance(place.shown(), PrintPlace))
        screen = place.shown()
        assert isinstance(screen, PrintPlace)
        until(lambda: held_up(screen) == "打印机暂停了：2 样文书在排队")
        press(Key.Key_C, alt=True)
        until(lambda: not held_up(screen))
        assert [item.state for item in screen.tray.items] == [PrintState.NOT_PRINTED] * 2
        assert [each.title for each in queue.queued()] == ["别人的东西"]
        counter.idle(front)
