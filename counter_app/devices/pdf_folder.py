"""Stands in for a printer: puts each paper as a PDF file into a folder of the clerk's own."""

from pathlib import Path

from counter_app.basics.catalogue.window import PDF_NOT_SAVED
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder, write_private
from counter_app.devices.printer import How, PrintJob, Sent, Untracked


class PdfFolder(Untracked):
    """Writes each job once, whole or not at all; a second one of the same title beside it."""

    how: How = "pdf"

    def __init__(self, folder: Path, name: str = "存为 PDF") -> None:
        self._folder, self.name = folder, name

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return self._folder

    def print(self, job: PrintJob) -> Sent:
        """Save the PDF; says the file's path. Raises PDF_NOT_SAVED."""
        target = self._free(job.title)
        try:
            private_folder(self._folder)
            write_private(target, job.pdf)
        except OSError as error:
            raise CounterError(PDF_NOT_SAVED) from error
        return Sent(str(target))

    def _free(self, title: str) -> Path:
        target = self._folder / f"{title}.pdf"
        number = 2
        while target.exists():
            target = self._folder / f"{title}-{number}.pdf"
            number += 1
        return target
