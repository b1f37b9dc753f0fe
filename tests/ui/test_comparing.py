"""两版对照 by key: what stands beside, to the place of a change, and the sheet on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.background.lanes import Changed
from counter_app.cases.audit import Did
from counter_app.ui.application import Front
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.case_shown import CasePart
from counter_app.ui.case.pages.table_rows import PlainRow, TableRow
from counter_app.ui.papers.print import PrintPlace
from local_db.audit import last_entry
from tests.documents import reading
from tests.ui import counter
from tests.ui.hands import focus, press, says, until
from tests.ui.test_case_place import CLERK
from tests.ui.test_case_review import COUNTY, ReviewHall, agreed_by_the_community, open_case

Key = Qt.Key
EMPLOYER = {"field": "applicant.employer", "value": "甘州区第一小学", "reason": "换了单位"}


def spoken(place: CasePlace) -> str:
    """What the rows of changes say."""
    return " ".join(
        row.accessibleName() for row in place.reviewing.revisions.findChildren(TableRow)
    )


@pytest.fixture
def hall(look: QApplication, tmp_path: Path) -> Iterator[ReviewHall]:
    hall = ReviewHall(tmp_path)
    yield hall
    hall.server.close()


def _revised(hall: ReviewHall, front: Front, place: CasePlace) -> None:
    work = counter.opening(front)
    assert not work.counter.act("revise", hall.number, EMPLOYER, work.clerk).problem
    place.seat.tools.background.changed.emit(Changed(cases=True))
    until(lambda: place.case.opened.situation.file.state.revision == 2)
    counter.idle(front)


def test_beside_two_contents_stands_what_the_newer_means(hall: ReviewHall) -> None:
    agreed_by_the_community(hall)
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        work = counter.opening(front)
        asked = {"remarks": [{"field": "applicant.employer", "words": "工作单位请核对更正"}]}
        assert not work.counter.act("return", hall.number, asked, place.seat.person).problem
        _revised(hall, front, place)
        press(Key.Key_5, control=True)
        assert says(place, "承诺书 没有重新签字")
        assert says(place, "初审意见 看的是第 1 版")
        assert says(place, "结论没有变")
        until(lambda: says(place, "工作单位请核对更正"))
        assert says(place, "退回的 1 项")
        assert says(place, "期限，已用")
        assert not says(place, "能办的")
        press(Key.Key_F5)
        assert focus() is place.reviewing.comparing.side
        press(Key.Key_F5)
        assert focus() is not place.reviewing.comparing.side
        press(Key.Key_1, control=True)
        assert says(place, "能办的")


def test_enter_leads_to_where_the_change_stands(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        _revised(hall, front, place)
        press(Key.Key_5, control=True)
        press(Key.Key_Return)
        assert place.part is CasePart.FACTS
        row = focus()
        assert isinstance(row, PlainRow)
        assert row.title == "工作单位"
        assert "甘州区第一小学" in row.accessibleName()


def test_any_two_are_compared_by_arrows_or_out_of_the_list_at_the_left(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        _revised(hall, front, place)
        press(Key.Key_5, control=True)
        assert "Shift+Left" not in {act.key for act in place.acts()}
        work = counter.opening(front)
        added = {"field": "applicant.phone", "value": "13909360001", "reason": "换了号"}
        assert not work.counter.act("revise", hall.number, added, work.clerk).problem
        place.seat.tools.background.changed.emit(Changed(cases=True))
        until(lambda: place.case.opened.situation.file.state.revision == 3)
        counter.idle(front)
        comparing = place.reviewing.comparing

        def pair() -> tuple[int, ...]:
            marked = [each for each in comparing.versions.list.versions if each.newer is not None]
            return tuple(each.number for each in reversed(marked))

        assert pair() == (2, 3)
        assert "换了单位" not in spoken(place)
        press(Key.Key_Left, shift=True)
        assert pair() == (1, 3)
        assert "换了单位" in spoken(place), "a change is told by what brought it"
        press(Key.Key_Left)
        assert pair() == (1, 2)
        press(Key.Key_5, control=True)
        assert focus() is comparing.versions.list
        press(Key.Key_Up)
        press(Key.Key_Return)
        assert pair() == (2, 3)
        press(Key.Key_Down)
        press(Key.Key_Down)
        press(Key.Key_Space)
        assert pair() == (1, 3)
        press(Key.Key_5, control=True)
        assert focus() is not comparing.versions.list
        press(Key.Key_1, control=True)
        assert not comparing.versions.isVisible()


def test_f8_prints_the_two_as_they_are_read_and_records_it(hall: ReviewHall) -> None:
    with hall.at_the_window(CLERK) as front:
        place = open_case(front, hall.number, COUNTY)
        press(Key.Key_5, control=True)
        assert "打印对照单" not in {act.name for act in place.acts()}
        _revised(hall, front, place)
        assert says(front.window, "打印对照单")
        press(Key.Key_F8)
        until(lambda: isinstance(place.shown(), PrintPlace))
        screen = place.shown()
        assert isinstance(screen, PrintPlace)
        until(lambda: screen.preview.count() == 1)
        press(Key.Key_F8)
        until(lambda: screen.tray.waiting())
        counter.idle(front)
        folder = counter.opening(front).papers.folder()
        assert folder is not None
        (file,) = folder.glob("*-两版对照单.pdf")
        assert file.name == f"{hall.number}-两版对照单.pdf"
        said = reading.bare(reading.text(file.read_bytes()))
        assert "甘州区第一小学" in said
        assert "周*" in said
        assert "周玉兰" not in said
        press(Key.Key_Y, alt=True)
        until(lambda: place.shown() is place)
        with counter.opening(front).counter.desk.store.reading() as connection:
            last = last_entry(connection)
        assert last is not None
        assert last.did == Did.PRINTED
        assert last.case_id == place.case.loaded.case.state.case_id
        assert '"revision_comparison"' in last.detail
