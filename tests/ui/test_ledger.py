"""Tables draw long names whole: smaller, over two lines, in the room of the column."""

import pytest
from PySide6.QtGui import QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.tables.cells import Cell, CellModel, Column
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.sizes import ROW_CASE
from counter_app.ui.widgets.theme.wrapping import wrapped

LONG = "阿卜杜热西提·买买提吐尔逊"


def drawn(qtbot: QtBot, name: str) -> QImage:
    model = CellModel([Column("姓名", 126), Column("类型", 0)])
    model.show_rows([(Cell(name, strong=True), Cell("引进人才"))])
    ledger = Ledger(model, row_height=ROW_CASE)
    qtbot.addWidget(ledger)
    ledger.resize(600, 120)
    ledger.show()
    return ledger.grab().toImage()


@pytest.mark.parametrize("name", [LONG, "安·乌兰托娅其其格"])
def test_a_long_name_has_room_in_two_lines(qtbot: QtBot, name: str) -> None:
    lines = wrapped(QFontMetrics(font(14, strong=True)), name, 118)
    assert "".join(lines) == name
    assert len(lines) <= 2


def test_the_end_of_a_long_name_is_drawn(qtbot: QtBot) -> None:
    assert drawn(qtbot, LONG) != drawn(qtbot, LONG[:-1] + "马"), "the last letter is to be seen"


def _inked(image: QImage, from_x: int, to_x: int) -> tuple[int, int]:
    """First and last row of pixels beneath the head in which something dark stands."""
    scale = image.devicePixelRatio()
    columns = range(round(from_x * scale), round(to_x * scale))
    head = image.height() // 2 - round(ROW_CASE * scale / 2)
    rows = [
        y
        for y in range(head + 2, head + round(ROW_CASE * scale) - 2)
        if any(image.pixelColor(x, y).lightness() < 90 for x in columns)
    ]
    return rows[0], rows[-1]


def test_a_name_that_smaller_letters_hold_stands_in_the_middle_of_its_row(qtbot: QtBot) -> None:
    def middle(name: str) -> float:
        return sum(_inked(drawn(qtbot, name), 34, 150)) / 2

    assert abs(middle("王〓（U+2EBF0）") - middle("王玉兰")) <= 2
