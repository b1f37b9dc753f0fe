"""The whole window on a counter of its own, as a clerk has it: what screens are looked at in.

All lies in a temporary folder; the server is out of reach. Must not know which screens there are.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from counter_app.basics import exact_json
from counter_app.basics.resources import resource
from counter_app.bootstrap import Counter, open_counter
from counter_app.desk.clerks import add_clerk
from counter_app.desk.enrol import enrol
from counter_app.devices.printer import Fate, How, PrintJob, Progress, Sent, Untracked
from counter_app.forms.drafts.from_document import from_document
from counter_app.settings import Settings
from counter_app.ui.application import Front
from counter_app.ui.gallery.samples import CLERK, NOW, sample_enrolment
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.opening import Opening
from counter_app.ui.shell.frame.place import Place

_PATIENCE = 30.0
_STEP = 0.002
_ROUNDS = 3
CLERKS = ("阿依努尔·买买提江", "王海燕", CLERK)


class SamplePrinter(Untracked):
    """Takes every paper and lets nothing out; `why` says what holds it up."""

    how: How = "printer"
    name = "HP LaserJet M405（二楼大厅）"

    def __init__(self) -> None:
        self.why = ""

    def print(self, job: PrintJob) -> Sent:
        """Taken."""
        return Sent(self.name, 1)

    def progress(self, number: int) -> Progress:
        """In the queue while something holds it up."""
        return Progress(Fate.WAITING, self.why) if self.why else Progress(Fate.GONE)


class Stage:
    """A window; `settle` lets it do what is due."""

    def __init__(self, folder: Path, *, enrolled: bool) -> None:
        self._folder, self._enrolled = folder, enrolled
        self.printer = SamplePrinter()
        self._applicants: dict[str, ApplicantPlace] = {}
        self.front = Front(self._open, lambda: (self.printer,))
        self.window = self.front.window
        self.window.show()
        self.window.open_at(0)
        self.until(lambda: self.front.opened)
        self.settle()

    def _open(self) -> Counter:
        counter = open_counter(Settings(self._folder / "counter"), clock=lambda: NOW)
        if self._enrolled:
            enrol(counter.desk, sample_enrolment())
        for name in CLERKS:
            add_clerk(counter.desk, name)
        return counter

    @property
    def work(self) -> Opening:
        """The clerk's work; somebody sits down for it if nobody did."""
        if self.front.opening is None:
            self.front.entrance.choose(CLERK)
            self.until(lambda: self.front.opening)
        assert self.front.opening is not None
        return self.front.opening

    def home(self) -> Place:
        """今日, in front."""
        self.work.window.open_at(0)
        self.window.place().uncover()
        return self.window.place()

    def applicant(self, name: str, document: Mapping[str, object]) -> ApplicantPlace:
        """The tab of an applicant with what a document has, begun on the first call."""
        place = self._applicants.get(name)
        if place is None or place not in self.window.places:
            place = self._applicants[name] = self._begin(document)
        place.uncover()
        self.window.open(place)
        return place

    def _begin(self, document: Mapping[str, object]) -> ApplicantPlace:
        place = self.work.begin()
        self.window.add(place)
        filled, session = from_document(document), place.session
        people = dict(zip(filled.people(), (session.draft.applicant_uuid,), strict=False))
        with session.together():
            for rows, uuids in filled.rows.items():
                people |= {uuid: session.add_row(rows) for uuid in uuids}
            for key, value in filled.values.items():
                whose = ".".join(people.get(word, word) for word in key.split("."))
                session.put(whose, value, whole=True)
        session.catch_up()
        return place

    def settle(self) -> None:
        """Let the window do what is due, and its background come to rest."""
        self.until(self.front.background.is_idle)
        for _ in range(_ROUNDS):
            QApplication.processEvents()
        # Without a loop around it Qt deletes nothing; what was closed would follow every change.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the screen did not come")
            QApplication.processEvents()
            time.sleep(_STEP)

    def close(self) -> None:
        """Give everything back."""
        self.front.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()


@contextmanager
def a_stage(*, enrolled: bool = True) -> Iterator[Stage]:
    """A stage; it and all that was done on it goes with the block."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        stage = Stage(Path(folder), enrolled=enrolled)
        try:
            yield stage
        finally:
            stage.close()


def shipped_sample(kind: str) -> dict[str, object]:
    """The sample application of a type that is shipped with the program."""
    document = exact_json.loads(resource("sample", f"{kind}.json").read_text("utf-8"))
    assert isinstance(document, dict)
    return document
