"""The tray of a sheet for those who work here: itself alone, kept with no case.

Must not know what stands on it.
"""

from collections.abc import Callable
from functools import partial

from counter_app.documents.paper_table import PaperOf, View
from counter_app.documents.set_paper import SetPaper, set_papers
from counter_app.documents.view import Copy
from counter_app.intake.papers.tray_item import TrayItem
from counter_app.ui.papers.paper_tray import Tray


class SheetTray(Tray):
    """A sheet as its screen stood when the key was pressed.

    `stem`: what its file and print job are named by; `case_id`: of what is about a case.
    """

    def __init__(
        self, paper: PaperOf[View], view: View, name: str, stem: str, case_id: str | None = None
    ) -> None:
        super().__init__((TrayItem(paper, Copy.FINAL),))
        self.is_of_a_case = False
        self.name, self.case_id = name, case_id
        self._stem = stem
        self._set = partial(set_papers.get, paper, view, Copy.FINAL)

    def stem(self) -> str:
        """A day or a number: nothing personal."""
        return self._stem

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """The sheet, whichever item is asked for: there is one."""
        return self._set
