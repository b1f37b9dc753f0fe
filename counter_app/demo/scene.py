"""What every part of the demonstration works with: window, server, folder, and what came of it.

Must not press a key: that is for whoever walks.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.basics.private_files import write_private
from counter_app.demo.applicant_page import read_page
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.hands import StuckError
from counter_app.demo.house import House
from counter_app.demo.log import Log
from counter_app.demo.own_server import OwnServer
from counter_app.demo.page_pictures import PagePictures
from counter_app.demo.page_truth import Words, faults
from counter_app.demo.window import DemoWindow, grab
from counter_app.desk.decide import case_file
from counter_app.desk.find_case import get_by_number
from counter_app.intake.case_told import Told
from counter_app.intake.letters.issued import Issued
from counter_app.needs.case_file import CaseFile
from counter_app.ui.at_counter import AtCounter


@dataclass(frozen=True, slots=True)
class Handed:
    """A letter that was handed out, and its file in the folder."""

    number: str
    paper: str
    file: str


@dataclass(slots=True)
class DemoCase:
    """One case of the demonstration; `stem` names its files, never its applicant."""

    stem: str
    number: str
    address: str
    handed: list[Handed] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """One run."""

    window: DemoWindow
    """That has the keyboard."""
    desks: Mapping[str, DemoWindow]
    """Of those who review, by login."""
    server: OwnServer
    printer: DemoPrinter
    out: Path
    log: Log
    house: House
    pages: PagePictures
    cases: list[DemoCase] = field(default_factory=list)

    @property
    def work(self) -> AtCounter:
        """What is worked at by whoever has the keyboard."""
        return self.window.work

    @contextmanager
    def at_desk(self, login: str) -> Iterator[None]:
        """Somebody works at a desk of theirs; then whoever did before. Where it is stuck, it is."""
        before, self.window = self.window, self.desks[login]
        self.window.to_front()
        yield
        self.window = before
        before.to_front()

    def add(self, stem: str, number: str, address: str) -> DemoCase:
        """A case was received."""
        self.cases.append(DemoCase(stem, number, address))
        return self.cases[-1]

    def picture(self, stem: str, name: str) -> None:
        """What the window shows now."""
        grab(self.work.window, self.out / f"{stem}-screen-{name}.png")

    def page_words(self) -> Words:
        """The words of the applicant's page that hold today."""
        work = self.work
        return work.counter.policies.in_force.words("page", work.seat.station.today())

    def told(self, case: DemoCase) -> Told:
        """What this counter's own store tells of a case."""
        counter, clerk = self.work.counter, self.work.clerk
        case_id = get_by_number(counter.desk, case.number).case_id
        return counter.opened_case(case_id, clerk).told

    def file(self, case: DemoCase) -> CaseFile:
        """All of a case, as this counter has it."""
        desk = self.work.counter.desk
        with desk.store.reading() as connection:
            return case_file(connection, get_by_number(desk, case.number).case_id)

    def page(self, case: DemoCase, name: str = "page") -> None:
        """What the receipt's QR opens now: kept, and compared with the case.

        The first page of a heading is kept as a picture: those of the others differ by a number.

        Raises:
            StuckError: the page says otherwise than the case stands.
        """
        html = self.server.fetch(case.address)
        said = read_page(html)
        if wrong := faults(self.told(case), said, self.page_words()):
            raise StuckError("；".join(wrong))
        self.pages.keep(html, self.out / f"{case.stem}-{name}", said.heading)

    def keep(self, case: DemoCase, issued: Issued) -> None:
        """A letter that was handed out beside the window, under the name that it would have."""
        self.printer.stem = case.stem
        file = self.printer.file_of(f"{issued.number}-{issued.title}")
        write_private(self.out / file, issued.pdf)
        case.handed.append(Handed(issued.number, str(issued.kind), file))
