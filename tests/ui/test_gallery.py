"""Each page and widget stands alone: without a window, a frame or another page."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from counter_app.ui.gallery.pieces import PIECES, picture
from counter_app.ui.gallery.samples import SAMPLES, sample_seat
from counter_app.ui.intake.page import Page
from counter_app.ui.shell.seat import Seat
from tests.ui.hands import gone


@pytest.fixture(scope="module")
def seat() -> Iterator[Seat]:
    with sample_seat() as here:
        yield here


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_stands_alone(piece: str, sample: str, look: QApplication, seat: Seat) -> None:
    shown = PIECES[piece](seat, SAMPLES[sample])
    drawn = picture(shown, 900).toImage()
    assert (drawn.width(), shown.isWindow()) == (900, True)
    assert _colours(drawn) > 1, "something is to be seen"
    if isinstance(shown, Page):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert shown.isAncestorOf(focus)
    shown.close()
    gone(shown)


def _colours(image: QImage) -> int:
    along, down = range(0, image.width(), 7), range(0, image.height(), 3)
    return len({image.pixel(x, y) for y in down for x in along})
