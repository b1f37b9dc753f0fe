"""An invented applicant and a window around them, for tests and pictures."""

from collections.abc import Callable
from datetime import datetime

from counter_app.background.lanes import Background
from counter_app.basics.clock import CHINA
from counter_app.bootstrap import Counter
from counter_app.desk.clerks import Clerk
from counter_app.forms.drafts.draft import Draft, Edit
from counter_app.forms.drafts.from_document import from_document
from counter_app.intake.review import reviewer
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

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=CHINA)

ZHOU = {
    "format": 1,
    "applied_on": "2026-11-24",
    "region": "620702",
    "applicant": {
        "name": "周玉兰",
        "sex": "female",
        "id_number": "620702198403159044",
        "employer": "张掖市滨河保洁服务有限公司",
        "phone": "1390936612",
        "registered_address": "甘肃省张掖市甘州区南街街道",
        "monthly_income": "3200.00",
    },
    "details": {
        "applicant_type": "low_income_family",
        "residence_address": "甘州区北街街道育才巷 41 号 2 单元 301 室",
        "residence_floor_area": "72.50",
        "residence_owner": "张万财",
        "owner_relation": "房东",
        "marital_status": "married",
        "dwelling_kind": "rented",
        "hardships": ["low_income"],
        "other_circumstances": [],
    },
    "household": {
        "members": [
            {"name": "赵建军", "relation": "spouse", "id_number": "62070219810922903X",
             "employer": "甘州区城投物业", "monthly_income": "3850.00"},
            {"name": "赵雨桐", "relation": "child", "id_number": "620702201205069042",
             "employer": "无", "monthly_income": "0"},
            {"name": "周德昌", "relation": "parent", "id_number": "620702195502119079",
             "employer": "无", "monthly_income": "1620.50"},
        ]
    },
    "assets": {
        "real_estate": {"none": True},
        "housing_fund": {"none": True},
        "other": {"none": True},
    },
}  # fmt: skip


class Kept:
    """A journal in memory, at the session's seam."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.labels: list[str] = []

    def record(self, edits: tuple[Edit, ...], label: str) -> None:
        """Keep a batch."""
        self.edits += edits
        self.labels.append(label)


class Home(Place):
    """An empty first place."""

    def __init__(self) -> None:
        super().__init__(LeftColumn())

    def tab(self) -> Tab:
        return Tab("今日")


CLERK = "李静"
STATION = Station(TABLES, lambda: NOW, "甘州区政务大厅", "住建 3 号窗口", "620702")


def a_seat(counter: Counter) -> Seat:
    """A seat at the sample hall, on an open counter."""
    return Seat(STATION, Clerk("1" * 32, CLERK), Tools(counter, Background()))


def a_session(
    document: dict[str, object] | None = None, station: Station = STATION
) -> DraftSession:
    """A session of the sample applicant, or of `document`, kept in memory."""
    draft = from_document(ZHOU if document is None else document) if document != {} else Draft()
    return DraftSession(draft, reviewer(station.policy, station.today), Kept())


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
