"""`python -m counter_app.ui.gallery PIECE [SAMPLE] [WIDTH] [--theme dark] [--save FILE.png]`.

Shows the piece until it is closed, or saves a picture of it without a screen.
"""

import argparse
import os
import sys
from pathlib import Path

_WIDTH = 900


def main(arguments: list[str]) -> int:
    """Returns the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.save:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from counter_app.ui.gallery.pieces import PIECES, picture, show_alone
    from counter_app.ui.gallery.samples import SAMPLES, sample_seat
    from counter_app.ui.widgets.theme import tokens
    from counter_app.ui.widgets.theme.style import dress, speak_chinese

    if asked.piece not in PIECES or asked.sample not in SAMPLES:
        print("PIECE :", *PIECES, "\nSAMPLE:", *SAMPLES)
        return 2
    application = QApplication(["gallery"])
    dress(application, getattr(tokens, asked.theme.upper()))
    speak_chinese(application)
    with sample_seat() as seat:
        piece = PIECES[asked.piece](seat, SAMPLES[asked.sample])
        if asked.save:
            picture(piece, asked.width).save(str(asked.save))
            piece.close()
            return 0
        show_alone(piece, asked.width)
        return application.exec()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m counter_app.ui.gallery")
    parser.add_argument("piece", nargs="?", default="", help="a page or widget; none: their names")
    parser.add_argument("sample", nargs="?", default="family", help="whom a page shows")
    parser.add_argument("width", nargs="?", default=_WIDTH, type=int, help="in pixels")
    parser.add_argument("--theme", default="light", choices=("light", "dark", "contrast"))
    parser.add_argument("--save", type=Path, metavar="FILE.png")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
