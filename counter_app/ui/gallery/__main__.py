"""The gallery's commands.

`python -m counter_app.ui.gallery PIECE [SAMPLE] [WIDTH] [--theme dark] [--save FILE.png]` shows a
piece until it is closed, or saves a picture of it without a screen.
`… --sheets DIR` writes contact sheets of all screens; `… --check` tells what of them is cut or out
of reach, and is 1 where anything is. Both take `--theme` and `--scale`, else it is all of them, and
`--only` with the names of some screens.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_WIDTH = 900
_THEMES = ("light", "dark", "contrast")
_SCALES = (100, 150, 200)
_FACTOR = "QT_SCALE_FACTOR"
_SHEETS = (("light", 100), ("dark", 100), ("contrast", 100), ("light", 150), ("light", 200))


def main(arguments: list[str]) -> int:
    """Returns the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.sheets or asked.check:
        return _all_screens(asked)
    if asked.save:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from counter_app.ui.gallery.pieces import PIECES, picture, show_alone
    from counter_app.ui.gallery.samples import SAMPLES, sample_seat

    if asked.piece not in PIECES or asked.sample not in SAMPLES:
        print("PIECE :", *PIECES, "\nSAMPLE:", *SAMPLES)
        return 2
    application = _application(asked.theme or "light")
    with sample_seat() as seat:
        piece = PIECES[asked.piece](seat, SAMPLES[asked.sample])
        if asked.save:
            picture(piece, asked.width).save(str(asked.save))
            piece.close()
            return 0
        show_alone(piece, asked.width)
        return application.exec()


def _all_screens(asked: argparse.Namespace) -> int:
    if asked.theme and asked.scale:
        return _one_look(asked)
    wanted = _SHEETS if asked.sheets else [(theme, s) for theme in _THEMES for s in _SCALES]
    code = 0
    for theme, scale in wanted:
        if asked.theme in (None, theme) and asked.scale in (None, scale):
            again = ["--check"] if asked.check else ["--sheets", str(asked.sheets)]
            again += ["--only", asked.only] if asked.only else []
            command = [sys.executable, "-m", "counter_app.ui.gallery", *again]
            code |= subprocess.call([*command, "--theme", theme, "--scale", str(scale)])
    return code


def _one_look(asked: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ[_FACTOR] = f"{asked.scale / 100:g}"
    from counter_app.ui.gallery.screens import SCREENS
    from counter_app.ui.gallery.sheets import SIZES, look_through, write_sheets

    application = _application(asked.theme)
    look = f"{asked.theme}-{asked.scale}"
    names = tuple(filter(None, asked.only.split(","))) or tuple(SCREENS)
    if asked.sheets:
        # At 100 % that of a usual desktop, larger ones on the screen for which they are promised.
        size = SIZES[asked.scale][-1 if asked.scale == _SCALES[0] else 0]
        print(*write_sheets(asked.sheets, look, size, names), sep="\n")
        return 0
    found = look_through(asked.scale, names)
    for fault, places in found.items():
        print(f"{look} {places[0]}（{len(places)} 处）{fault}")
    application.processEvents()
    return 1 if found else 0


def _application(theme: str) -> "QApplication":
    from PySide6.QtWidgets import QApplication

    from counter_app.ui.widgets.theme import tokens
    from counter_app.ui.widgets.theme.style import dress, speak_chinese

    application = QApplication(["gallery"])
    dress(application, getattr(tokens, theme.upper()))
    speak_chinese(application)
    return application


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m counter_app.ui.gallery")
    parser.add_argument("piece", nargs="?", default="", help="a page or widget; none: their names")
    parser.add_argument("sample", nargs="?", default="family", help="whom a page shows")
    parser.add_argument("width", nargs="?", default=_WIDTH, type=int, help="in pixels")
    parser.add_argument("--theme", choices=_THEMES)
    parser.add_argument("--save", type=Path, metavar="FILE.png")
    parser.add_argument("--sheets", type=Path, metavar="DIR", help="contact sheets of all screens")
    parser.add_argument("--check", action="store_true", help="what is cut or out of reach")
    parser.add_argument("--only", default="", metavar="NAME,NAME", help="these screens alone")
    parser.add_argument("--scale", type=int, choices=_SCALES, help="in per cent")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
