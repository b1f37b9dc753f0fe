"""A line of text and the input method: nothing is told, nothing moves while composing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.ui.widgets.fields.text_input import TextInput
from counter_app.ui.widgets.keys import Act, Keyboard
from tests.ui.hands import commit, compose, gone, press, write


@pytest.fixture
def box(look: QApplication) -> Iterator[QWidget]:
    box = QWidget()
    column = QVBoxLayout(box)
    for _ in range(2):
        column.addWidget(TextInput(box))
    box.show()
    box.activateWindow()
    yield box
    box.close()
    gone(box)


@pytest.fixture
def line(box: QWidget) -> TextInput:
    line = box.findChildren(TextInput)[0]
    line.setFocus()
    return line


def test_composing_tells_nothing_until_it_is_committed(line: TextInput) -> None:
    told: list[str] = []
    line.typed.connect(told.append)
    compose("zhou", line)
    assert line.composing
    assert told == []
    commit("周", line)
    assert told == ["周"]
    assert not line.composing


def test_enter_and_arrows_belong_to_the_input_method_while_composing(line: TextInput) -> None:
    steps: list[int] = []
    line.advance.connect(steps.append)
    compose("zhou", line)
    for key in (
        Qt.Key.Key_Return,
        Qt.Key.Key_Escape,
        Qt.Key.Key_1,
        Qt.Key.Key_Right,
        Qt.Key.Key_Tab,
    ):
        press(key)
    assert line.hasFocus()
    assert steps == []
    assert line.text() == ""


def test_shortcuts_do_nothing_while_composing(box: QWidget, line: TextInput) -> None:
    done: list[str] = []
    keyboard = Keyboard(box)
    keyboard.use([Act("F4", "搁置", lambda: done.append("F4"))])
    compose("zhou", line)
    press(Qt.Key.Key_F4)
    assert done == []
    commit("周", line)
    press(Qt.Key.Key_F4)
    assert done == ["F4"]


def test_starting_to_compose_over_a_selection_tells_nothing(line: TextInput) -> None:
    line.put("旧的名字")
    told: list[str] = []
    line.typed.connect(told.append)
    line.selectAll()
    compose("x", line)
    assert told == []
    commit("新", line)
    assert told == ["新"]


def test_enter_goes_on_and_shift_enter_back(line: TextInput) -> None:
    steps: list[int] = []
    line.advance.connect(steps.append)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, shift=True)
    assert steps == [1, -1]


def test_bare_keys_stay_in_the_line(box: QWidget, line: TextInput) -> None:
    done: list[str] = []
    keyboard = Keyboard(box)
    keyboard.use([Act("0", "填“无”", lambda: done.append("0"))])
    write("0")
    assert done == []
    assert line.text() == "0"


def test_paste_is_told(line: TextInput) -> None:
    pasted: list[bool] = []
    line.pasted.connect(lambda: pasted.append(True))
    QGuiApplication.clipboard().setText("620702198403159044")
    press(Qt.Key.Key_V, control=True)
    assert pasted == [True]
    assert line.text() == "620702198403159044"


def test_leaving_is_told_once(box: QWidget, line: TextInput) -> None:
    left: list[bool] = []
    line.left.connect(lambda: left.append(True))
    box.findChildren(TextInput)[1].setFocus()
    assert left == [True]


def test_a_long_text_shows_its_beginning_once_it_is_left(box: QWidget, line: TextInput) -> None:
    line.setFixedWidth(120)
    write("张掖市滨河保洁服务有限公司" * 3)
    assert line.cursorPosition() == 39
    box.findChildren(TextInput)[1].setFocus()
    assert line.cursorPosition() == 0
    line.put("另一家很长很长很长很长的公司")
    assert line.cursorPosition() == 0


def test_a_composition_of_which_nothing_comes_gives_back_what_was_there(line: TextInput) -> None:
    line.put("旧的名字")
    told: list[str] = []
    line.typed.connect(told.append)
    line.selectAll()
    compose("zhou", line)
    compose("", line)
    assert line.text() == "旧的名字"
    assert line.selectedText() == "旧的名字"
    assert told == []


def test_so_it_does_where_another_field_is_clicked_meanwhile(box: QWidget, line: TextInput) -> None:
    line.put("旧的名字")
    told: list[str] = []
    line.typed.connect(told.append)
    line.setSelection(1, 2)
    compose("z", line)
    compose("zh", line)
    box.findChildren(TextInput)[1].setFocus()
    assert line.text() == "旧的名字"
    assert told == []
    assert not line.composing


def test_what_was_committed_before_the_rest_is_given_up_stays(line: TextInput) -> None:
    line.put("旧的名字")
    line.selectAll()
    compose("zhoujie", line)
    half = QInputMethodEvent("jie", [])
    half.setCommitString("周")
    QApplication.sendEvent(line, half)
    compose("", line)
    assert line.text() == "周"


def test_a_composition_given_up_in_the_middle_moves_no_letter(line: TextInput) -> None:
    line.put("周兰")
    line.setCursorPosition(1)
    compose("yu", line)
    compose("", line)
    write("玉", line)
    assert line.text() == "周玉兰"
