"""The bar below: connection in words, what waits, what was saved; keys at the right end."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.glyphs import Glyph, GlyphLabel
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.parts import cut_label, label, named, retone
from counter_app.ui.widgets.theme.sizes import BOTTOM_BAR
from counter_app.ui.widgets.theme.tokens import Token, colour

_GAP = 6


class _KeyButton(QAbstractButton):
    """A key and its name; a mouse may use it too."""

    def __init__(self, act: Act, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = act.key_told
        self.setText(act.name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{act.name} {self._key}")
        self.clicked.connect(act.run)

    def sizeHint(self) -> QSize:
        """Key, gap, name."""
        width = QFontMetrics(font(14)).horizontalAdvance(self._key)
        return QSize(
            width + _GAP + QFontMetrics(font(15)).horizontalAdvance(self.text()), BOTTOM_BAR - 1
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw key and name."""
        painter = QPainter(self)
        painter.setFont(font(14))
        painter.setPen(colour(Token.QUIET))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), self._key)
        left = painter.fontMetrics().horizontalAdvance(self._key) + _GAP
        painter.setFont(font(15))
        painter.setPen(colour(Token.TEXT))
        area = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()


class BottomBar(QWidget):
    """The bar. What is said here never takes focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "bar").setProperty("place", "bottom")
        self.setFixedHeight(BOTTOM_BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        self._sign = GlyphLabel()
        self._connection = label("", "second")
        self._up = GlyphLabel(Glyph.TO_SEND)
        self._waiting = label("", "second")
        self._note = cut_label("", "second")
        for part in (self._sign, self._connection):
            row.addWidget(part)
        row.addSpacing(8)
        for part in (self._up, self._waiting):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self._note, 1)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(20)
        row.addLayout(self._keys)
        self.show_waiting(0)

    def show_connection(self, words: str, glyph: Glyph) -> None:
        """Say how it stands with the server."""
        self._sign.show_glyph(glyph)
        self._connection.setText(words)

    def show_waiting(self, count: int) -> None:
        """Say how many cases wait to be sent; nothing if none does."""
        self._up.setVisible(count > 0)
        self._waiting.setVisible(count > 0)
        self._waiting.setText(f"待上传 {count} 件")

    def say(self, words: str, tone: str = "second") -> None:
        """Say one thing: 草稿已存 10:42, or a trouble that needs no answer."""
        if words != self._note.text():
            announce(self, words, urgent=tone == "err")
        self._note.setText(words)
        retone(self._note, tone)

    def said(self) -> str:
        """What is said now."""
        return self._note.text()

    def show_keys(self, acts: Sequence[Act]) -> None:
        """Tell these keys."""
        while (item := self._keys.takeAt(0)) is not None:
            widget = item.widget()
            widget.hide()
            widget.deleteLater()
        for act in acts:
            self._keys.addWidget(_KeyButton(act, self))
