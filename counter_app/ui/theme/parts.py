"""The smallest parts that every screen is made of: labels, rules, spacing.

Every label is plain text: names and addresses are never read as rich text.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from counter_app.ui.theme.style import mark


def label(
    text: str = "", role: str = "text", tone: str = "", parent: QWidget | None = None
) -> QLabel:
    """A plain-text label; `role` sets size and weight, `tone` its colour (see window.qss)."""
    result = QLabel(parent)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("role", role)
    if tone:
        result.setProperty("tone", tone)
    result.setText(text)
    return result


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
