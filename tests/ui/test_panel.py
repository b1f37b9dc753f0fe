"""The column at the right holds whatever is said in it."""

from pytestqt.qtbot import QtBot

from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line, PanelLine
from counter_app.ui.widgets.theme.sizes import PANEL
from tests.ui.hands import drawings_of, settle

LONG = "安·乌兰托娅其其格" * 6


def test_a_long_name_never_widens_the_column(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.setFixedWidth(PANEL)
    commitment, chosen = Section("承诺书"), Section("", "F5")
    panel.add(commitment)
    panel.add(chosen)
    commitment.say(f"由{LONG}签")
    chosen.say("还没答", title=LONG)
    panel.show()
    inside = panel.widget()
    assert inside.width() <= PANEL
    assert all(
        part.mapTo(panel, part.rect().bottomRight()).x() < PANEL for part in (commitment, chosen)
    )


def test_lines_that_move_are_drawn_once(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.resize(PANEL, 700)
    above, below = Section("要处理"), Section("受理条件")
    panel.add(above)
    panel.add(below)
    lines = [Line("收入"), Line("住房"), Line("工作")]
    above.show_lines([Line("学历"), Line("合同"), Line("授权")])
    below.show_lines(lines)
    panel.settle()
    panel.show()
    settle()
    with drawings_of(PanelLine) as drawn:
        above.show_lines([Line("授权")])
        below.show_lines([Line("承诺", "没有企业"), *reversed(lines)])
        panel.settle()
        settle()
    assert len(drawn) == len(lines) + 2
    assert set(drawn.values()) == {1}
