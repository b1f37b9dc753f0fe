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
