"""The contrast theme: whatever has the keyboard has a closed ring of three pixels around it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from counter_app.ui.gallery.screens import walk
from counter_app.ui.gallery.stage import Stage
from counter_app.ui.widgets.fields.marks import RadioMark, TickMark
from counter_app.ui.widgets.painted_rows import PaintedList
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.style import dress
from counter_app.ui.widgets.theme.tokens import CONTRAST, Token
from tests.ui.hands import settle

_ACCENT, _BLACK = (QColor(f"#{CONTRAST[each]}").rgb() for each in (Token.ACCENT, Token.ON_ACCENT))
_RING = 3
_DEEPEST = 9
"""How far within a widget its ring may lie."""
SCREENS = (
    "today",
    "low_income_family-applicant",
    "low_income_family-type",
    "item-real_estate",
    "item-pension_insurance",
    "low_income_family-materials",
    "departments",
    "low_income_family-sign",
    "asked",
    "help",
    "print",
    "received",
)


@pytest.fixture
def contrast(look: QApplication) -> Iterator[None]:
    dress(look, CONTRAST)
    yield
    dress(look)


def _stops(window: QWidget) -> Iterator[QWidget]:
    """What the keyboard can come to, one of each kind and state."""
    seen = set()
    for each in window.findChildren(QWidget):
        if each.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        checked = bool(getattr(each, "isChecked", bool)())
        kind = (type(each), checked, each.property("main"), each.property("cell"))
        if each.isVisible() and each.isEnabled() and each.focusProxy() is None and kind not in seen:
            seen.add(kind)
            yield each


def _ringed(widget: QWidget) -> QRect:
    """Where the ring is looked for, in the window's pixels."""
    area, inside = widget.rect(), widget
    if isinstance(widget, PaintedList):
        area = widget.ringed()
    elif isinstance(widget, Ledger):
        inside = widget.viewport()
        top, height = widget.rowViewportPosition(widget.row()), widget.rowHeight(widget.row())
        area = QRect(0, top, inside.width(), height)
    return area.translated(inside.mapTo(widget.window(), QPoint()))


def _widths(image: QImage, area: QRect) -> list[int]:
    """From the middle of each side inwards: how many pixels of the first ring that is met."""
    across, down = QPoint(1, 0), QPoint(0, 1)
    # Beside the middle, where a caret or a letter may be.
    x, y = area.x() + area.width() * 2 // 3, area.y() + area.height() // 4
    starts = (
        (QPoint(x, area.top()), down),
        (QPoint(x, area.bottom()), -down),
        (QPoint(area.left(), y), across),
        (QPoint(area.right(), y), -across),
    )
    found = []
    for start, step in starts:
        line = [image.pixel(start + step * at) for at in range(_DEEPEST)]
        first = line.index(_ACCENT) if _ACCENT in line else _DEEPEST
        rest = [pixel != _ACCENT for pixel in line[first:]]
        found.append(rest.index(True) if True in rest else len(rest))
    return found


def _rings(stage: Stage) -> Iterator[tuple[str, list[int]]]:
    for each in list(_stops(stage.window)):
        if not isValid(each) or not each.isVisible():
            continue  # it went away when the keyboard left it
        each.setFocus(Qt.FocusReason.TabFocusReason)
        stage.settle()
        if QApplication.focusWidget() is each:
            image = stage.window.grab().toImage()
            yield f"{type(each).__name__} {each.accessibleName()}", _widths(image, _ringed(each))


def test_every_control_with_the_keyboard_has_its_ring(contrast: None) -> None:
    seen: dict[str, set[str]] = {}
    for name, stage in walk(SCREENS):
        stage.window.activateWindow()
        for control, widths in _rings(stage):
            kind = control.partition(" ")[0]
            seen.setdefault(kind, set()).add(name)
            assert widths == [_RING] * 4, f"{name}: {control}"
    told = {"_UnitInput", "DropList", "RadioMark", "TickMark", "ActButton", "Ledger", "QSpinBox"}
    assert seen.keys() >= told | {"CategoryLine", "ConsentRow", "DepartmentTable", "PaperList"}


def test_the_main_button_shows_its_ring_as_a_gap_within(contrast: None) -> None:
    for _, stage in walk(("low_income_family-applicant",)):
        stage.window.activateWindow()
        place = stage.window.place()
        button = next(each for each in _stops(place) if each.property("main"))
        button.setFocus(Qt.FocusReason.TabFocusReason)
        stage.settle()
        image = button.grab().toImage()
        across = [image.pixel(at, button.height() // 4) for at in range(3 * _RING)]
        assert across == [_ACCENT] * _RING + [_BLACK] * _RING + [_ACCENT] * _RING


@pytest.mark.parametrize("kind", [RadioMark, TickMark])
def test_the_ring_covers_neither_mark_nor_words(
    contrast: None, qtbot: QtBot, kind: type[RadioMark | TickMark]
) -> None:
    mark = kind("同意", "1")
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    mark.show()
    mark.activateWindow()
    mark.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    image, ink = mark.grab().toImage(), QColor(f"#{CONTRAST[Token.TEXT]}").rgb()
    across, down = range(26, image.width() - 20), range(_RING, image.height() - _RING)
    assert any(image.pixel(x, y) == ink for x in across for y in down)
    assert image.pixel(18, image.height() // 2) == _ACCENT, "the mark's edge"
