"""The smallest parts that every screen is made of: labels, rules, spacing.

Every label is plain text: names and addresses are never read as rich text.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from counter_app.ui.widgets.theme.painted import tell_whole
from counter_app.ui.widgets.theme.style import mark


def label(
    text: str = "", role: str = "text", tone: str = "", parent: QWidget | None = None
) -> QLabel:
    """A plain-text label; `role` sets size and weight, `tone` its colour (see window.qss)."""
    return _dressed(QLabel(parent), text, role, tone)


def _dressed(result: QLabel, text: str, role: str, tone: str) -> QLabel:
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("role", role)
    if tone:
        result.setProperty("tone", tone)
    result.setText(text)
    return result


class _CutLabel(QLabel):
    """A line that is cut with … where there is no room for all of it."""

    def minimumSizeHint(self) -> QSize:
        """May become as narrow as it has to."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        area = self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        tell_whole(self, self.text(), words)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment()), words)
        painter.end()


def cut_label(text: str = "", role: str = "text", tone: str = "") -> QLabel:
    """A plain-text label for names and sentences that may be longer than their place."""
    return _dressed(_CutLabel(), text, role, tone)


def retone(target: QLabel, tone: str) -> None:
    """Give a label another colour."""
    mark(target, "tone", tone)


def rule(tone: str = "line", parent: QWidget | None = None) -> QFrame:
    """A hairline across; `tone` is `line`, `edge` or `text`."""
    result = QFrame(parent)
    result.setObjectName("rule")
    result.setProperty("tone", tone)
    result.setFixedHeight(1)
    return result


def named(widget: QWidget, name: str) -> QWidget:
    """Name a widget for the style sheet and let it paint its own background."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget
