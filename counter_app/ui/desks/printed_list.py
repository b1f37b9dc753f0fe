"""A desk's list on paper, as it stands on the screen, through the screen of all papers.

Must not ask for a list or keep one.
"""

from counter_app.basics.clock import CHINA
from counter_app.documents.paper_table import WORK_LIST
from counter_app.documents.work_list import WorkRow, WorkView
from counter_app.intake.case_view.strokes import words
from counter_app.intake.listed_words import (
    answered_words,
    claimed_words,
    left_words,
    step_words,
    strokes_of,
)
from counter_app.ui.desks.desk_lists import ToPrint
from counter_app.ui.desks.desk_place import DeskPlace
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.papers.sheet_tray import SheetTray
from counter_app.wire.lists import ListRow


def print_list(papers: PaperDesk, over: DeskPlace, wanted: ToPrint) -> None:
    """Show it over the desk's home, to be printed."""
    seat = over.seat
    view = WorkView(
        name=wanted.name,
        order=wanted.order,
        hall=seat.station.hall,
        clerk=seat.person.name,
        rows=tuple(_row(each, seat.person.name) for each in wanted.rows),
        total=wanted.total,
        day=seat.station.today(),
        made_at=seat.tools.counter.desk.now().astimezone(CHINA),
        trial=seat.station.trial,
    )
    tray = SheetTray(WORK_LIST, view, view.name, view.day.isoformat())
    over.cover(PrintPlace(tray, papers, over.uncover, "回待办"))


def _row(row: ListRow, me: str) -> WorkRow:
    """On paper nobody is "我"."""
    departments = (answered_words(row), words(strokes_of(row)))
    return WorkRow(
        row.number,
        row.name,
        row.type,
        step_words(row),
        "，".join(filter(None, departments)),
        left_words(row),
        me if row.claimed_by_me else claimed_words(row),
    )
