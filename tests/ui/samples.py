"""An invented applicant and a window around them, for tests and pictures."""

from collections.abc import Callable

from counter_app.background.lanes import Background
from counter_app.bootstrap import Counter
from counter_app.desk.clerks import Clerk
from counter_app.ui.gallery.samples import CLERK, NOW, ZHOU, Kept, sample_session
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.shell.seat import Seat, Station, Tools
from counter_app.ui.shell.window import Window
from counter_app.ui.shell.workplace import Offer, Who, Workplace
from counter_app.ui.widgets.glyphs import Glyph
from tests.families import TABLES


class Home(Place):
    """An empty first place."""

    def __init__(self) -> None:
        super().__init__(LeftColumn())

    def tab(self) -> Tab:
        return Tab("今日")


__all__ = ["CLERK", "NOW", "ZHOU", "Kept"]
STATION = Station(TABLES, lambda: NOW, "甘州区政务大厅", "住建 3 号窗口", "620702")


def a_seat(counter: Counter) -> Seat:
    """A seat at the sample hall, on an open counter."""
    return Seat(STATION, Clerk("1" * 32, CLERK), Tools(counter, Background()))


def a_session(
    document: dict[str, object] | None = None, station: Station = STATION
) -> DraftSession:
    """A session of the sample applicant, or of `document`, kept in memory."""
    return sample_session(ZHOU if document is None else document, station)


class SampleWork(Workplace):
    """Work of which only the applicants' pages are looked at."""

    def __init__(self, seat: Seat, begin: Callable[[], Place]) -> None:
        super().__init__()
        self._seat, self.home = seat, Home()
        self.offer = Offer(begin, "新申请人", "今日", "下一位申请人", "上一位申请人")

    def who(self) -> Who:
        station = self._seat.station
        return Who(station.hall, station.window, self._seat.person.name)


def open_window(seat: Seat, document: dict[str, object] | None = None) -> Window:
    """A window with the sample applicant open."""
    tools = seat.tools
    papers = PaperDesk(tools.counter.desk, seat.person, tools.background, lambda: ())
    documents = [document]

    def begin() -> ApplicantPlace:
        asked = documents.pop() if documents else {}
        return ApplicantPlace(a_session(asked, seat.station), seat, papers)

    window = Window(SampleWork(seat, begin))
    window.bar.show_connection("已连接", Glyph.ONLINE)
    window.bar.show_waiting(2)
    window.new_applicant()
    return window
