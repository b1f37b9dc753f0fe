"""An act told in a whisper that can be clicked: the key, then what it does. Takes no focus."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.tokens import Token, colour

_HEIGHT = 28


class QuietAct(QAbstractButton):
    """`key` and `name` in one line, as large as a hint; for acts beside the main one."""

    def __init__(
        self, key: str, name: str, run: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tone = Token.SECOND
        self.setText(f"{key} {name}" if key else name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(key)
        self.setFont(font(14))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_HEIGHT)
        self.clicked.connect(lambda: run())

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words; under the mouse they are of full strength."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colour(Token.TEXT if self.underMouse() else self.tone))
        painter.drawText(QRect(self.rect()), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()
