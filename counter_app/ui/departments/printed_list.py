"""The 共享清单 on paper, as it stands on the operator's screen.

Must not ask for it or keep it.
"""

from counter_app.basics.clock import CHINA
from counter_app.documents.paper_table import SHARED_LIST
from counter_app.documents.shared_list import SharedRow, SharedView
from counter_app.intake.departments_told import SharedItem
from counter_app.ui.departments.departments_place import DepartmentsPlace
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.papers.sheet_tray import SheetTray


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
    tray = SheetTray(SHARED_LIST, view, "共享清单", view.day.isoformat())
    over.cover(PrintPlace(tray, papers, over.uncover, "回部门核验"))


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
