"""The system's printers through Qt, where no print service can be asked (Windows).

Each page of a paper is drawn from its SVG at its real size.
"""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtSvg import QSvgRenderer

from counter_app.basics.catalogue.window import KEPT_AS_PDF_ONLY, PRINTER_GONE, PRINTER_REFUSED
from counter_app.basics.errors import CounterError
from counter_app.devices.printer import How, PrintJob, Sent, Untracked

_DPI = 600


class QtPrinter(Untracked):
    """One printer of the system, A4 upright."""

    how: How = "printer"

    def __init__(self, name: str) -> None:
        self.name = name

    def print(self, job: PrintJob) -> Sent:
        """Print the pages; raises PRINTER_GONE, PRINTER_REFUSED, KEPT_AS_PDF_ONLY."""
        if job.draw is None:
            raise CounterError(KEPT_AS_PDF_ONLY)
        pages = job.draw()
        known = QPrinterInfo.printerInfo(self.name)
        # For a printer that has gone Qt would take the system's default one.
        if known.isNull():
            raise CounterError(PRINTER_GONE, printer=self.name)
        printer = QPrinter(known, QPrinter.PrinterMode.HighResolution)
        if printer.printerName() != self.name:
            raise CounterError(PRINTER_GONE, printer=self.name)
        draw_pages(printer, job, pages, self.name)
        return Sent(self.name)


def printers() -> tuple[QtPrinter, ...]:
    """The system's printers, the default one first. May take as long as the network takes."""
    names = list(QPrinterInfo.availablePrinterNames())
    default = QPrinterInfo.defaultPrinterName()
    names.sort(key=lambda name: name != default)
    return tuple(QtPrinter(name) for name in names)


def draw_pages(printer: QPrinter, job: PrintJob, pages: Sequence[bytes], name: str) -> None:
    """Draw a job's pages on an opened or to be opened `printer`; raises PRINTER_REFUSED."""
    printer.setDocName(job.title)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    printer.setCopyCount(job.copies)
    printer.setDuplex(
        QPrinter.DuplexMode.DuplexLongSide if job.double_sided else QPrinter.DuplexMode.DuplexNone
    )
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
    )
    printer.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(printer):
        raise CounterError(PRINTER_REFUSED, printer=name)
    taken = all(
        (at == 0 or printer.newPage()) and _draw(painter, page, printer)
        for at, page in enumerate(pages)
    )
    if not painter.end() or not taken:
        raise CounterError(PRINTER_REFUSED, printer=name)


def _draw(painter: QPainter, page: bytes, printer: QPrinter) -> bool:
    renderer = QSvgRenderer(QByteArray(page))
    renderer.render(painter, QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)))
    return renderer.isValid()
