"""Draws the pages of the window as PNG, to be put beside their pictures by eye.

`python -m tests.ui.pictures OUT [WIDTHxHEIGHT] [SCALE] [light|dark|contrast]`
"""

import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Draw every page that exists into the folder OUT."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    width, height = map(int, (arguments[1] if len(arguments) > 1 else "1366x768").split("x"))
    if len(arguments) > 2:
        os.environ["QT_SCALE_FACTOR"] = arguments[2]
        width, height = (round(each / float(arguments[2])) for each in (width, height))
    from PySide6.QtWidgets import QApplication

    from counter_app.ui.gallery.samples import sample_seat
    from counter_app.ui.intake.applicant_place import ApplicantPlace
    from counter_app.ui.widgets.theme import tokens
    from counter_app.ui.widgets.theme.style import dress, speak_chinese
    from tests.ui.samples import open_window

    application = QApplication([])
    dress(application, getattr(tokens, (arguments[3:] or ["light"])[0].upper()))
    speak_chinese(application)
    with sample_seat() as seat:
        window = open_window(seat)
        window.resize(width, height)
        window.show()
        place = window.places[-1]
        assert isinstance(place, ApplicantPlace)
        for part in place.built_parts():
            place.go(part)
            for _ in range(5):
                application.processEvents()
            window.grab().save(str(out / f"{part}.png"))
        window.close()


if __name__ == "__main__":
    main(sys.argv[1:])
