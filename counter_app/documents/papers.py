"""The papers by name, each as PDF, SVG or PNG. The one door for window, command line and server.

Safe from any thread. Equal views give equal bytes.
"""

from collections.abc import Callable
from dataclasses import replace

from counter_app.documents.application_form import form_data
from counter_app.documents.authorization import authorization_data
from counter_app.documents.cells import MEMBER_ROWS, Kind
from counter_app.documents.estimate import fits
from counter_app.documents.form_sheet import form_sheet
from counter_app.documents.receipt import receipt_data
from counter_app.documents.typesetter import Format, typesetter
from counter_app.documents.view import Copy, PaperView

Data = Callable[[PaperView, Copy], dict[str, object]]

_PAPERS: dict[str, Data] = {
    "application_form": form_data,
    "receipt": receipt_data,
    "authorization": authorization_data,
}
NAMES = tuple(_PAPERS)
_LAYOUTS = {"application_form": 1, "receipt": 1, "authorization": 1}
"""Version of each paper's layout: raised by whoever changes what the same view looks like."""

_SPARE = 1.3
"""Millimetres by which any row of the front may grow: together less than what tight rows free."""


def layout_of(name: str) -> str:
    """What a printing is recorded under: the paper's layout and its version."""
    return f"{name}/{_LAYOUTS[name]}"


def render(name: str, view: PaperView, copy: Copy) -> bytes:
    """One paper as a PDF file."""
    return _pages(name, view, copy, "pdf")[0]


def svg_pages(name: str, view: PaperView, copy: Copy) -> tuple[bytes, ...]:
    """One SVG a page, for the preview and for a printer of the window's toolkit."""
    return _pages(name, view, copy, "svg")


def png_pages(name: str, view: PaperView, copy: Copy, ppi: float = 144) -> tuple[bytes, ...]:
    """One picture a page."""
    return _pages(name, view, copy, "png", ppi)


def form_pages(view: PaperView) -> int:
    """How many pages the signed form has. It is set only where a row may outgrow its height."""
    sheet = form_sheet(view, Copy.SIGNING)
    rows = [(row, _SPARE) for row in sheet.front]
    rows += [(row, 0.0) for row in (*sheet.member_rows, *sheet.rest)]
    usual = all(
        fits(cell, row.row.height + spare, cell.sizes[-1])
        for row, spare in rows
        for cell in row.cells
        if cell.cell.kind in (Kind.VALUE, Kind.ITEMS)
    )
    if usual and sheet.members <= MEMBER_ROWS:
        return 2
    return len(svg_pages("application_form", view, Copy.SIGNING))


def _pages(
    name: str, view: PaperView, copy: Copy, form: Format, ppi: float = 144
) -> tuple[bytes, ...]:
    if name == "receipt" and not view.form_pages:
        view = replace(view, form_pages=form_pages(view))
    return typesetter().pages(name, _PAPERS[name](view, copy), form, view.made_at, ppi)


def warm() -> None:
    """Load fonts and layouts, so that the first paper is not the slow one; off the GUI thread."""
    for name in NAMES:
        render(name, PaperView({}), Copy.BLANK)
