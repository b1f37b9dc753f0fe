"""Where papers usually go: the system's printers, and a folder for PDF files last."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from counter_app.devices.cups.queues import has_print_service, queues
from counter_app.devices.pdf_folder import PdfFolder
from counter_app.devices.printer import Printer
from counter_app.ui.papers.devices.qt_printer import printers

_FOLDER = "公租房文书"


def usual_printers() -> tuple[Printer, ...]:
    """Off the window: the system may have to ask the network."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    found: tuple[Printer, ...] = queues() if has_print_service() else printers()
    return (*found, PdfFolder(Path(documents) / _FOLDER))
