"""The demonstration's printer: leaves each paper in the folder, named as `print` names it."""

from pathlib import Path

from counter_app.basics.catalogue.window import PDF_NOT_SAVED
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import write_private
from counter_app.devices.printer import How, PrintJob, Sent, Untracked
from counter_app.documents.paper_table import FORM, PAPERS
from counter_app.documents.view import Copy

_NAMES = {paper.filed_as(copy): paper.name for paper in PAPERS for copy in paper.copies}
_SIGNING = {FORM.filed_as(Copy.SIGNING): "signing_copy"}


class DemoPrinter(Untracked):
    """`stem` is that of the application that is being typed."""

    how: How = "printer"
    name = "演示打印机"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.stem = ""

    def print(self, job: PrintJob) -> Sent:
        """Keep the PDF; what comes before receipt is the 签字稿 beside the final form."""
        paper = job.title.rpartition("-")[2]
        name = (_NAMES | _SIGNING)[paper]
        target = self._folder / f"{self.stem}-{name}.pdf"
        try:
            write_private(target, job.pdf)
        except OSError as error:
            raise CounterError(PDF_NOT_SAVED) from error
        return Sent(str(target))
