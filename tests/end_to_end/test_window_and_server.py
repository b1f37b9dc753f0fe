"""The real window against a real server: sent by itself, offline without fuss, then caught up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.basics.clock import system_clock
from counter_app.demo.own_server import OwnServer
from counter_app.desk.status import status
from counter_app.ui.application import Front
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.style import dress
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import press, seen, until

Key = Qt.Key


@pytest.fixture
def server_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "server"
    folder.mkdir()
    return folder


@pytest.fixture
def server(server_folder: Path, free_port: int) -> Iterator[OwnServer]:
    server = OwnServer(server_folder, free_port)
    server.wait()
    yield server
    server.stop()


def _receive(front: Front, name: str) -> ReceivedPlace:
    document = family(right=True)
    applicant = document["applicant"]
    assert isinstance(applicant, dict)
    applicant["name"] = name
    counter.fill(front, document)
    counter.press_receive(front)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    place = front.window.place()
    assert isinstance(place, ReceivedPlace)
    until(lambda: place.tray is not None and place.tray.waiting())
    return place


def test_the_line_goes_and_comes_back(
    qapp: QApplication,
    tmp_path: Path,
    server: OwnServer,
    server_folder: Path,
    free_port: int,
) -> None:
    dress(qapp)
    with counter.opened(tmp_path, system_clock, server.add_window()) as front:
        work = counter.opening(front)
        desk, bar = work.counter.desk, front.window.bar
        first = _receive(front, "周玉兰")
        until(lambda: status(desk).acknowledged == 1)
        until(lambda: not work.connection.standing.queued)
        assert bar._connection.text() == "已连接"
        assert first._safe.accessibleName().startswith("完成 已安全保存在本机，已上传")
        assert first.shown_case.received.number in server.fetch(
            first.shown_case.received.receipt_url
        )

        server.stop()
        second = _receive(front, "马天佑")
        until(lambda: work.connection.standing.online is False)
        assert bar._connection.text() == "未连接，照常收件"
        assert bar._sign.glyph is Glyph.OFFLINE
        assert status(desk).queued == 1

        again = OwnServer(server_folder, free_port)
        try:
            again.wait()
            until(lambda: status(desk).acknowledged == 2)
            until(lambda: bar._connection.text() == "已连接")
            page = again.fetch(second.shown_case.received.receipt_url)
            assert second.shown_case.received.number in page
            assert "马*" in page
            assert "马天佑" not in page
        finally:
            counter.idle(front)
            again.stop()


def test_a_server_that_died_is_told_to_whoever_comes_back_to_today(
    qapp: QApplication, tmp_path: Path, server: OwnServer
) -> None:
    dress(qapp)
    an_hour = 3600.0
    with counter.opened(tmp_path, system_clock, server.add_window(), sync_seconds=an_hour) as front:
        standing = counter.opening(front).connection
        until(lambda: standing.standing.online)
        server.stop()

        def told_on_coming_back() -> bool:
            press(Key.Key_F3)
            press(Key.Key_0, alt=True)
            return "未连接，照常收件" in seen(front.window.bar)

        until(told_on_coming_back)
        counter.idle(front)
