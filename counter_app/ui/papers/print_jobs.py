"""What was handed to a printer and is not out of its queue: followed, told, taken back.

Asked after every few seconds, off the window, as long as there is something to follow. A queue
that holds a paper up would else print it hours later, to whoever stands there. Must not print.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.background.lanes import Background, Lane
from counter_app.devices.printer import Fate, Printer, Progress, Queued, Sent
from counter_app.documents.paper_table import (
    COMPARISON,
    DAY_LIST,
    LETTERS,
    PAPERS,
    REVIEWED_FORM,
    SHARED_LIST,
    WORK_LIST,
)
from counter_app.intake.papers.tray_item import TrayItem
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.widgets.keys import Act

_ASK_AGAIN_MS = 2000
_TITLES = {paper.filed_as(copy) for paper in (*PAPERS, REVIEWED_FORM) for copy in paper.copies}
_TITLES |= {
    COMPARISON.title,
    DAY_LIST.title,
    SHARED_LIST.title,
    WORK_LIST.title,
    *(letter.title for letter in LETTERS.values()),
}


@dataclass(slots=True)
class LiveJob:
    """A paper in a queue; `why` says what keeps it there, in words.

    One that was found there when the window opened belongs to nobody until its tray is seen.
    """

    printer: Printer
    number: int
    title: str = ""
    tray: Tray | None = None
    item: TrayItem | None = None
    why: str = ""

    def is_of(self, tray: Tray) -> bool:
        """Whether it is a paper of the same applicant or case: trays come and go."""
        if self.tray is None:
            return self._joins(tray)
        mine = (self.tray.case_id, self.tray.draft_id())
        return mine == (tray.case_id, tray.draft_id())

    def whose(self) -> str:
        """Number or short code of whom it is of, as its title has it."""
        return self.title.rpartition("-")[0]

    def _joins(self, tray: Tray) -> bool:
        """Let it be the tray's, if its title says so."""
        found = [each for each in tray.items if tray.title_of(each) == self.title]
        if found:
            self.tray, self.item = tray, found[0]
        return bool(found)


class PrintJobs(QObject):
    """The papers under way."""

    changed = Signal()

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._jobs: list[LiveJob] = []
        self._asking = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_ASK_AGAIN_MS)
        self._again.timeout.connect(self._ask)

    def follow(self, printer: Printer, sent: Sent, tray: Tray, item: TrayItem) -> None:
        """The printer took a paper; one that nobody can be asked after is out of reach."""
        if sent.number:
            self._jobs.append(LiveJob(printer, sent.number, tray.title_of(item), tray, item))
            self._ask()

    def take_up(self, printer: Printer, queued: tuple[Queued, ...]) -> tuple[LiveJob, ...]:
        """Follow what an earlier window left in a queue; what is nobody's of this house is not."""
        known = {(job.printer.name, job.number) for job in self._jobs}
        fresh = [each for each in queued if (printer.name, each.number) not in known]
        ours = [each for each in fresh if each.title.rpartition("-")[2] in _TITLES]
        found = tuple(LiveJob(printer, each.number, each.title) for each in ours)
        self._jobs += found
        self._ask()
        return found

    def held_up(self, tray: Tray) -> tuple[LiveJob, ...]:
        """The papers of a tray that wait for something a person has to see to."""
        return tuple(job for job in self._jobs if job.why and job.is_of(tray))

    def acts(self, tray: Tray, failed: Callable[[Exception], None]) -> tuple[Act, ...]:
        """What can be done about them, by key; nothing where nothing is held up."""
        take_back = Act("Alt+C", "取消排队", partial(self.cancel, tray, failed))
        return (take_back,) if self.held_up(tray) else ()

    def cancel(self, tray: Tray, failed: Callable[[Exception], None]) -> None:
        """Take what is held up out of its queue."""
        for job in self.held_up(tray):
            work = partial(job.printer.cancel, job.number)
            self._background.read(work, lambda _: self._ask(), failed, lane=Lane.PAPER)

    def _ask(self) -> None:
        if self._jobs and not self._asking:
            self._asking = True
            jobs = tuple(self._jobs)
            work = partial(_progress_of, jobs)
            self._background.read(work, partial(self._told, jobs), lane=Lane.PAPER)

    def _told(self, jobs: tuple[LiveJob, ...], found: tuple[Progress, ...]) -> None:
        self._asking = False
        before = [job.why for job in self._jobs]
        for job, progress in zip(jobs, found, strict=True):
            job.why = progress.why
            if progress.fate is not Fate.WAITING:
                self._jobs.remove(job)
            if progress.fate is Fate.DROPPED and job.tray is not None and job.item is not None:
                job.tray.note_dropped(job.item)
        if [job.why for job in self._jobs] != before:
            self.changed.emit()
        if self._jobs:
            self._again.start()


def _progress_of(jobs: tuple[LiveJob, ...]) -> tuple[Progress, ...]:
    """Off the window."""
    return tuple(job.printer.progress(job.number) for job in jobs)


def held_up_words(jobs: tuple[LiveJob, ...]) -> str:
    """What is said of papers that a queue holds back."""
    if not jobs:
        return ""
    whys = "，".join(dict.fromkeys(job.why for job in jobs))
    first = jobs[0].item
    what = first.paper.title if first and len(jobs) == 1 else f"{len(jobs)} 样文书"
    return f"{whys}：{what}在排队"
