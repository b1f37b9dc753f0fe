"""A window's own log: a trouble in one of Qt's slots is told, and where it is written."""

import os
import subprocess
import sys
from pathlib import Path

from counter_app.basics.log_file import LOG_NAME
from tests.modes import EVERYONES, open_to_others

_BREAK_IN_A_SLOT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from counter_app import cli
from counter_app.ui.shell.frame.bottom_bar import BottomBar

def broken(name):
    raise ValueError(name)

def look():
    bars = [each for each in QApplication.allWidgets() if isinstance(each, BottomBar)]
    said = "".join(each.said() for each in bars)
    if "请告诉管理员" in said:
        print(said)
        QApplication.quit()

def run(application):
    QTimer.singleShot(0, lambda: broken("张三"))
    application.looks = QTimer(interval=20)
    application.looks.timeout.connect(look)
    application.looks.start()
    return begin()

begin, QApplication.exec = QApplication.exec, run
sys.argv = ["counter-app", "window", "--data", sys.argv[1]]
sys.exit(cli.main())
"""


def test_a_trouble_in_a_slot_is_logged_and_the_clerk_is_told_where(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = subprocess.run(
        [sys.executable, "-c", _BREAK_IN_A_SLOT, data],
        capture_output=True,
        text=True,
        env=os.environ,
        umask=EVERYONES,
        timeout=100,
        check=False,
    )
    log = data / LOG_NAME.format(program="counter")
    assert done.returncode == 0, done.stderr
    assert f"日志 {log}" in done.stdout
    text = log.read_text("utf-8")
    assert "unexpected trouble\n  ValueError\n" in text
    assert " broken" in text
    assert "张三" not in text + done.stderr
    assert not open_to_others(data)
