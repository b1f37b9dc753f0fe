"""The 共享清单 on paper, as it stands on the operator's screen.

Must not ask for it or keep it.
"""

from collections.abc import Callable
from functools import partial

from counter_app.basics.clock import CHINA
from counter_app.documents.paper_table import SHARED_LIST
from counter_app.documents.set_paper import SetPaper, set_papers
from counter_app.documents.shared_list import SharedRow, SharedView
from counter_app.documents.view import Copy
from counter_app.intake.departments_told import SharedItem
from counter_app.intake.papers.tray_item import TrayItem
from counter_app.ui.departments.departments_place import DepartmentsPlace
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.papers.print import PrintPlace


class SharedTray(Tray):
    """The tray of the list: the sheet alone."""

    def __init__(self, view: SharedView) -> None:
        super().__init__((TrayItem(SHARED_LIST, Copy.FINAL),))
        self.is_of_a_case = False
        self.name, self._view = "共享清单", view

    def stem(self) -> str:
        """The day."""
        return self._view.day.isoformat()

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """The list as it was when the key was pressed."""
        return partial(set_papers.get, SHARED_LIST, self._view, item.copy)


def print_shared(papers: PaperDesk, over: DepartmentsPlace, items: tuple[SharedItem, ...]) -> None:
    """Show it over the operator's home, to be printed."""
    seat = over.seat
    view = SharedView(
        hall=seat.station.hall,
        clerk=seat.person.name,
        rows=tuple(map(_row, items)),
        day=seat.station.today(),
        made_at=seat.tools.counter.desk.now().astimezone(CHINA),
        trial=seat.station.trial,
    )
    over.cover(PrintPlace(SharedTray(view), papers, over.uncover, "回部门核验"))


def _row(item: SharedItem) -> SharedRow:
    return SharedRow(
        item.department,
        item.gives,
        item.whom,
        item.replaces,
        item.by,
        item.channel,
        item.permission,
    )
