"""What the gallery shows: each page of the way, and the widgets that have states of their own.

Must not know who looks at it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.documents.paper_table import papers_for
from counter_app.documents.view import Copy
from counter_app.intake.papers.tray_item import PrintState, TrayItem
from counter_app.intake.steps import Part
from counter_app.ui.gallery.samples import NOW, sample_session
from counter_app.ui.intake.page import Page
from counter_app.ui.intake.pages import PAGES, page_class
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.paper_list import PaperList
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.parts import named
from counter_app.ui.widgets.theme.sizes import FULL_INSET_FROM

_HEIGHT = 700
_ROUNDS = 5

Document = dict[str, object]
Make = Callable[[Seat, Document], QWidget]


def a_page(part: Part, seat: Seat, document: Document) -> Page:
    """A page of an applicant with what a document has, without a window around it."""
    tools = seat.tools
    papers = PaperDesk(tools.counter.desk, seat.person, tools.background, lambda: ())
    return page_class(part)(sample_session(document, seat.station), seat, papers)


def _buttons(_: Seat, __: Document) -> QWidget:
    buttons = [ActButton("继续：类型", "Enter", main=main) for main in (True, True, False, False)]
    for button in buttons[1::2]:
        button.setEnabled(False)
    return _column(*buttons)


def _fields(_: Seat, __: Document) -> QWidget:
    told = (
        ("", Message("写上姓名再开始")),
        ("", Message("还没有填", Glyph.MISSING)),
        ("wrong", Message("末位校验码不符，请对照证件重新录入", Glyph.WRONG)),
        ("", Message("已填好", Glyph.DONE)),
    )
    rows = []
    for at, (state, message) in enumerate(told):
        control = LineControl()
        control.show_value("周玉兰" if at > 1 else "")
        control.show_state(state)
        row = FieldRow(f"field{at}", "姓名", control)
        row.say(message)
        rows.append(row)
    return _column(*rows)


def _papers(_: Seat, __: Document) -> QWidget:
    papers = PaperList()
    paper = papers_for(Copy.FINAL)[0]
    papers.show_items(
        tuple(TrayItem(paper, Copy.FINAL, state, at=NOW, pages=2) for state in PrintState)
    )
    return papers


PIECES: dict[str, Make] = {
    **{str(part): partial(a_page, part) for part in PAGES},
    "buttons": _buttons,
    "fields": _fields,
    "papers": _papers,
}
"""By the name under which each is asked for."""


def show_alone(piece: QWidget, width: int) -> None:
    """Show a piece by itself, as wide as asked; a page with the keyboard where it begins."""
    is_page = isinstance(piece, Page)
    piece.resize(width, _HEIGHT if is_page else piece.sizeHint().height())
    piece.show()
    if isinstance(piece, Page):
        piece.fit(narrow=width < FULL_INSET_FROM, low=False)
        piece.activateWindow()
        piece.enter()


def picture(piece: QWidget, width: int) -> QPixmap:
    """What is seen of a piece that stands alone."""
    show_alone(piece, width)
    for _ in range(_ROUNDS):
        QApplication.processEvents()
    return piece.grab()


def _column(*parts: QWidget) -> QWidget:
    whole = named(QWidget(), "paper")
    column = QVBoxLayout(whole)
    for part in parts:
        column.addWidget(part)
    return whole
