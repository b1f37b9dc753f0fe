"""A scroll area whose bar lies over the content: nothing gets narrower when it appears."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

_WIDTH = 8


class CalmScroll(QScrollArea):
    """Scrolls upwards and downwards only; never takes the keyboard itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._over = QScrollBar(Qt.Orientation.Vertical, self)
        self._over.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over.hide()
        real = self.verticalScrollBar()
        real.rangeChanged.connect(self._follow)
        real.valueChanged.connect(self._over.setValue)
        self._over.valueChanged.connect(real.setValue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the right edge."""
        super().resizeEvent(event)
        self._over.setGeometry(self.width() - _WIDTH, 0, _WIDTH, self.height())
        self._follow()

    def _follow(self) -> None:
        real = self.verticalScrollBar()
        self._over.setRange(real.minimum(), real.maximum())
        self._over.setPageStep(real.pageStep())
        self._over.setSingleStep(real.singleStep())
        self._over.setValue(real.value())
        self._over.setVisible(real.maximum() > real.minimum())
        self._over.raise_()
