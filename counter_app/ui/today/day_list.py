"""当日清单 from 今日: the cases received today, printed through the screen of all papers.

What is listed is read when the key is pressed. Must not keep the list or open a case.
"""

from collections.abc import Iterator
from functools import partial

from counter_app.basics.clock import CHINA
from counter_app.desk.search import CaseRow, Filter, listing
from counter_app.documents.day_list import DayRow, DayView
from counter_app.documents.paper_table import DAY_LIST
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.papers.sheet_tray import SheetTray
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.seat import Seat
from counter_app.ui.today.today_list import delivery_words
from counter_app.ui.widgets.while_alive import while_alive

PRINT_LIST = "打印当日清单"


def print_day(seat: Seat, papers: PaperDesk, over: Place) -> None:
    """Show the day's list over 今日, to be printed; a day without a case has none."""

    def show(view: DayView) -> None:
        if over.shown() is not over:
            return
        if view.rows:
            name = f"{view.day.month} 月 {view.day.day} 日"
            tray = SheetTray(DAY_LIST, view, name, view.day.isoformat())
            over.cover(PrintPlace(tray, papers, over.uncover, "回今日"))
        else:
            over.say("今天还没有收件，没有清单可打印")

    seat.tools.background.read(
        partial(_read, seat), while_alive(over, show), while_alive(over, over.say_trouble)
    )


def _read(seat: Seat) -> DayView:
    """Off the window's thread."""
    desk, station = seat.tools.counter.desk, seat.station
    rows = sorted(_received(seat), key=lambda each: (each.received_at, each.number))
    return DayView(
        day=station.today(),
        hall=station.hall,
        window=station.window,
        clerk=seat.person.name,
        rows=tuple(map(_row, rows)),
        made_at=desk.now().astimezone(CHINA),
        trial=station.trial,
    )


def _received(seat: Seat) -> Iterator[CaseRow]:
    after: object = None
    while True:
        page = listing(seat.tools.counter.desk, Filter.TODAY, after=after)
        yield from page.rows
        after = page.next
        if after is None:
            return


def _row(case: CaseRow) -> DayRow:
    at = case.received_at.astimezone(CHINA)
    return DayRow(case.number, case.name, case.type_label, f"{at:%H:%M}", delivery_words(case))
