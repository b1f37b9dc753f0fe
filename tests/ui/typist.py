"""A clerk who types without end in the real window, until somebody pulls the plug.

`python -m tests.ui.typist DATA LOG`: LOG gets a line for each letter: moment and letters so far.
"""

import os
import sys
import time
from functools import partial
from pathlib import Path


def main(data: Path, log: Path) -> None:
    """Type until killed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from counter_app.bootstrap import open_counter
    from counter_app.settings import load_settings
    from counter_app.ui.application import Front
    from counter_app.ui.intake.applicant_place import ApplicantPlace
    from counter_app.ui.widgets.theme.style import dress
    from tests.ui.hands import press, settle, until, write

    application = QApplication([])
    dress(application)
    front = Front(partial(open_counter, load_settings(data)))
    front.window.show()
    front.window.open_at(0)
    until(lambda: front.opened)
    settle()
    write("李静")
    press(Qt.Key.Key_Return)
    until(lambda: front.opening)
    press(Qt.Key.Key_F3)
    settle()
    write("马天佑")
    press(Qt.Key.Key_F4)
    until(front.background.is_idle)
    press(Qt.Key.Key_F3)
    settle()
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    place.show_key("applicant.registered_address")
    settle()
    with log.open("w", encoding="ascii") as lines:
        for count in range(1, 100_000):
            QTest.keyClick(QApplication.focusWidget(), "a")
            lines.write(f"{time.time()} {count}\n")
            lines.flush()
            QTest.qWait(5)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
