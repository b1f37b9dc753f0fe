"""A paper on grey at its real proportion, page by page, drawn from its SVG.

Pages are drawn once for their size and kept, so that flipping does not wait.
"""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.tokens import Token, colour

_MARGIN = 12
_GROUND_DARKER = 104
_WHOLE = 1.0
_STEP = 1.25
_LARGEST = 3.0
_SCROLL = 60


class PagePreview(QWidget):
    """Shows one page; `flip` turns, `zoom` enlarges, arrows and wheel move an enlarged page."""

    page_changed = Signal()

    def __init__(self, margin: int = _MARGIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self._pages: list[QSvgRenderer] = []
        self._drawn: dict[tuple[int, int, int], QImage] = {}
        self._words = ""
        self._zoom = _WHOLE
        self._top = 0.0
        self.at = 0

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show another paper from its first page."""
        self._pages = [QSvgRenderer(QByteArray(page), self) for page in pages]
        self._drawn.clear()
        self.at, self._top, self._words = 0, 0.0, ""
        self._changed()

    def say(self, words: str) -> None:
        """Say something in place of pages."""
        self._pages, self._words = [], words
        self._changed()

    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def flip(self, step: int) -> None:
        """Turn to another page, as far as there is one."""
        target = min(max(self.at + step, 0), max(0, self.count() - 1))
        if target != self.at:
            self.at, self._top = target, 0.0
            self._changed()

    def zoom(self, larger: bool) -> None:
        """Enlarge, or back towards the whole page."""
        factor = self._zoom * (_STEP if larger else 1 / _STEP)
        self._zoom = min(max(factor, _WHOLE), _LARGEST)
        self._drawn.clear()
        self._scroll(0)

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(420, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has its own drawings."""
        super().resizeEvent(event)
        self._drawn.clear()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move an enlarged page; else turn."""
        step = -1 if event.angleDelta().y() > 0 else 1
        if self._zoom > _WHOLE:
            self._scroll(step * _SCROLL)
        else:
            self.flip(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move an enlarged page."""
        steps = {Qt.Key.Key_Down: _SCROLL, Qt.Key.Key_Up: -_SCROLL}
        if event.key() in steps:
            self._scroll(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.WINDOW).darker(_GROUND_DARKER))
        if self._pages:
            place = self.page_place()
            painter.drawImage(place.topLeft(), self._image(place.size().toSize()))
            painter.setPen(colour(Token.EDGE))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        elif self._words:
            painter.setFont(font(15))
            painter.setPen(colour(Token.SECOND))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
        painter.end()

    def page_place(self) -> QRectF:
        """Where the page lies; an enlarged one reaches beyond the widget."""
        size = self._pages[self.at].defaultSize()
        room = self.rect().adjusted(self._margin, self._margin, -self._margin, -self._margin)
        scale = min(room.width() / size.width(), room.height() / size.height()) * self._zoom
        width, height = round(size.width() * scale), round(size.height() * scale)
        left = room.x() + (room.width() - width) // 2
        hidden = max(0, height - room.height())
        self._top = min(self._top, hidden)
        top = room.y() + (max(0, room.height() - height) // 2) - round(self._top)
        return QRectF(left, top, width, height)

    def _image(self, size: QSize) -> QImage:
        key = (self.at, size.width(), size.height())
        if key not in self._drawn:
            ratio = self.devicePixelRatioF()
            image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            image.setDevicePixelRatio(ratio)
            image.fill(QColor("white"))
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._pages[self.at].render(painter, QRectF(0, 0, size.width(), size.height()))
            painter.end()
            self._drawn[key] = image
        return self._drawn[key]

    def _scroll(self, by: int) -> None:
        self._top = max(0.0, self._top + by)
        self.update()

    def _changed(self) -> None:
        where = f"第 {self.at + 1} 页，共 {self.count()} 页" if self._pages else self._words
        self.setAccessibleName(where)
        self.page_changed.emit()
        self.update()
