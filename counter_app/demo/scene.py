"""What every part of the demonstration works with: window, server, folder, and what came of it.

Must not press a key: that is for whoever walks.
"""

from dataclasses import dataclass, field
from pathlib import Path

from counter_app.demo.applicant_page import keep_picture, read_page
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.hands import StuckError, settle
from counter_app.demo.log import Log
from counter_app.demo.own_server import OwnServer
from counter_app.demo.page_truth import Words, faults
from counter_app.ui.opening import Opening
from counter_app.ui.shell.window import Window


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

    opening: Opening
    server: OwnServer
    printer: DemoPrinter
    out: Path
    log: Log
    cases: list[DemoCase] = field(default_factory=list)
    _has_browser: bool = True

    def add(self, stem: str, number: str, address: str) -> DemoCase:
        """A case was received."""
        self.cases.append(DemoCase(stem, number, address))
        return self.cases[-1]

    def picture(self, stem: str, name: str) -> None:
        """What the window shows now."""
        grab(self.opening.window, self.out, f"{stem}-screen-{name}")

    def page_words(self) -> Words:
        """The words of the applicant's page that hold today."""
        opening = self.opening
        return opening.counter.policies.in_force.words("page", opening.seat.station.today())

    def page(self, case: DemoCase, name: str = "page") -> None:
        """What the receipt's QR opens now: kept as a picture, and compared with the case.

        Raises:
            StuckError: the page says otherwise than the case stands.
        """
        html = self.server.fetch(case.address)
        told = self.opening.counter.case(case.number, self.opening.clerk)
        if wrong := faults(told, read_page(html), self.page_words()):
            raise StuckError("；".join(wrong))
        if not keep_picture(case.address, html, self.out / f"{case.stem}-{name}"):
            self._no_browser()

    def _no_browser(self) -> None:
        """Told once."""
        if self._has_browser:
            self.log.say("没有 chromium，申请人查询页存成网页")
        self._has_browser = False


def grab(window: Window, out: Path, name: str) -> None:
    """The window as it stands, as PNG."""
    settle()
    target = out / f"{name}.png"
    target.unlink(missing_ok=True)
    window.grab().save(str(target))
