"""A button that says what it does and, in a whisper, which key does it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget

from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.ring import has_tint, ring_width
from counter_app.ui.widgets.theme.sizes import FIELD
from counter_app.ui.widgets.theme.tokens import Token, colour

_PADDING = 16
_GAP = 10


class ActButton(QPushButton):
    """`main` is the one filled button of a page."""

    only_told = Signal()
    """Space or Enter on a deliberate button: it says by which key it is done."""

    def __init__(
        self,
        text: str,
        whisper: str = "",
        *,
        main: bool = False,
        height: int = FIELD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._whisper, self._main = whisper, main
        self.deliberate = False
        """Neither Space nor Enter does it, of which there may be one too many: its own key does."""
        self.setProperty("main", main)
        self.setFixedHeight(height)
        self.setFont(font(16, strong=True))
        self.setAccessibleDescription(whisper)
        self.setAutoDefault(False)

    def whisper(self, text: str) -> None:
        """Tell another key."""
        self._whisper = text
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Padding, words, gap, key."""
        return QSize(2 * _PADDING + sum(self._widths()), self.height())

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box by the style sheet, then both words."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._main and self.hasFocus():
            self._paint_inner_ring(painter)
        words, whisper = self._widths()
        area = self.rect().adjusted((self.width() - words - whisper) // 2, 0, 0, 0)
        ink = Token.ON_ACCENT if self._main and self.isEnabled() else Token.TEXT
        self._paint(painter, area, self.text(), 16, ink if self.isEnabled() else Token.SECOND)
        if self._whisper:
            quiet = ink if self._main and self.isEnabled() else Token.QUIET
            place = area.adjusted(words + _GAP, 0, 0, 0)
            self._paint(painter, place, self._whisper, 14, quiet)
        painter.end()

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 (Qt's)
        """A box without words: both are drawn over it."""
        super().initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]  # PySide6 declares no option fields

    def event(self, event: QEvent) -> bool:
        """Space on a button is that button, whatever the page does with it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _is_bare_space(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is as good as Space; held down it does nothing more."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if self.deliberate and (enter or event.key() == Qt.Key.Key_Space):
            self.only_told.emit()
        elif enter:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is none: by then the next page may lie beneath."""
        event.accept()

    def _paint_inner_ring(self, painter: QPainter) -> None:
        """The ring of the filled button lies inside it: its edge is already the accent."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 1.6 if has_tint() else ring_width()
        painter.setPen(QPen(colour(Token.ON_ACCENT), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 3 if has_tint() else 1.5 * width
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 2, 2)

    def _paint(self, painter: QPainter, area: QRect, text: str, size: int, ink: Token) -> None:
        painter.setFont(font(size, strong=size == 16))
        painter.setPen(colour(ink))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _widths(self) -> tuple[int, int]:
        words = _width(self.text(), 16, strong=True)
        return words, _GAP + _width(self._whisper, 14) if self._whisper else 0


def _is_bare_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and not event.modifiers()


def _width(text: str, size: int, *, strong: bool = False) -> int:
    return QFontMetrics(font(size, strong=strong)).horizontalAdvance(text)
