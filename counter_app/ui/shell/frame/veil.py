"""Lies over a place that must not be touched for a moment; nothing of its looks changes."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget


class Veil(QWidget):
    """Takes keyboard and mouse and does nothing with them."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("请稍候")
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()
        if over.isVisible():
            self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what lies beneath."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads nowhere either."""
        return True
