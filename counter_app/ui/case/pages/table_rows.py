"""The rows of 申报与核验: a person, a fact of theirs; each painted across five columns.

Arrows walk, Enter opens. Must not know what is compared or how it is decided.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from counter_app.documents.glyphs import in_signs
from counter_app.ui.widgets.glyphs import Glyph, glyph_token, paint_glyph
from counter_app.ui.widgets.painted_rows import PaintedRow
from counter_app.ui.widgets.theme.painted import paint_words
from counter_app.ui.widgets.theme.sizes import GLYPH, INSET
from counter_app.ui.widgets.theme.tokens import Token, colour

PERSON_ROW, FACT_ROW, HEADING_ROW = 30, 29, 32
INDENT = 15
_COLUMNS = (150, 128, 208, 112, 174)
"""What, declared, verified, by whom, how it stands; what there is more goes by these shares."""
_SHARES = (25, 30, 30, 5, 10)
_GIVES = (20, 20, 55, 5, 0)
"""By which they give way where there is less."""
_GAP = 12
_ASIDE_AT = 94
_SIGN_GAP = 8


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in one column. `tone` of what is said more quietly."""

    text: str = ""
    tone: Token = Token.TEXT
    strong: bool = False
    glyph: Glyph | None = None
    size: int = 15

    def read_out(self) -> str:
        """As it is heard."""
        return " ".join(filter(None, (self.glyph.value if self.glyph else "", self.text)))


def columns(widget: QWidget) -> list[QRect]:
    """Where the five columns stand in a row as wide as the widget."""
    left, more = INSET, widget.width() - 2 * INSET - sum(_COLUMNS)
    shares = _SHARES if more > 0 else _GIVES
    found = []
    for width, share in zip(_COLUMNS, shares, strict=True):
        whole = width + more * share // 100
        found.append(QRect(left, 0, whole - _GAP, widget.height()))
        left += whole
    found[-1].setRight(widget.width() - INSET)
    return found


class TableRow(PaintedRow):
    """A row across the page, with the hairline beneath it."""

    walked = Signal(int)
    """An arrow key: to a neighbour."""
    opened = Signal()
    """Enter, or a click."""
    came = Signal()
    """It has the keyboard."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFixedHeight(height)
        self._cut: list[str] = []

    def sizeHint(self) -> QSize:
        """As wide as the page."""
        return QSize(0, self.height())

    def draw(self, painter: QPainter) -> None:
        """Ground, words, hairline."""
        if self.hasFocus():
            self.ground(painter, self.rect(), Token.SURFACE)
        self._cut = []
        self.draw_words(painter)
        told = "，".join(self._cut)
        if told != self.toolTip():
            self.setToolTip(told)
        inset = 0 if self.hasFocus() else INSET + self.indent()
        width = self.width() - inset - (0 if self.hasFocus() else INSET)
        painter.fillRect(inset, self.height() - 1, width, 1, colour(Token.LINE))

    def draw_words(self, painter: QPainter) -> None:
        """What the row says."""
        raise NotImplementedError

    def put(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        tone: Token = Token.TEXT,
        size: int = 15,
        *,
        strong: bool = False,
    ) -> int:
        """Draw words; pointing at the row tells whole what has no room. Gives their width."""
        said = in_signs(text)
        width = paint_words(painter, area, said, size, tone, strong=strong)
        if painter.fontMetrics().horizontalAdvance(said) > max(0, area.width()):
            self._cut.append(said)
        return width

    def put_column(self, painter: QPainter, area: QRect, words: Words) -> None:
        """Draw sign and words."""
        shown = QRect(area)
        if words.glyph is not None:
            paint_glyph(painter, words.glyph, shown.x(), shown.center().y() - GLYPH / 2 + 1)
            shown.setLeft(shown.left() + GLYPH + _SIGN_GAP)
        self.put(painter, shown, words.text, words.tone, words.size, strong=words.strong)

    def indent(self) -> int:
        """How far it stands in."""
        return 0

    def step(self, step: int) -> None:
        """Arrows walk along the rows."""
        self.walked.emit(step)

    def go_on(self, step: int) -> None:
        """Enter opens, Shift+Enter walks back."""
        if step > 0:
            self.opened.emit()
        else:
            self.walked.emit(-1)

    def keyboard_came(self) -> None:
        """The page brings it into sight."""
        self.came.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is as good as Enter."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()


class PlainRow(TableRow):
    """Columns of words; a person's has something beside the name, a picture in the third."""

    def __init__(
        self,
        height: int,
        cells: tuple[Words, ...],
        *,
        aside: str = "",
        indent: int = 0,
        picture: Callable[[QPainter, QRect], int] | None = None,
        said: str = "",
    ) -> None:
        """`picture` draws into the third column and gives how wide it was; `said` is its words."""
        super().__init__(height)
        self._indent, self._picture = indent, picture
        self.show_cells(cells, aside, said)

    @property
    def title(self) -> str:
        """What stands in its first column."""
        return self._cells[0].text

    def show_cells(self, cells: tuple[Words, ...], aside: str = "", said: str = "") -> None:
        """Say something else in the same place."""
        self._cells, self._aside = cells, aside
        heard = (cells[0].read_out(), aside, *(each.read_out() for each in cells[1:2]), said)
        rest = (each.read_out() for each in cells[2:])
        self.setAccessibleName(" ".join(filter(None, (*heard, *rest))))
        self.update()

    def indent(self) -> int:
        """How far it stands in."""
        return self._indent

    def draw_words(self, painter: QPainter) -> None:
        """Column by column; where all behind it are empty a text may go on."""
        areas = columns(self)
        areas[0].setLeft(areas[0].left() + self._indent)
        for at, (area, words) in enumerate(zip(areas, self._cells, strict=False)):
            if at == len(self._cells) - 1:
                area.setRight(areas[-1].right())
            if at == 0 and self._aside:
                aside = area.adjusted(_ASIDE_AT, 0, 0, 0)
                self.put(painter, aside, self._aside, Token.SECOND)
                area.setRight(aside.left() - _SIGN_GAP)
            if at == 2 and self._picture is not None:
                area.setLeft(area.left() + self._picture(painter, area))
            self.put_column(painter, area, words)


def result_words(glyph: Glyph, text: str) -> Words:
    """How something stands, in the colour of its sign where that warns."""
    warns = glyph_token(glyph) in (Token.REVIEW, Token.ERR)
    return Words(text, glyph_token(glyph) if warns else Token.TEXT, glyph=glyph)
