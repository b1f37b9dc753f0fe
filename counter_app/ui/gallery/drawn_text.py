"""The words that a widget draws, each where it stands and as far as it is seen.

A paint device that keeps texts and nothing else: whatever draws, a style, a label or a painted
row, its words come by here. Must not judge them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_DPI = 96
_SCALE_65536 = 0x10000
_SAME_LINE = 0.6
_LEFT_HALF = frozenset("，。、；：！？）》”’")
"""Marks whose right half is white: they may hang over the edge."""


@dataclass(slots=True)
class Drawn:
    """Words in one line. Both areas in the widget's pixels."""

    widget: QWidget
    text: str
    ink: QRectF
    seen: QRectF
    """As far as the painter let it be seen."""


class _Engine(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.found: list[Drawn] = []
        self.widget = QWidget()
        """Whose words come."""
        self._end = QPointF()

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:  # noqa: N802 (Qt's name)
        pass

    def drawTextItem(self, at: Any, item: QTextItem) -> None:  # noqa: N802 (Qt's name)
        painter = self.painter()
        to_device = painter.combinedTransform()
        size = item.font().pixelSize()
        # What Chinese takes of the line, without the room that the face leaves around it.
        ink = QRectF(at.x(), at.y() - size * 0.86, item.width(), size * 0.96)
        seen = painter.clipBoundingRect() if painter.hasClipping() else QRectF()
        if item.text()[-1:] in _LEFT_HALF:
            ink.setWidth(ink.width() - size / 2)
        if item.text().isascii():
            tight = QFontMetricsF(item.font()).tightBoundingRect(item.text())
            ink = QRectF(at.x(), at.y() + tight.y(), item.width(), tight.height())
        ink, seen = to_device.mapRect(ink), to_device.mapRect(seen)
        self._keep(item, ink, seen, to_device.map(at))

    def _keep(self, item: QTextItem, ink: QRectF, seen: QRectF, at: QPointF) -> None:
        """A line comes in pieces where its letters are of more than one face."""
        last = self.found[-1] if self.found else None
        goes_on = (
            last is not None
            and last.widget is self.widget
            and abs(self._end.x() - at.x()) < _SAME_LINE
            and abs(self._end.y() - at.y()) < _SAME_LINE
        )
        if last is not None and goes_on:
            last.text += item.text()
            last.ink = last.ink.united(ink)
            last.seen = last.seen.intersected(seen) if not seen.isNull() else last.seen
        else:
            self.found.append(Drawn(self.widget, item.text(), ink, seen))
        self._end = QPointF(at.x() + item.width(), at.y())


def _draw_nothing(*_: object) -> None:
    pass


for _each in (
    "Pixmap", "TiledPixmap", "Image", "Path", "Rects", "Lines", "Polygon", "Ellipse", "Points",
):  # fmt: skip
    setattr(_Engine, f"draw{_each}", _draw_nothing)


class _Device(QPaintDevice):
    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.engine = _Engine()
        metric = QPaintDevice.PaintDeviceMetric
        self._known = {
            metric.PdmWidth: width,
            metric.PdmHeight: height,
            metric.PdmWidthMM: width // 4,
            metric.PdmHeightMM: height // 4,
            metric.PdmDepth: 32,
            metric.PdmNumColors: 1 << 24,
            metric.PdmDpiX: _DPI,
            metric.PdmDpiY: _DPI,
            metric.PdmPhysicalDpiX: _DPI,
            metric.PdmPhysicalDpiY: _DPI,
            metric.PdmDevicePixelRatio: 1,
            metric.PdmDevicePixelRatioScaled: _SCALE_65536,
        }

    def paintEngine(self) -> QPaintEngine:  # noqa: N802 (Qt's name)
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        return self._known.get(metric, 0)


class _Whose(QObject):
    """Sees each widget's turn to draw."""

    def __init__(self, engine: _Engine) -> None:
        super().__init__()
        self._engine = engine

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._engine.widget = watched
        return False


def drawn_text(window: QWidget) -> list[Drawn]:
    """What is drawn in a window, and in its scroll areas as if they were scrolled all through."""
    areas = (each for each in shown_in(window) if isinstance(each, QScrollArea))
    inner = [each.widget() for each in areas]
    found: dict[tuple[int, str, int, int], Drawn] = {}
    for root in (window, *filter(None, inner)):
        for each in _drawn_in(root):
            place = each.ink.topLeft().toPoint()
            found.setdefault((id(each.widget), each.text, place.x(), place.y()), each)
    return [each for each in found.values() if each.text.strip()]


def shown_in(widget: QWidget) -> Iterator[QWidget]:
    """Every widget in it that is shown; what is hidden, most of a window, is not gone through."""
    for child in widget.findChildren(QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible():
            yield child
            yield from shown_in(child)


def _drawn_in(root: QWidget) -> list[Drawn]:
    device = _Device(root.width(), root.height())
    whose = _Whose(device.engine)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(whose)
    painter = QPainter(device)
    root.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    application.removeEventFilter(whose)
    for each in device.engine.found:
        whole = QRectF(each.widget.rect())
        each.seen = whole if each.seen.isNull() else each.seen.intersected(whole)
    return device.engine.found
