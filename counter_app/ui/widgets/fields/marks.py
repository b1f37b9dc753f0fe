"""The painted radio and tick, with their words: `1` in a whisper where a key chooses it."""

from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.ring import has_tint, paint_ring
from counter_app.ui.widgets.theme.sizes import FIELD
from counter_app.ui.widgets.theme.tokens import Token, colour

_MARK = 18
_SIZE = 16
"""Of the words, in pixels."""
_GAP = 6
_WHISPER_GAP = 4
_AIR = 2
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_DASHES = [2.4, 1.6]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def _size(button: QAbstractButton, whisper: str) -> QSize:
    width = _MARK + _GAP + _wide(button.text()) + 1
    if whisper:
        width += _WHISPER_GAP + _wide(whisper)
    return QSize(width + 2 * _air(), FIELD)


@lru_cache(maxsize=256)
def _wide(words: str) -> int:
    """How wide these words are: labels are few, and are drawn and laid out again and again."""
    return QFontMetrics(font(_SIZE)).horizontalAdvance(words)


def _air() -> int:
    """Between the ring and what it goes around; none where the mark alone shows the keyboard."""
    return 0 if has_tint() else _AIR


def _paint_words(painter: QPainter, button: QAbstractButton, whisper: str) -> None:
    painter.setFont(button.font())
    painter.setPen(colour(Token.TEXT))
    area = button.rect().adjusted(_air() + _MARK + _GAP, 0, 0, 0)
    painter.drawText(area, int(_LEFT), button.text())
    if button.hasFocus() and not has_tint():
        paint_ring(painter, button.rect())
    if whisper:
        offset = _wide(button.text()) + _WHISPER_GAP
        painter.setFont(font(14))
        painter.setPen(colour(Token.QUIET))
        painter.drawText(area.adjusted(offset, 0, 0, 0), int(_LEFT), whisper)


def _outline(mark: "RadioMark | TickMark") -> QPen:
    """Strong where chosen or in focus, dashed where it is only suggested."""
    focus, dashed = mark.hasFocus(), mark.suggested and not mark.isChecked()
    strong = mark.isChecked() or focus or dashed
    pen = QPen(colour(Token.ACCENT if strong else Token.EDGE), 2.2 if focus else 1.4)
    if dashed:
        pen.setDashPattern(_DASHES)
    return pen


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RadioMark(QRadioButton):
    """One of several. Arrows and digits choose within the group, Enter goes on."""

    advance = Signal(int)
    step = Signal(int)
    """An arrow: to the neighbour before (-1) or behind (+1)."""
    picked = Signal(int)
    """A digit: the place in the group, counted from 1."""
    left = Signal()

    def __init__(self, text: str, whisper: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.whispered = whisper
        self.suggested = False
        self.setFont(font(_SIZE))
        self.setFixedHeight(FIELD)

    def sizeHint(self) -> QSize:
        """Mark, gap and words."""
        return _size(self, self.whispered)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:  # noqa: N802 (Qt's name)
        """The words count as the mark."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, dot and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(_outline(self))
        painter.setBrush(colour(Token.TINT if focus else Token.SURFACE))
        top = (self.height() - _MARK) / 2
        painter.save()
        painter.translate(_air(), 0)
        painter.drawEllipse(QRectF(1.5, top + 1.5, _MARK - 3, _MARK - 3))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(Token.ACCENT))
            painter.drawEllipse(QRectF(5.5, top + 5.5, _MARK - 11, _MARK - 11))
        painter.restore()
        _paint_words(painter, self, self.whispered)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A digit belongs to the group that has the keyboard, whatever the page does with it."""
        if event.type() == QEvent.Type.ShortcutOverride and _digit(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the neighbour, a digit its choice; Enter goes on, with Shift back."""
        if event.key() in _STEPS:
            self.step.emit(_STEPS[Qt.Key(event.key())])
        elif place := _digit(event):
            self.picked.emit(place)
        elif not _went_on(self, event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()


class TickMark(QCheckBox):
    """A tick. Space changes it, a digit any of its row; a suggested one is dashed until it is."""

    advance = Signal(int)
    picked = Signal(int)
    """A digit: the place in the row, counted from 1."""
    left = Signal()

    def __init__(self, text: str, whisper: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.whispered = whisper
        self.suggested = False
        self.setFont(font(_SIZE))
        self.setFixedHeight(FIELD)

    def sizeHint(self) -> QSize:
        """Mark, gap and words."""
        return _size(self, self.whispered)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:  # noqa: N802 (Qt's name)
        """The words count as the mark."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(_air(), 0)
        self._paint_box(painter, (self.height() - _MARK) / 2)
        painter.restore()
        _paint_words(painter, self, self.whispered)
        painter.end()

    def _paint_box(self, painter: QPainter, top: float) -> None:
        focus = self.hasFocus()
        painter.setPen(_outline(self))
        painter.setBrush(
            colour(Token.ACCENT if self.isChecked() else Token.TINT if focus else Token.SURFACE)
        )
        painter.drawRoundedRect(QRectF(1.5, top + 1.5, _MARK - 3, _MARK - 3), 3, 3)
        if self.isChecked():
            painter.setPen(QPen(colour(Token.ON_ACCENT), 2))
            painter.drawPolyline([_at(5, top + 9.2), _at(8, top + 12.2), _at(13.2, top + 6)])
            if focus:
                painter.setPen(QPen(colour(Token.ACCENT), 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(-0.4 + 0.8, top + 0.4, 17.2, 17.2), 4, 4)

    def event(self, event: QEvent) -> bool:
        """A digit belongs to the row that has the keyboard, whatever the page does with it."""
        if event.type() == QEvent.Type.ShortcutOverride and self.whispered and _digit(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit ticks; Enter goes on, with Shift back."""
        if place := _digit(event):
            self.picked.emit(place)
        elif not _went_on(self, event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()


def _at(x: float, y: float) -> QPointF:
    return QPointF(x, y)


def _digit(event: QEvent) -> int:
    """Which of 1 to 9 was pressed, on the row or the keypad; 0 for anything else."""
    if not isinstance(event, QKeyEvent):
        return 0
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    place = event.key() - Qt.Key.Key_0
    return place if held == Qt.KeyboardModifier.NoModifier and 1 <= place <= 9 else 0


def _went_on(button: "RadioMark | TickMark", event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if event.key() not in _ENTER or control:
        return False
    if not event.isAutoRepeat():
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        button.advance.emit(-1 if back else 1)
    return True
