"""One window over the data; its theme, zoom, size and place stay."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.basics.catalogue.window import WINDOW_HELD
from counter_app.basics.errors import CounterError
from counter_app.basics.only_one import hold
from counter_app.ui.application import Front
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.shell.appearance import Appearance, prepare_look
from counter_app.ui.shell.look import Look, Theme, keep_look, read_look, zoomed
from counter_app.ui.shell.only_window import OnlyWindow, take_window
from counter_app.ui.shell.sitting import Sitting, hand_on, handed_on
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.theme.fonts import FAMILIES
from counter_app.ui.widgets.theme.parts import label
from counter_app.ui.widgets.theme.style import dress
from counter_app.ui.widgets.theme.tokens import CONTRAST, DARK, Token, colour
from tests.conftest import SettableClock
from tests.ui import counter
from tests.ui.hands import press, settle, until, write

START_AGAIN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from counter_app.ui.shell.only_window import take_window
application = QCoreApplication([])
sys.exit(0 if take_window(Path(sys.argv[1])) is None else 1)
"""


@pytest.fixture
def first(look: QApplication, tmp_path: Path) -> Iterator[OnlyWindow]:
    taken = take_window(tmp_path)
    assert taken is not None
    taken.listen()
    yield taken
    taken.close()


def start_again(data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", START_AGAIN, str(data)], env=os.environ)


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_brings_the_first_window_to_the_front_and_ends(
    first: OnlyWindow, window: Window, tmp_path: Path
) -> None:
    first.wanted.connect(window.come_to_front)
    window.showMinimized()
    second = start_again(tmp_path)
    until(lambda: second.poll() is not None)
    assert second.returncode == 0
    until(lambda: not window.isMinimized())
    assert "已经开着" in window.bar.said()


def test_once_the_first_has_closed_the_next_may_open(first: OnlyWindow, tmp_path: Path) -> None:
    first.close()
    again = take_window(tmp_path)
    assert again is not None
    again.close()


@pytest.mark.usefixtures("look")
def test_who_was_killed_holds_nothing(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from counter_app.basics.only_one import hold;"
            "held = hold(Path(sys.argv[1])); print(held is not None, flush=True); sys.stdin.read()",
            str(tmp_path / "window.lock"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"True\n"
    assert hold(tmp_path / "window.lock") is None
    with pytest.raises(CounterError) as told:
        take_window(tmp_path)
    assert told.value.entry is WINDOW_HELD
    holder.kill()
    holder.communicate()
    taken = take_window(tmp_path)
    assert taken is not None
    taken.close()


@pytest.fixture
def appearance(look: QApplication, window: Window, tmp_path: Path) -> Iterator[Appearance]:
    yield Appearance(look, window, tmp_path, Look())
    dress(look)


def test_ctrl_shift_d_goes_through_light_dark_and_contrast_and_says_which(
    appearance: Appearance, window: Window, tmp_path: Path
) -> None:
    window.open_at(1)
    said = []
    for _ in range(4):
        press(Qt.Key.Key_D, control=True, shift=True)
        said.append((window.bar.said(), colour(Token.SURFACE).name().upper()[1:]))
    assert [words.split("，")[0] for words, _ in said] == [
        "外观：浅色", "外观：深色", "外观：高对比", "外观：跟随系统",
    ]  # fmt: skip
    assert said[1][1] == DARK[Token.SURFACE]
    assert said[2][1] == CONTRAST[Token.SURFACE]
    assert read_look(tmp_path).theme is Theme.SYSTEM


def test_ctrl_plus_asks_for_a_larger_window_and_keeps_it(
    appearance: Appearance, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[None] = []
    appearance.restart_wanted.connect(lambda: wanted.append(None))
    window.open_at(1)
    press(Qt.Key.Key_Plus, control=True)
    assert wanted
    assert read_look(tmp_path).zoom == 110
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    prepare_look(tmp_path)
    assert os.environ["QT_SCALE_FACTOR"] == "1.1"


def test_size_and_place_come_back(
    appearance: Appearance, window: Window, look: QApplication, tmp_path: Path
) -> None:
    window.setGeometry(40, 30, 760, 500)
    appearance.keep()
    window.setGeometry(0, 0, 720, 480)
    Appearance(look, window, tmp_path, read_look(tmp_path)).show()
    assert (window.width(), window.height()) == (760, 500)


def test_a_damaged_file_is_as_none(tmp_path: Path) -> None:
    for damage in (b"", b"{", b'{"zoom": 1000000}', b'{"theme": "pink"}'):
        (tmp_path / "look.json").write_bytes(damage)
        assert read_look(tmp_path).zoom == 100
    keep_look(tmp_path / "gone", Look())


def test_the_largest_is_the_largest() -> None:
    look = Look()
    for _ in range(9):
        look = zoomed(look, 1)
    assert look.zoom == 200
    assert zoomed(look, 0).zoom == 100
    assert zoomed(Look(), -1).zoom == 100


def test_what_is_handed_on_is_taken_once() -> None:
    assert handed_on() is None
    hand_on(Sitting(clerk="李静", draft="d", part="assets"))
    assert handed_on() == Sitting(clerk="李静", draft="d", part="assets")
    assert handed_on() is None


def test_begun_anew_the_caret_is_in_the_field_that_was_typed_in(
    look: QApplication, tmp_path: Path, clock: SettableClock
) -> None:
    with counter.opened(tmp_path, clock) as front:
        place = counter.fill(front, {"applicant": {"name": "周玉兰", "employer": "张掖市滨河"}})
        place.show_key("applicant.employer")
        press(Qt.Key.Key_End)
        write("保洁")
        opening = counter.opening(front)
        until(opening.may_close)
        sitting = opening.sitting()
        counter.idle(front)
    again = Front(lambda: counter.a_counter(tmp_path, clock, "-"), list, sitting=sitting)
    again.window.show()
    again.window.open_at(0)
    until(lambda: isinstance(again.window.place(), ApplicantPlace))
    write("公司")
    place = again.window.place()
    assert isinstance(place, ApplicantPlace)
    assert place.session.text("applicant.employer") == "张掖市滨河保洁公司"
    counter.idle(again)
    counter.end(again)


@pytest.mark.parametrize("key", ["applicant.phone", "details.residence_owner", "assets.vehicles"])
def test_a_page_names_the_field_that_has_the_keyboard(window: Window, key: str) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.show_key(key)
    settle()
    assert place.page().key_here() == key


def test_a_table_names_the_cell_and_a_consent_its_person(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    _, second, *_ = place.session.draft.people()
    for key in (f"household.members.{second}.employer", f"consents.{second}.granted"):
        place.show_key(key)
        settle()
        assert place.page().key_here() == key


def test_what_stands_before_the_look_is_put_on_has_its_face(
    look: QApplication, qtbot: QtBot
) -> None:
    """The window is made before its look: the system's own face would draw Chinese by chance."""
    look.setStyleSheet("")
    look.setFont(QFont("DejaVu Sans", 9))
    window = QWidget()
    qtbot.addWidget(window)
    words = label("李静", "second", parent=window)
    words.ensurePolished()
    assert words.font().families() == ["DejaVu Sans"]
    dress(look)
    window.show()
    settle()
    assert words.font().families() == list(FAMILIES)
    assert words.font().pixelSize() == 14
