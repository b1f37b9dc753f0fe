"""The painted signs, 16 pixels, a shape of its own for each meaning.

`paint_glyph()` draws one into any painter; `GlyphLabel` is one as a widget. A sign always
stands beside a word or a number; its accessible name is the word for it.
"""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from counter_app.ui.widgets.theme.sizes import GLYPH
from counter_app.ui.widgets.theme.tokens import Token, colour


class Glyph(StrEnum):
    """What a sign means, in the word that is read out for it."""

    DONE = "完成"
    WRONG = "要改"
    MISSING = "未填"
    REVIEW = "待核"
    FAIL = "不符"
    OPEN = "还没到"
    HERE = "正在这里"
    NOT_REQUIRED = "不要求"
    WAITING = "等待"
    ONLINE = "已连接"
    OFFLINE = "未连接"
    TO_SEND = "待上传"
    CONFLICT = "有冲突"
    RETURNED = "退回"
    SEARCH = "查找"
    DIFFERENT = "不一致"
    LOCKED = "锁着"
    DUE_FIVE = "5 日内到期"
    DUE_THREE = "3 日内到期"
    DUE_ONE = "马上到期"
    OVERDUE = "超期"
    STOPPED = "暂停计时"
    REMARK = "有意见"


_CHEVRON = 5.0


