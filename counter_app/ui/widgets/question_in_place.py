"""A question asked in place, with a bar at its left instead of a box: did the paper come out?"""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import cut_label
from counter_app.ui.widgets.theme.tokens import Token, colour

_INDENT = 18
_BAR = 3


class AskedInPlace(QWidget):
    """What is asked, why, and two answers with their keys. Takes no focus by itself."""

    def __init__(
        self,
        yes: tuple[str, Callable[[], object]] = ("出来了", lambda: None),
        no: tuple[str, Callable[[], object]] = ("再印", lambda: None),
        why: str = "看过纸再答，答了才记“已打印”",
        parent: QWidget | None = None,
        *,
        keys: tuple[str, str] = ("Alt+Y", "Alt+N"),
    ) -> None:
        super().__init__(parent)
        self._yes, self._no, self._keys = yes, no, keys
        self._question, self._why = cut_label("", "heading"), cut_label(why, "second")
        self._usual_why = why
        column = QVBoxLayout(self)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        column.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self._question)
        column.addWidget(self._why)
        row = QHBoxLayout()
        row.setSpacing(8)
        for (words, act), key in zip((yes, no), keys, strict=True):
            button = ActButton(words, key)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(6)
        column.addLayout(row)

    def ask(self, question: str, why: str = "") -> None:
        """Ask this, for another reason than usual; nothing hides the question."""
        if question != self._question.text():
            announce(self.parentWidget() or self, question)
        self._question.setText(question)
        self._why.setText(why or self._usual_why)
        self.setAccessibleName(question)
        self.setVisible(bool(question))

    def acts(self) -> tuple[Act, ...]:
        """The answers' keys while something is asked."""
        if self.isHidden():
            return ()
        answers = zip(self._keys, (self._yes, self._no), strict=True)
        return tuple(Act(key, words, act) for key, (words, act) in answers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        area = self.contentsRect()
        painter.fillRect(area.x(), area.y(), _BAR, area.height(), colour(Token.REVIEW))
        painter.end()
