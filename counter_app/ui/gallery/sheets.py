"""All screens in a theme and at a scale: written as contact sheets, or looked through for faults.

Qt takes its scale at a start only, so a process knows one. Must not know how a screen is opened.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from counter_app.ui.gallery.clipping import Fault, faults
from counter_app.ui.gallery.screens import SCREENS, walk

SIZES = {
    100: ((1920, 1080), (1366, 768)),
    150: ((1280, 720), (911, 512)),
    200: ((960, 540),),
}
"""Scale in per cent → the windows that a whole screen holds then: 1920×1080 and 1366×768."""

_ACROSS, _DOWN = 2, 3


def pictures(size: tuple[int, int], names: Sequence[str] = tuple(SCREENS)) -> Iterator[QImage]:
    """Each screen in a window of this size."""
    for _, stage in walk(tuple(names)):
        stage.window.resize(*size)
        stage.settle()
        yield stage.window.grab().toImage()


def write_sheets(
    folder: Path, name: str, size: tuple[int, int], names: Sequence[str] = tuple(SCREENS)
) -> list[Path]:
    """All screens, six a sheet, at their full size; says which files."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    shown = pictures(size, names)
    while some := tuple(islice(shown, _ACROSS * _DOWN)):
        target = folder / f"{name}-{len(written) + 1:02}.png"
        _sheet(some).save(str(target))
        written.append(target)
    return written


def look_through(scale: int, names: Sequence[str] = tuple(SCREENS)) -> dict[Fault, list[str]]:
    """What cannot be read or reached, with where it was seen first and after.

    Each screen first as it came up: another size would put right what is laid out once too seldom.
    """
    found: dict[Fault, list[str]] = {}
    for name, stage in walk(tuple(names)):
        here = stage.window.size().toTuple()
        for size in sorted(SIZES[scale], key=lambda size: size != here):
            stage.window.resize(*size)
            stage.settle()
            for fault in faults(stage.window):
                found.setdefault(fault, []).append(f"{name} {size[0]}×{size[1]}")
    return found


def _sheet(images: Sequence[QImage]) -> QImage:
    width, height = images[0].width(), images[0].height()
    sheet = QImage(width * _ACROSS, height * _DOWN, QImage.Format.Format_RGB32)
    sheet.fill(0)
    painter = QPainter(sheet)
    for at, image in enumerate(images):
        down, across = divmod(at, _ACROSS)
        image.setDevicePixelRatio(1)
        painter.drawImage(across * width, down * height, image)
    painter.end()
    return sheet
