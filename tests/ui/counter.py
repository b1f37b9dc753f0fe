"""A real window on a real counter in a temporary directory, for tests and pictures."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt

from counter_app.basics.clock import Clock
from counter_app.bootstrap import Counter, open_counter
from counter_app.desk.enrol import enrol
from counter_app.devices.pdf_folder import PdfFolder
from counter_app.devices.printer import Printer
from counter_app.forms.drafts.from_document import from_document
from counter_app.settings import Settings
from counter_app.ui.application import Front
from counter_app.ui.gallery.samples import sample_enrolment
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.pages.sign import SignPage
from counter_app.ui.opening import Opening
from counter_app.ui.shell.frame.place import Place
from tests.empty_store import lay_empty_store
from tests.families import POLICY_FILE
from tests.patience import PATIENCE
from tests.ui import hands


def a_counter(
    folder: Path, clock: Clock, enrolment: str = "", sync_seconds: float = 1.0
) -> Counter:
    """A counter of its own, enrolled unless the string is `-`."""
    asked = Settings(
        folder / "counter", POLICY_FILE, sync_seconds=sync_seconds, wait_seconds=PATIENCE
    )
    lay_empty_store(asked.data)
    counter = open_counter(asked, clock=clock)
    if enrolment != "-":
        enrol(counter.desk, enrolment or sample_enrolment())
    return counter


@contextmanager
def opened(
    folder: Path,
    clock: Clock,
    enrolment: str = "",
    clerk: str = "李静",
    printers: Sequence[Printer] | None = None,
    sync_seconds: float = 1.0,
) -> Iterator[Front]:
    """The window with a clerk at it; papers go to `folder`/papers."""
    found = [PdfFolder(folder / "papers")] if printers is None else list(printers)
    front = Front(lambda: a_counter(folder, clock, enrolment, sync_seconds), lambda: found)
    front.window.show()
    front.window.open_at(0)
    try:
        hands.until(lambda: front.opened)
        hands.until(lambda: isinstance(front.window.place(), Place))
        hands.write(clerk)
        hands.press(Qt.Key.Key_Return)
        hands.until(lambda: front.opening)
        idle(front)
        yield front
    finally:
        end(front)


def end(front: Front) -> None:
    """Its threads stop, and nothing of it stays."""
    front.close()
    front.window.close()
    hands.gone(front.window, front)


def opening(front: Front) -> Opening:
    """The work at the window."""
    assert front.opening is not None
    return front.opening


def idle(front: Front) -> None:
    """Let everything that is under way be done."""
    hands.until(front.background.is_idle)
    hands.settle()


def fill(front: Front, document: Mapping[str, object]) -> ApplicantPlace:
    """A new applicant with all that a document has, as if it had been typed."""
    front.window.new_applicant()
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    filled = from_document(document)
    session = place.session
    people = dict(zip(filled.people(), (session.draft.applicant_uuid,), strict=False))
    with session.together():
        for rows, uuids in filled.rows.items():
            for uuid in uuids:
                people[uuid] = session.add_row(rows)
        for key, value in filled.values.items():
            words = [people.get(word, word) for word in key.split(".")]
            session.put(".".join(words), value, whole=True)
    session.catch_up()
    return place


def press_receive(front: Front) -> None:
    """F9 to the page that says what will happen and, once it was seen, F9 again."""
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    hands.press(Qt.Key.Key_F9)
    hands.until(place.may_receive)
    press_receive_here(place)


def press_receive_here(place: ApplicantPlace) -> None:
    """F9 on that page; what nobody signed is received as it is."""
    hands.press(Qt.Key.Key_F9)
    page = place.page()
    if isinstance(page, SignPage) and not page.unsigned_question.isHidden():
        hands.press(Qt.Key.Key_J, alt=True)
