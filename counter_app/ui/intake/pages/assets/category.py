"""One of the six lines: full name, sign, and what is declared; the active one shows its keys.

Paints; the open item is an `ItemEditor` that stands in its place. Must not change the session.
"""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter_app.intake.item_words import Words, item_words
from counter_app.ui.intake.message_of import message_of
from counter_app.ui.intake.pages.assets.editor import OUT, WHO_COLUMN, ItemEditor
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.fields.message import paint_message
from counter_app.ui.widgets.glyphs import Glyph, paint_glyph
from counter_app.ui.widgets.painted_rows import PaintedRow
from counter_app.ui.widgets.theme.fonts import font
from counter_app.ui.widgets.theme.insets import inset_of
from counter_app.ui.widgets.theme.tokens import Token, colour
from counter_app.ui.widgets.theme.wrapping import wrapped

_GLYPH_AT = 312
VALUE_AT = 338
_LINE, _SECOND, _EDGE = 40, 27, 9
_NEXT_LINE = 22
_NARROWEST = 40
_TOP = 5
_V = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _V | Qt.AlignmentFlag.AlignRight


class CategoryLine(PaintedRow):
    """A category of assets."""

    entered = Signal(str)
    """Its key: it has the keyboard now."""
    stepped = Signal(str, int)
    """Arrow down (+1) or up (-1)."""
    passed = Signal(str, int)
    """Enter (+1) or Shift+Enter (-1)."""
    clicked_item = Signal(str, int)
    act_clicked = Signal(str, str)
    """Key of the category and the act's key: one of the whispered acts was clicked."""

    def __init__(
        self, session: DraftSession, key: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self.key, self.name = session, key, name
        self.item = 0
        """Which item is chosen."""
        self.editor: ItemEditor | None = None
        self._words: list[Words] = []
        self._zones: list[tuple[QRect, str]] = []
        self.show_session()

    # -- state ------------------------------------------------------------------------------------

    def rows(self) -> list[str]:
        """The items' UUIDs in order."""
        return list(self._session.draft.rows.get(f"assets.{self.key}.items", ()))

    def is_none(self) -> bool:
        """Whether it says 无."""
        return self._session.value(f"assets.{self.key}.none") is True

    def is_active(self) -> bool:
        """Whether it has the keyboard, itself or in its editor."""
        return self.hasFocus() or self.editor is not None

    def acts(self) -> tuple[tuple[str, str, str], ...]:
        """What its keys do just now: key as told, name, key as Qt writes it."""
        if self.rows():
            return (("空格", "修改", "Space"), ("+", "加一条", "+"))
        add = ("+", "加一条", "+")
        return (add,) if self.is_none() else (("0", "填“无”", "0"), add)

    def show_session(self) -> None:
        """Show what is declared now."""
        rows = self.rows()
        self.item = max(0, min(self.item, len(rows) - 1))
        self._words = [item_words(self._session, self.key, row) for row in rows]
        self.setAccessibleName(self._spoken())
        self._arrange()
        self.update()

    def open_item(self, editor: ItemEditor | None) -> None:
        """Put an editor in the chosen item's place, or take it away."""
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = editor
        if editor is not None:
            editor.height_changed.connect(self._arrange)
            editor.show()
        self.show_session()

    def glyph(self) -> Glyph:
        """How the category stands."""
        if self.editor is not None:
            return Glyph.HERE
        if not (self.rows() or self.is_none()):
            return Glyph.MISSING
        start = f"assets.{self.key}"
        if any(key.startswith(start) for key in self._session.review.wrong):
            return Glyph.WRONG
        if any(key.startswith(start) for key in self._session.review.missing):
            return Glyph.MISSING
        return Glyph.DONE

    # -- placing ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(400, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the editor along."""
        self._arrange()

    def _item_height(self, at: int) -> int:
        if self.editor is not None and at == self.item:
            return self.editor.needed_height()
        more = _NEXT_LINE * (len(self._what(at)) - 1)
        return _LINE + more + (_SECOND if self._words[at].second.words else 0)

    def _what(self, at: int) -> list[str]:
        """The second text of an item, in as many lines as it takes between the other two."""
        words = self._words[at]
        metrics = QFontMetrics(font(16))
        figure = metrics.horizontalAdvance(words.right)
        end = self.width() - inset_of(self) - figure - (16 if figure else 0)
        room = end - self._what_left(metrics, words)
        return wrapped(metrics, words.what, room) if words.what and room > _NARROWEST else [""]

    def _what_left(self, metrics: QFontMetrics, words: Words) -> int:
        return VALUE_AT + max(WHO_COLUMN, metrics.horizontalAdvance(words.who) + 12)

    def _height(self) -> int:
        lines = sum(self._item_height(at) for at in range(len(self._words)))
        return _EDGE + max(_LINE, lines)

    def _item_top(self, at: int) -> int:
        return _TOP + sum(self._item_height(each) for each in range(at))

    def _arrange(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())
        if self.editor is not None:
            left = VALUE_AT - OUT
            top = self._item_top(self.item) + 2
            height = self.editor.needed_height()
            self.editor.setGeometry(left, top, self.width() - inset_of(self) - left, height)

    # -- painting ---------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """Draw ground, name, sign, items, keys."""
        active = self.is_active()
        if active:
            self.ground(painter, self.rect(), Token.TINT)
        left = 0 if active else inset_of(self)
        painter.fillRect(left, self.height() - 1, self.width() - 2 * left, 1, colour(Token.LINE))
        painter.setFont(font(15, strong=active))
        painter.setPen(colour(Token.TEXT))
        painter.drawText(
            QRect(inset_of(self), _TOP, _GLYPH_AT - inset_of(self), _LINE), int(_V), self.name
        )
        paint_glyph(painter, self.glyph(), _GLYPH_AT, _TOP + (_LINE - 16) / 2)
        self._zones = []
        if self._words:
            self._paint_items(painter)
        else:
            self._paint_empty(painter)
        if self.editor is not None:
            self._paint_place(painter)

    def _paint_items(self, painter: QPainter) -> None:
        for at in range(len(self._words)):
            if self.editor is not None and at == self.item:
                continue
            top = self._item_top(at)
            right = self.width() - inset_of(self)
            self._paint_words(painter, at, top, right, chosen=self._is_chosen(at))
        if self.hasFocus():
            self._paint_item_keys(painter)

    def _is_chosen(self, at: int) -> bool:
        return self.hasFocus() and at == self.item and len(self._words) > 1

    def _paint_words(
        self, painter: QPainter, at: int, top: int, right: int, *, chosen: bool
    ) -> None:
        words = self._words[at]
        painter.setFont(font(16))
        painter.setPen(colour(Token.TEXT))
        metrics = painter.fontMetrics()
        painter.drawText(QRect(VALUE_AT, top, right - VALUE_AT, _LINE), int(_RIGHT), words.right)
        left = self._what_left(metrics, words)
        what = self._what(at)
        for place, text in enumerate(what):
            where = QRect(left, top + place * _NEXT_LINE, right - left, _LINE)
            painter.drawText(where, int(_V), text)
        painter.setFont(font(16, strong=chosen))
        painter.drawText(QRect(VALUE_AT, top, right - VALUE_AT, _LINE), int(_V), words.who)
        if words.second.words:
            beneath = top + _NEXT_LINE * (len(what) - 1) + _LINE - 2
            line = QRect(VALUE_AT, beneath, self.width() - inset_of(self) - VALUE_AT, 20)
            paint_message(painter, message_of(words.second), line)

    def _paint_empty(self, painter: QPainter) -> None:
        words = "无" if self.is_none() else "未填"
        painter.setFont(font(16, strong=self.is_none()))
        painter.setPen(colour(Token.TEXT))
        painter.drawText(QRect(VALUE_AT, _TOP, 200, _LINE), int(_V), words)
        if self.hasFocus():
            x = VALUE_AT + painter.fontMetrics().horizontalAdvance(words) + 16
            self._paint_keys(painter, x, _TOP)

    def _paint_keys(self, painter: QPainter, x: int, top: int) -> int:
        painter.setFont(font(14))
        painter.setPen(colour(Token.ACCENT))
        for told, name, key in self.acts():
            text = f"{told} {name}"
            width = painter.fontMetrics().horizontalAdvance(text)
            zone = QRect(x, top, width, _LINE)
            painter.drawText(zone, int(_V), text)
            self._zones.append((zone, key))
            x += width + 22
        return x

    def _paint_item_keys(self, painter: QPainter) -> None:
        """The keys of the chosen item: beneath the name, or in a low line after the text."""
        if self.height() > _LINE + _EDGE + 10:
            self._paint_keys(painter, inset_of(self), _TOP + 26)
            return
        words = self._words[self.item]
        metrics = QFontMetrics(font(16))
        x = self._what_left(metrics, words) + metrics.horizontalAdvance(words.what) + 20
        end = self.width() - inset_of(self) - metrics.horizontalAdvance(words.right) - 16
        needed = QFontMetrics(font(14)).horizontalAdvance(
            "".join(f"{told} {name}" for told, name, _ in self.acts())
        )
        if x + needed + 22 <= end:
            self._paint_keys(painter, x, _TOP)

    def _paint_place(self, painter: QPainter) -> None:
        painter.setFont(font(14))
        painter.setPen(colour(Token.SECOND))
        words = f"第 {self.item + 1} 条，共 {len(self._words)} 条"
        painter.drawText(QRect(inset_of(self), _TOP + 36, 200, 20), int(_V), words)

    def place_of(self, key: str) -> QRect | None:
        """Where the whispered act of a key can be clicked; None while it is not shown."""
        return next((zone for zone, of in self._zones if of == key), None)

    # -- hands ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a whispered act does it, one on an item opens it."""
        point = event.position().toPoint()
        for zone, key in self._zones:
            if zone.contains(point):
                self.act_clicked.emit(self.key, key)
                return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for at in range(len(self._words)):
            top = self._item_top(at)
            inside = top <= point.y() < top + self._item_height(at) and point.x() >= _GLYPH_AT
            if inside and not (self.editor is not None and at == self.item):
                self.clicked_item.emit(self.key, at)
                return

    def step(self, step: int) -> None:
        """Told to the page."""
        self.stepped.emit(self.key, step)

    def go_on(self, step: int) -> None:
        """Told to the page."""
        self.passed.emit(self.key, step)

    def keyboard_came(self) -> None:
        """Become the active one."""
        self.entered.emit(self.key)

    def _spoken(self) -> str:
        if not self._words:
            return f"{self.name} {'无' if self.is_none() else '未填'}"
        lines = [" ".join(filter(None, (*each[:3], each.second.words))) for each in self._words]
        return f"{self.name} {self.glyph().value}：" + "；".join(lines)
