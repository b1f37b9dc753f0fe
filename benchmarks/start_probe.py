"""A process that shows a window, says when it could be used, and ends. `cold_start` starts it.

`bare` is the least that PySide6 can show: a window with one line of text that has the focus;
`counter DIR` is `counter-app window --data DIR`, up to the moment when the clerk can type a name.
Prints the moment on the clock that all processes of a machine share.
"""

import sys
import time

from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow


def _tell_when_usable() -> int:
    for _ in range(2):
        QApplication.processEvents()
    if QApplication.focusWidget() is None:
        raise SystemExit("nothing has the keyboard")
    print(time.monotonic(), flush=True)
    return 0


def _bare() -> int:
    application = QApplication(["bare"])
    window = QMainWindow()
    line = QLineEdit(window)
    window.setCentralWidget(line)
    window.resize(1366, 768)
    window.show()
    line.setFocus()
    code = _tell_when_usable()
    del application
    return code


def _counter(folder: str) -> int:
    from counter_app.cli import main

    # `exec` is where the window waits for the clerk.
    setattr(QApplication, "exec", staticmethod(_tell_when_usable))  # noqa: B010 - types forbid `=`
    return main(["window", "--data", folder])


if __name__ == "__main__":
    sys.exit(_bare() if sys.argv[1] == "bare" else _counter(sys.argv[2]))
