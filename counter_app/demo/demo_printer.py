"""The demonstration's printer: leaves each paper in the folder, named as `print` names it.

A letter is named by its number within the case too: there may be several of a kind.
"""

from pathlib import Path

from counter_app.basics.catalogue.window import PDF_NOT_SAVED
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import write_private
from counter_app.devices.printer import How, PrintJob, Sent, Untracked
from counter_app.documents.paper_table import FORM, LETTERS, PAPERS, REVIEWED_FORM
from counter_app.documents.view import Copy

_NAMES = {
    paper.filed_as(copy): paper.name for paper in (*PAPERS, REVIEWED_FORM) for copy in paper.copies
}
_LETTERS = {paper.title: paper.name for paper in LETTERS.values()}
_SIGNING = {FORM.filed_as(Copy.SIGNING): "signing_copy"}


class DemoPrinter(Untracked):
    """`stem` is that of the application or case that is worked at."""

    how: How = "printer"
    name = "演示打印机"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.stem = ""

    def file_of(self, title: str) -> str:
        """Where a job of this title is left; before receipt the 签字稿 beside the final form."""
        number, _, paper = title.rpartition("-")
        if paper in _LETTERS:
            name = f"{number.rpartition('-')[2]}-{_LETTERS[paper]}"
        else:
            name = (_NAMES | _SIGNING)[paper]
        return f"{self.stem}-{name}.pdf"

    def print(self, job: PrintJob) -> Sent:
        """Keep the PDF."""
        target = self._folder / self.file_of(job.title)
        try:
            write_private(target, job.pdf)
        except OSError as error:
            raise CounterError(PDF_NOT_SAVED) from error
        return Sent(str(target))
