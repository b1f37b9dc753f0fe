"""A real window with the sample applicant, whose field with the keyboard is told on being asked.

`python -m tests.thorough.composing_window FOLDER`: a line `show KEY` opens a field, `click NAME`
tells where a field stands, every line is answered by a line of JSON.
"""

import json
import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.widgets.fields.text_input import TextInput
from counter_app.ui.widgets.theme.style import dress
from tests.ui.counter import a_counter
from tests.ui.samples import NOW, a_seat, open_window


class _Lines(QObject):
    came = Signal(str)

    def read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())


def main(folder: Path) -> None:
    """Answer until the input ends; nothing is left that would have to be kept."""
    application = QApplication([])
    dress(application)
    window = open_window(a_seat(a_counter(folder, lambda: NOW)))
    window.show()
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.enter()

    def answer(line: str) -> None:
        deed, _, of = line.partition(" ")
        said: dict[str, object] = {"window": int(window.winId())}
        if deed == "show":
            place.show_key(of)
        elif deed == "click":
            fields = window.findChildren(TextInput)
            field = next(each for each in fields if each.accessibleName() == of)
            point = field.mapToGlobal(field.rect().center())
            said["at"] = [point.x(), point.y()]
        elif deed == "value":
            said["value"] = place.session.text(of)
        focus = QApplication.focusWidget()
        if isinstance(focus, TextInput):
            said |= {"name": focus.accessibleName(), "text": focus.text()}
            said |= {"composing": focus.composing, "marked": focus.selectedText()}
        print(json.dumps(said), flush=True)

    lines = _Lines()
    lines.came.connect(answer)
    threading.Thread(target=lines.read, daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    os._exit(0)
