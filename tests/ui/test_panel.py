"""The column at the right holds whatever is said in it."""

from pytestqt.qtbot import QtBot

from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.widgets.theme.sizes import PANEL

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
