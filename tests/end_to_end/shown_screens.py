"""The real window on the screen, one screen after the other, for whoever looks at it from outside.

`python -m tests.end_to_end.shown_screens NAME…`: says each name once the screen is there, and goes
on with the next line of its standard input; `press KEY` presses one first, where the keyboard is,
`announce WORDS` reads them out.
"""

import sys

from PySide6.QtCore import QEventLoop, QSocketNotifier
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.ui.gallery.screens import walk
from counter_app.ui.gallery.stage import Stage
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.theme.style import dress, speak_chinese


def main(names: list[str]) -> None:
    """Show them."""
    application = QApplication(["counter-app"])
    dress(application)
    speak_chinese(application)
    for name, stage in walk(tuple(names)):
        stage.window.activateWindow()
        stage.settle()
        print(name, flush=True)
        while (line := _next_line()).startswith(("press ", "announce ")):
            what, _, words = line.partition(" ")
            if what == "press":
                _press(stage, words)
            else:
                announce(stage.window, words)
            stage.settle()
            print(line, flush=True)


def _press(stage: Stage, key: str) -> None:
    """A key as it comes from the keyboard: the screen gives that to a window in its own time."""
    stage.until(QApplication.focusWidget)
    pressed = QKeySequence(key)[0]
    QTest.keyClick(QApplication.focusWidget(), pressed.key(), pressed.keyboardModifiers())


def _next_line() -> str:
    """What is asked next; until then the window lives."""
    loop = QEventLoop()
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(loop.quit)
    loop.exec()
    notifier.setEnabled(False)
    return sys.stdin.readline().strip()


if __name__ == "__main__":
    main(sys.argv[1:])
