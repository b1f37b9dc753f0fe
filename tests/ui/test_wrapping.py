"""Lines of the panel: whole, in as many lines as it takes."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from counter_app.ui.shell.frame.panel_lines import Line, PanelLine
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.wrapping import wrapped
from tests.ui.hands import settle

LAW = "《办法》第二十一条、第二十二条、第二十三条"


def test_articles_stay_whole_and_no_line_begins_with_a_mark(look: QApplication) -> None:
    metrics = QFontMetrics(font(14))
    for room in range(60, 320, 7):
        lines = wrapped(metrics, LAW, room)
        assert "".join(lines) == LAW
        assert not any(line.startswith("、") for line in lines)
        assert all(line.count("第") == line.count("条") for line in lines)


def test_a_few_letters_behind_a_comma_go_with_what_follows(look: QApplication) -> None:
    metrics = QFontMetrics(font(14))
    text = "人均自有 0.00 m²，低于 16"
    room = metrics.horizontalAdvance("人均自有 0.00 m²，低于 ")
    assert wrapped(metrics, text, room) == ["人均自有 0.00 m²，", "低于 16"]


def test_a_panel_line_grows_with_its_words(look: QApplication) -> None:
    line = PanelLine(Line("收入", "当地未公布收入限额，待核", second=LAW, detail_at=70))
    line.show()
    line.resize(600, 10)
    settle()
    wide = line.height()
    line.resize(290, 10)
    settle()
    assert line.height() > wide
    assert LAW in line.accessibleName()
    line.close()
