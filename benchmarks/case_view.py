"""A case in review opened at a desk, offscreen: 12 persons and more than 100 answers, until drawn.

Beside it stand as many plain labels in one column: what Qt itself takes for so many rows.
Processor time, since a shared machine's clock says little.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from benchmarks.measure import Line, median, milliseconds
from benchmarks.samples import application
from counter_app.cases.rights import HeldRole
from counter_app.desk.clerks import Clerk
from counter_app.desk.find_case import get_by_number
from counter_app.desk.receive import receive
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.case_shown import read_case
from counter_app.ui.case.ways_out import WaysOut
from counter_app.ui.gallery.review_sample import told_of_review
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.theme.style import dress
from tests.ui.counter import a_counter
from tests.ui.samples import NOW, a_seat

_TIMES, _WARM_UP = 20, 3
_AIM = 0.15
_LABELS = 60
"""About as many as the view has rows and lines."""
_ANSWERS = 100


def lines() -> Iterator[Line]:
    """Read and shown, against 150 ms; and what showing costs alone."""
    application_object = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application_object, QApplication)
    dress(application_object)
    with TemporaryDirectory() as folder:
        counter = a_counter(Path(folder), lambda: NOW)
        seat = a_seat(counter)
        roles = (HeldRole("county", "620702"),)
        yield from _lines(
            replace(seat, person=replace(seat.person, staff_id="2" * 32, roles=roles))
        )
        seat.tools.background.close()
        counter.close()


def _lines(seat: Seat) -> Iterator[Line]:
    desk = seat.tools.counter.desk
    number = receive(desk, application(7, members=11), Clerk("1" * 32, "李静")).number
    case_id = get_by_number(desk, number).case_id
    told = told_of_review(read_case(seat, case_id).opened)
    assert len(told["queries"]) > _ANSWERS
    bare = _busy(_labels)
    whole = _busy(_open(seat, case_id, told))
    yield Line(
        f"a case opened, 12 persons, {len(told['queries'])} answers",
        milliseconds(whole),
        f"{milliseconds(bare)} ({_LABELS} labels shown)",
        whole / bare,
        f"< {milliseconds(_AIM)}",
        whole < _AIM,
    )


def _busy(work: Callable[[], object]) -> float:
    """Seconds of the processor, the middle of several runs."""
    taken = []
    for _ in range(_TIMES + _WARM_UP):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return median(sorted(taken[_WARM_UP:]))


def _open(seat: Seat, case_id: str, told: dict[str, object]) -> Callable[[], None]:
    """Read from the store, shown, and shown again with what the server tells."""

    def work() -> None:
        place = CasePlace(
            seat,
            read_case(seat, case_id),
            WaysOut(
                lambda: None,
                lambda _shown, _letter: None,
                lambda _shown: None,
                lambda _tray: None,
                lambda _loaded: (),
            ),
        )
        place.resize(1366, 676)
        place.show()
        place.server.take_told(True, told)
        QApplication.processEvents()
        place.hide()
        place.deleteLater()
        QApplication.processEvents()

    return work


def _labels() -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    for at in range(_LABELS):
        column.addWidget(QLabel(f"一行 {at}"))
    page.resize(1366, 676)
    page.show()
    QApplication.processEvents()
    page.hide()
    page.deleteLater()
    QApplication.processEvents()
