"""The window at work, offscreen: another applicant type, and a key with 12 people in the household.

Both are measured until the window has nothing left to do: form, figures and panel are up to date.
"""

import gc
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.measure import Line, median, milliseconds, p99, seconds_each
from benchmarks.samples import DETAILS, application
from counter_app.forms.drafts.from_document import from_document
from counter_app.intake.steps import Part
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.theme.style import dress
from tests.ui.counter import a_counter
from tests.ui.samples import NOW, a_seat, open_window

_TIMES = 300
_FRAME = 0.016


def lines() -> Iterator[Line]:
    """One line each: p99 against one frame."""
    application_object = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application_object, QApplication)
    dress(application_object)
    with TemporaryDirectory() as folder:
        counter = a_counter(Path(folder), lambda: NOW)
        yield from _lines(a_seat(counter))
        counter.close()


def _lines(seat: Seat) -> Iterator[Line]:
    window = open_window(seat, _filled())
    window.resize(1366, 768)
    window.show()
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.enter()
    for part in place.built_parts():  # pages that were seen stay, and go on listening
        place.go(part)
        _settle()
    gc.freeze()  # as the program does once its window is seen
    yield _line("switch of the applicant type", _type_switch(place))
    yield _line("key to updated checks, 12 people", _keystroke(place))
    yield _line("key in the table of 12 people", _key_in_the_table(place))
    window.close()
    seat.tools.background.close()


def _line(what: str, work: Callable[[], object]) -> Line:
    taken = seconds_each(work, _TIMES)
    ours = f"p50 {milliseconds(median(taken))}, p99 {milliseconds(p99(taken))}"
    return Line(what, ours, "", None, "p99 < 16 ms", p99(taken) < _FRAME)


def _type_switch(place: ApplicantPlace) -> Callable[[], None]:
    place.go(Part.TYPE)
    _settle()
    kinds = cycle(DETAILS)

    def work() -> None:
        place.session.put("details.applicant_type", next(kinds), whole=True)
        _settle()

    return work


def _keystroke(place: ApplicantPlace) -> Callable[[], None]:
    place.go(Part.APPLICANT)
    _settle()
    return _key_at(place, "applicant.monthly_income")


def _key_in_the_table(place: ApplicantPlace) -> Callable[[], None]:
    last = place.session.draft.people()[-1]
    return _key_at(place, place.session.draft.person_key(last, "monthly_income"))


def _key_at(place: ApplicantPlace, key: str) -> Callable[[], None]:
    """A digit or its removal in this field, until everything that follows is shown."""
    reviews: list[None] = []
    place.session.reviewed.connect(lambda: reviews.append(None))
    keys = cycle((Qt.Key.Key_5, Qt.Key.Key_Backspace))
    place.show_key(key)
    _settle()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)

    def work() -> None:
        before = len(reviews)
        QTest.keyClick(focus, next(keys))
        _settle()
        assert len(reviews) > before, "the key did not reach the checks"

    return work


def _filled() -> dict[str, object]:
    """A household of 12 whose draft knows every block, so that a switch shows filled fields."""
    document = application(7, members=11)
    assert from_document(document).rows
    return document


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
