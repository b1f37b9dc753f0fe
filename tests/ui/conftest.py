"""What tests of the window need: the look, and a clean end of its threads."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.background.collecting import Collector
from counter_app.bootstrap import Counter
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.theme.style import dress
from tests.patience import PATIENCE
from tests.ui.counter import a_counter
from tests.ui.hands import gone, settle
from tests.ui.samples import NOW, a_seat, open_window

if TYPE_CHECKING:
    from tests.ui.trial_hall import TrialHall


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The application with its look; two presses are never one double press."""
    if not qapp.styleSheet():
        dress(qapp)
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(1)
    collector = Collector()
    yield qapp
    collector.close()
    qapp.setDoubleClickInterval(before)


@pytest.fixture
def double_presses(look: QApplication) -> None:
    """Every second press is taken for the second half of a double press, however late it comes."""
    look.setDoubleClickInterval(int(PATIENCE * 1000))


@pytest.fixture(scope="session")
def drawing_counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A real counter for tests that look at pages alone: they leave nothing in its store."""
    counter = a_counter(tmp_path_factory.mktemp("drawing"), lambda: NOW)
    yield counter
    counter.close()


@pytest.fixture
def seat(look: QApplication, drawing_counter: Counter) -> Iterator[Seat]:
    """A seat whose threads end with the test."""
    seat = a_seat(drawing_counter)
    yield seat
    seat.tools.background.close()


@pytest.fixture
def hall(look: QApplication, tmp_path: Path) -> Iterator["TrialHall"]:
    """A hall with a server of its own and its trial people; nobody has signed in."""
    # Only now: it borrows from a module of tests, which has to be collected before.
    from tests.ui.trial_hall import TrialHall

    hall = TrialHall(tmp_path)
    yield hall
    hall.close()


OpenWindow = Callable[[dict[str, object] | None], Window]


@pytest.fixture
def opened(seat: Seat) -> Iterator[OpenWindow]:
    """Opens windows with an applicant's document (None: the sample's), closed after the test."""
    windows: list[Window] = []

    def begin(document: dict[str, object] | None) -> Window:
        window = open_window(seat, document)
        windows.append(window)
        window.show()
        return window

    yield begin
    for window in windows:
        window.close()
    gone(*windows)


@pytest.fixture
def window(opened: OpenWindow) -> Window:
    """The window with the sample applicant open, shown."""
    return _entered(opened(None))


@pytest.fixture
def fresh(opened: OpenWindow) -> Window:
    """The window with a new, empty applicant, shown."""
    return _entered(opened({}))


def _entered(window: Window) -> Window:
    window.places[-1].enter()
    settle()
    return window


@pytest.fixture
def place(window: Window) -> ApplicantPlace:
    """The sample applicant's place."""
    found = window.places[-1]
    assert isinstance(found, ApplicantPlace)
    return found


@pytest.fixture
def new_place(fresh: Window) -> ApplicantPlace:
    """The empty applicant's place."""
    found = fresh.places[-1]
    assert isinstance(found, ApplicantPlace)
    return found
