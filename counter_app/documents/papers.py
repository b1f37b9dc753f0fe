"""The papers by name, each as PDF, SVG or PNG. The one door for window, command line and server.

Safe from any thread. Equal views give equal bytes.
"""

from collections.abc import Callable

from counter_app.documents.application_form import form_data
from counter_app.documents.authorization import authorization_data
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


def render(name: str, view: PaperView, copy: Copy) -> bytes:
    """One paper as a PDF file."""
    return _pages(name, view, copy, "pdf")[0]


def svg_pages(name: str, view: PaperView, copy: Copy) -> tuple[bytes, ...]:
    """One SVG a page, for the preview and for a printer of the window's toolkit."""
    return _pages(name, view, copy, "svg")


def png_pages(name: str, view: PaperView, copy: Copy, ppi: float = 144) -> tuple[bytes, ...]:
    """One picture a page."""
    return _pages(name, view, copy, "png", ppi)


def _pages(
    name: str, view: PaperView, copy: Copy, form: Format, ppi: float = 144
) -> tuple[bytes, ...]:
    return typesetter().pages(name, _PAPERS[name](view, copy), form, view.made_at, ppi)


def warm() -> None:
    """Load fonts and layouts, so that the first paper is not the slow one; off the GUI thread."""
    for name in NAMES:
        render(name, PaperView({}), Copy.BLANK)
