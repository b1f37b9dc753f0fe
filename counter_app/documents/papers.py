"""The papers of the table, each as PDF or SVG. The one door for window, command line and server.

Safe from any thread. Equal views give equal bytes.
"""

from dataclasses import replace

from counter_app.documents.cells import MEMBER_ROWS, CellKind
from counter_app.documents.estimate import fits
from counter_app.documents.form_sheet import form_sheet
from counter_app.documents.letters.view import LetterView
from counter_app.documents.paper_table import (
    FORM,
    LETTERS,
    NAMES,
    RECEIPT,
    PaperOf,
    View,
    get_paper,
)
from counter_app.documents.typesetter import Format, typesetter
from counter_app.documents.view import Copy, PaperView
from counter_app.rules.letter_kinds import Letter

_SPARE = 1.3
"""Millimetres by which any row of the front may grow: together less than what tight rows free."""


def render(name: str, view: PaperView, copy: Copy) -> bytes:
    """One paper as a PDF file; KeyError for a name that is none."""
    return _pages(name, view, copy, "pdf")[0]


def render_letter(letter: Letter, view: LetterView, copy: Copy) -> bytes:
    """One letter as a PDF file."""
    return pdf_of(LETTERS[letter], view, copy)


def pdf_of(paper: PaperOf[View], view: View, copy: Copy) -> bytes:
    """Any paper or letter of the table as a PDF file."""
    data = paper_data(paper, view, copy)
    return typesetter().pages(paper.layout_file, data, "pdf", view.made_at)[0]


def svg_pages(name: str, view: PaperView, copy: Copy) -> tuple[bytes, ...]:
    """One SVG a page, for the preview and for a printer of the window's toolkit."""
    return _pages(name, view, copy, "svg")


def paper_data(paper: PaperOf[View], view: View, copy: Copy) -> dict[str, object]:
    """What the paper's layout sets; of the receipt with the pages of the form that it lists."""
    if paper is RECEIPT and isinstance(view, PaperView) and not view.form_pages:
        view = replace(view, form_pages=form_pages(view))
    return paper.data(view, copy)


def form_pages(view: PaperView) -> int:
    """How many pages the signed form has. It is set only where a row may outgrow its height."""
    sheet = form_sheet(view, Copy.SIGNING)
    rows = [(row, _SPARE) for row in sheet.front]
    rows += [(row, 0.0) for row in (*sheet.member_rows, *sheet.rest)]
    usual = all(
        fits(cell, row.row.height + spare, cell.sizes[-1])
        for row, spare in rows
        for cell in row.cells
        if cell.cell.kind in (CellKind.VALUE, CellKind.ITEMS)
    )
    if usual and sheet.members <= MEMBER_ROWS:
        return 2
    return len(svg_pages(FORM.name, view, Copy.SIGNING))


def _pages(name: str, view: PaperView, copy: Copy, form: Format) -> tuple[bytes, ...]:
    paper = get_paper(name)
    data = paper_data(paper, view, copy)
    return typesetter().pages(paper.layout_file, data, form, view.made_at)


def warm() -> None:
    """Load fonts and layouts, so that the first paper is not the slow one; off the GUI thread."""
    for name in NAMES:
        render(name, PaperView({}), Copy.BLANK)