def _lines(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _diamond(inset: float) -> QPolygonF:
    far = 16 - inset
    return QPolygonF([QPointF(8, inset), QPointF(far, 8), QPointF(8, far), QPointF(inset, 8)])


def _exclamation(painter: QPainter, ink: QColor, top: float, foot: float) -> None:
    painter.setPen(QPen(ink, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QLineF(8, top, 8, foot - 2.6))
    painter.drawPoint(QPointF(8, foot))


def _done(painter: QPainter) -> None:
    _lines(painter, (2.6, 8.4), (6.2, 12), (13.4, 4.4))


def _wrong(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(_diamond(0.6))
    _exclamation(painter, colour(Token.SURFACE), 4.8, 11.1)


def _missing(painter: QPainter) -> None:
    painter.drawPolygon(_diamond(1.6))


def _review(painter: QPainter) -> None:
    painter.drawPolygon(QPolygonF([QPointF(8, 2), QPointF(15, 14), QPointF(1, 14)]))
    _exclamation(painter, painter.pen().color(), 6.6, 11.6)


def _fail(painter: QPainter) -> None:
    painter.drawLine(QLineF(3.6, 3.6, 12.4, 12.4))
    painter.drawLine(QLineF(12.4, 3.6, 3.6, 12.4))


def _open(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(3, 3, 10, 10))


def _here(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QRectF(5.7, 5.7, 4.6, 4.6))


def _not_required(painter: QPainter) -> None:
    painter.drawLine(QLineF(4, 8, 12, 8))


def _waiting(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    _lines(painter, (8, 4.6), (8, 8.4), (10.8, 9.8))


def _online(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QRectF(4, 4, 8, 8))


def _offline(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(4, 4, 8, 8))
    painter.drawLine(QLineF(2.4, 13.6, 13.6, 2.4))


def _to_send(painter: QPainter) -> None:
    painter.drawLine(QLineF(8, 13.6, 8, 2.8))
    _lines(painter, (3.8, 7), (8, 2.8), (12.2, 7))


def _conflict(painter: QPainter) -> None:
    painter.drawLine(QLineF(2, 5.4, 13.6, 5.4))
    _lines(painter, (5, 2.4), (2, 5.4), (5, 8.4))
    painter.drawLine(QLineF(2.4, 11, 14, 11))
    _lines(painter, (11, 8), (14, 11), (11, 14))


def _returned(painter: QPainter) -> None:
    _lines(painter, (5.6, 2.6), (2.4, 5.8), (5.6, 9))
    painter.drawLine(QLineF(2.6, 5.8, 10, 5.8))
    painter.drawArc(QRectF(6.4, 5.8, 7.2, 7.2), 90 * 16, -180 * 16)
    painter.drawLine(QLineF(10, 13, 6.6, 13))


def _search(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2, 2, 9, 9))
    painter.drawLine(QLineF(10, 10, 14, 14))


def _different(painter: QPainter) -> None:
    painter.drawLine(QLineF(3, 6, 13, 6))
    painter.drawLine(QLineF(3, 10.4, 13, 10.4))
    painter.drawLine(QLineF(11, 2.6, 5, 13.8))


def _locked(painter: QPainter) -> None:
    painter.drawRect(QRectF(3, 7.2, 10, 6.8))
    painter.drawArc(QRectF(4.8, 2, 6.4, 8), 0, 180 * 16)
    painter.drawLine(QLineF(4.8, 6, 4.8, 7.2))
    painter.drawLine(QLineF(11.2, 6, 11.2, 7.2))


def _chevrons(count: int) -> Callable[[QPainter], None]:
    """Each begins at the same place: length is rank."""

    def draw(painter: QPainter) -> None:
        for at in range(count):
            x = 1.4 + at * _CHEVRON
            _lines(painter, (x, 4), (x + 3.6, 8), (x, 12))

    return draw


def _stopped(painter: QPainter) -> None:
    for x in (5.2, 10.8):
        painter.drawLine(QLineF(x, 3.8, x, 12.2))


def _remark(painter: QPainter) -> None:
    outline = ((2, 3), (14, 3), (14, 11), (8, 11), (5, 14), (5, 11), (2, 11), (2, 3))
    _lines(painter, *outline)


_SHAPES: dict[Glyph, tuple[Callable[[QPainter], None], Token, float]] = {
    Glyph.DONE: (_done, Token.OK, 1.9),
    Glyph.WRONG: (_wrong, Token.ERR, 1.6),
    Glyph.MISSING: (_missing, Token.SECOND, 1.5),
    Glyph.REVIEW: (_review, Token.REVIEW, 1.6),
    Glyph.FAIL: (_fail, Token.ERR, 2.0),
    Glyph.OPEN: (_open, Token.QUIET, 1.5),
    Glyph.HERE: (_here, Token.ACCENT, 1.6),
    Glyph.NOT_REQUIRED: (_not_required, Token.QUIET, 1.8),
    Glyph.WAITING: (_waiting, Token.SECOND, 1.5),
    Glyph.ONLINE: (_online, Token.OK, 1.5),
    Glyph.OFFLINE: (_offline, Token.REVIEW, 1.7),
    Glyph.TO_SEND: (_to_send, Token.SECOND, 1.6),
    Glyph.CONFLICT: (_conflict, Token.ERR, 1.6),
    Glyph.RETURNED: (_returned, Token.REVIEW, 1.7),
    Glyph.SEARCH: (_search, Token.SECOND, 1.7),
    Glyph.DIFFERENT: (_different, Token.REVIEW, 1.8),
    Glyph.LOCKED: (_locked, Token.SECOND, 1.5),
    Glyph.DUE_FIVE: (_chevrons(1), Token.REVIEW, 1.9),
    Glyph.DUE_THREE: (_chevrons(2), Token.REVIEW, 1.9),
    Glyph.DUE_ONE: (_chevrons(3), Token.ERR, 1.9),
    Glyph.OVERDUE: (_wrong, Token.ERR, 1.6),
    Glyph.STOPPED: (_stopped, Token.SECOND, 2.4),
    Glyph.REMARK: (_remark, Token.REVIEW, 1.6),
}


def paint_glyph(painter: QPainter, glyph: Glyph, x: float, y: float) -> None:
    """Draw `glyph` with its upper left corner at (x, y)."""
    shape, token, width = _SHAPES[glyph]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    pen = QPen(colour(token), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shape(painter)
    painter.restore()


def glyph_token(glyph: Glyph) -> Token:
    """The colour that belongs to a sign."""
    return _SHAPES[glyph][1]


class GlyphLabel(QWidget):
    """A sign as a widget of 16 × 16."""

    def __init__(self, glyph: Glyph | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(GLYPH, GLYPH))
        self._glyph: Glyph | None = None
        self.show_glyph(glyph)

    @property
    def glyph(self) -> Glyph | None:
        """The sign shown, or None."""
        return self._glyph

    def show_glyph(self, glyph: Glyph | None) -> None:
        """Show another sign, or none; the place stays."""
        if glyph is not self._glyph:
            self._glyph = glyph
            self.setAccessibleName(glyph.value if glyph else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        if self._glyph:
            painter = QPainter(self)
            paint_glyph(painter, self._glyph, 0, 0)
            painter.end()
