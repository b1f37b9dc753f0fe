"""The printer's drivers: a folder of PDF files, and the system's printers through Qt."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from counter_app.basics.catalogue.window import (
    KEPT_AS_PDF_ONLY,
    PDF_NOT_SAVED,
    PRINTER_GONE,
    PRINTER_REFUSED,
)
from counter_app.basics.errors import CounterError
from counter_app.devices.pdf_folder import PdfFolder
from counter_app.devices.printer import PrintJob
from counter_app.ui.papers.devices.qt_printer import QtPrinter, draw_pages
from counter_app.ui.papers.devices.usual import usual_printers

_PAGE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842" viewBox="0 0 595 842">'
    b'<rect x="10" y="10" width="575" height="822"/></svg>'
)


def test_a_second_paper_of_the_same_name_stands_beside_the_first(tmp_path: Path) -> None:
    folder = PdfFolder(tmp_path / "out")
    for content in (b"one", b"two"):
        folder.print(PrintJob("K7Q2M3-receipt", content))
    assert (tmp_path / "out" / "K7Q2M3-receipt.pdf").read_bytes() == b"one"
    assert (tmp_path / "out" / "K7Q2M3-receipt-2.pdf").read_bytes() == b"two"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(CounterError) as caught:
        PdfFolder(tmp_path / "out").print(PrintJob("x", b"pdf"))
    assert caught.value.entry is PDF_NOT_SAVED


@pytest.mark.usefixtures("qapp")
def test_every_page_is_drawn(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "drawn.pdf"))
    draw_pages(printer, PrintJob("drawn", b""), (_PAGE, _PAGE), "x")
    assert (tmp_path / "drawn.pdf").read_bytes().count(b"/Type /Page\n") == 2


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_take_it_is_told(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder" / "x.pdf"))
    with pytest.raises(CounterError) as caught:
        draw_pages(printer, PrintJob("x", b""), (_PAGE,), "窗口 3")
    assert caught.value.entry is PRINTER_REFUSED
    assert "窗口 3" in caught.value.title


@pytest.mark.usefixtures("qapp")
def test_a_kept_pdf_of_an_older_layout_is_not_drawn_anew() -> None:
    with pytest.raises(CounterError) as caught:
        QtPrinter("x").print(PrintJob("x", b"pdf"))
    assert caught.value.entry is KEPT_AS_PDF_ONLY


@pytest.mark.usefixtures("qapp")
def test_the_folder_is_always_among_the_printers() -> None:
    assert usual_printers()[-1].name == "存为 PDF"


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_qt_does_not_know_any_more_is_never_another() -> None:
    with pytest.raises(CounterError) as caught:
        QtPrinter("gone").print(PrintJob("x", b"pdf", lambda: (_PAGE,)))
    assert caught.value.entry is PRINTER_GONE
