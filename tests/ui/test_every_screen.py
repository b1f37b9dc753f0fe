"""Every screen of the program, looked through by a program: nothing is cut or out of reach.

Each day in the narrowest windows that are promised; `tests/thorough` in all.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from counter_app.ui.gallery.clipping import faults
from counter_app.ui.widgets.theme.parts import cut_label
from counter_app.ui.widgets.theme.style import dress
from tests.ui.hands import settle


def told_of_every_screen(theme: str, scale: int) -> str:
    """What the gallery's own command says."""
    asked = ("--check", "--theme", theme, "--scale", str(scale))
    command = (sys.executable, "-m", "counter_app.ui.gallery", *asked)
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(("theme", "scale"), [("light", 150), ("contrast", 200)])
def test_nothing_is_cut_and_nothing_is_out_of_reach(theme: str, scale: int) -> None:
    assert told_of_every_screen(theme, scale) == ""


@pytest.fixture
def small(look: QApplication) -> QWidget:
    """A window of 200 × 60 for parts that are laid out by hand."""
    dress(look)
    window = QWidget()
    window.resize(200, 60)
    return window


def _whys(window: QWidget) -> list[str]:
    window.show()
    settle()
    found = [fault.why for fault in faults(window)]
    window.close()
    return found


def test_words_wider_than_their_place_are_found(small: QWidget) -> None:
    label = QLabel("放不下的一句话", small)
    label.setGeometry(0, 0, 60, 30)
    assert [why.partition("，")[0] for why in _whys(small)] == ["横里放不下"]


def test_words_higher_than_their_place_are_found(small: QWidget) -> None:
    label = QLabel("高", small)
    label.setGeometry(0, 0, 60, 9)
    assert _whys(small) == ["竖里放不下"]


def test_words_cut_with_dots_are_right_where_pointing_tells_them(small: QWidget) -> None:
    row = QHBoxLayout(small)
    row.addWidget(cut_label("很长很长很长很长很长很长很长很长的名字"))
    assert _whys(small) == []


def test_a_button_beyond_the_edge_is_out_of_reach(small: QWidget) -> None:
    button = QPushButton("按", small)
    button.setGeometry(180, 0, 60, 30)
    assert any(why.startswith("够不到") for why in _whys(small))


def test_the_gallery_writes_contact_sheets(tmp_path: Path) -> None:
    asked = ("--sheets", str(tmp_path), "--theme", "light", "--scale", "200", "--only", "who,help")
    command = (sys.executable, "-m", "counter_app.ui.gallery", *asked)
    subprocess.run(command, check=True)
    assert [each.name for each in tmp_path.iterdir()] == ["light-200-01.png"]
