"""One of many, in a list that opens beneath; the first letters of its pinyin go straight to it."""

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListView, QWidget

from counter_app.forms.pinyin import begins, usual
from counter_app.ui.widgets.fields.choices import Options
from counter_app.ui.widgets.fields.control import Control, Value
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.painted import tell_whole
from counter_app.ui.widgets.theme.ring import ring_width
from counter_app.ui.widgets.theme.sizes import FIELD
from counter_app.ui.widgets.theme.tokens import Token, colour

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LETTERS_FORGOTTEN_MS = 1000


class _Choices(QListView):
    """The list that opens, with the edge of a field around it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the choices, then the edge."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(colour(Token.EDGE), 1))
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()


class DropList(QComboBox):
    """The painted box and its list."""

    advance = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view = _Choices(self)
        view.setObjectName("choices")
        self.setView(view)
        self.setFont(font(16))
        self.setFixedHeight(FIELD)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = QLabel(parent)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(self)
        self._label.setFixedSize(0, 0)
        self.wrong = False
        self._letters = ""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(self._forget_letters)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 (Qt's name)
        """Name it for a screen reader: where Qt tells the choice as its name, by a label."""
        super().setAccessibleName(name)
        self._label.setText(name)

    def event(self, event: QEvent) -> bool:
        """The label stays beside it."""
        if event.type() == QEvent.Type.ParentChange:
            self._label.setParent(self.parentWidget())
            self._label.show()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge, the chosen words and a chevron."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus() or self.view().isVisible()
        edge = Token.ACCENT if focus else Token.ERR if self.wrong else Token.EDGE
        width = ring_width() if focus else 1
        painter.setPen(QPen(colour(edge), width))
        painter.setBrush(colour(Token.TINT if focus else Token.SURFACE))
        inset = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 3, 3)
        painter.setPen(QPen(colour(Token.SECOND), 1.6))
        x, y = self.width() - 24, self.height() / 2 - 2
        painter.drawPolyline([QPointF(x, y), QPointF(x + 5, y + 5), QPointF(x + 10, y)])
        painter.setPen(colour(Token.TEXT))
        painter.setFont(self.font())
        area = self.rect().adjusted(13, 0, -32, 0)
        words = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, area.width()
        )
        tell_whole(self, self.currentText(), words)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, letters choose by pinyin, ← and → the neighbour, Space opens the list."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and not control:
            if not event.isAutoRepeat():
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.advance.emit(-1 if back else 1)
        elif event.key() in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(_STEPS[Qt.Key(event.key())])
        elif event.text().isalpha() and event.text().isascii() and not control:
            self._choose_by_letters(event.text().lower())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, it never changes a value."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left, not that its own list opened."""
        super().focusOutEvent(event)
        self._forget_letters()
        stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in stays:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the own font when the style sheet is put on."""
        super().changeEvent(event)
        self.update()

    def _step(self, step: int) -> None:
        at = self.currentIndex() + step
        if 0 <= at < self.count():
            self.setCurrentIndex(at)
            self.activated.emit(at)

    def _choose_by_letters(self, letter: str) -> None:
        """Letters that go together choose; one that goes with none before begins anew."""
        self._forget.start(_LETTERS_FORGOTTEN_MS)
        for letters in (self._letters + letter, letter):
            self._letters = letters
            if (at := self._begun_with(letters)) is not None:
                if at != self.currentIndex():
                    self.setCurrentIndex(at)
                    self.activated.emit(at)
                return

    def _begun_with(self, letters: str) -> int | None:
        """The first choice that they spell as it is mostly read, else by another reading."""
        words = [self.itemText(at) for at in range(self.count())]
        likely = [at for at, each in enumerate(words) if usual(each).startswith(letters)]
        others = (at for at, each in enumerate(words) if begins(each, letters))
        return likely[0] if likely else next(others, None)

    def _forget_letters(self) -> None:
        self._letters = ""


class DropDown(Control):
    """One of many, as a control."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = DropList(self)
        self._values = [value for value, _ in options]
        self.list.addItems([text for _, text in options])
        self.list.setCurrentIndex(-1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.activated.connect(lambda at: self.edited.emit(self._values[at]))
        self.list.advance.connect(self.advance)
        self.list.left.connect(self.left)

    def value(self) -> Value:
        """The chosen value, or None."""
        at = self.list.currentIndex()
        return self._values[at] if at >= 0 else None

    def show_value(self, value: Value) -> None:
        """Show the choice; None shows nothing."""
        at = self._values.index(value) if value in self._values else -1
        if at != self.list.currentIndex():
            self.list.setCurrentIndex(at)

    def words_of(self, value: object) -> str:
        """How a value is shown; nothing for one that is not among the choices."""
        return self.list.itemText(self._values.index(value)) if value in self._values else ""

    def show_state(self, state: str) -> None:
        """Colour the edge."""
        wrong = state == "wrong"
        if wrong != self.list.wrong:
            self.list.wrong = wrong
            self.list.update()

    def focus_target(self) -> QWidget:
        """The box."""
        return self.list
