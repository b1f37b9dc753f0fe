"""The demonstration's printer: leaves each paper in the folder, named as `print` names it."""

from pathlib import Path

from counter_app.basics.catalogue.window import PDF_NOT_SAVED
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import write_private
from counter_app.devices.printer import How, PrintJob, Sent, Untracked

_SIGNING = "signing_copy"


class DemoPrinter(Untracked):
    """`stem` is that of the application that is being typed."""

    how: How = "printer"
    name = "演示打印机"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.stem = ""

    def print(self, job: PrintJob) -> Sent:
        """Keep the PDF; what comes before receipt is the 签字稿 beside the final form."""
        code, _, paper = job.title.rpartition("-")
        before_receipt = "-" not in code
        name = _SIGNING if before_receipt and paper == "application_form" else paper
        target = self._folder / f"{self.stem}-{name}.pdf"
        try:
            write_private(target, job.pdf)
        except OSError as error:
            raise CounterError(PDF_NOT_SAVED) from error
        return Sent(str(target))
