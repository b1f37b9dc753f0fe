"""Sets papers, sends them to a printer and keeps what was sent; everything off the window.

One sending at a time: a second press does nothing until the first is done. Must not ask anything.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Background, Changed, Lane
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from counter_app.desk.papers import list_printed, paper_confirmed, paper_sent
from counter_app.devices.printer import Printer, PrintJob, Queued, Sent
from counter_app.documents.set_paper import SetPaper
from counter_app.intake.papers.tray_item import TrayItem
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.papers.print_jobs import PrintJobs

FindPrinters = Callable[[], Sequence[Printer]]


class PaperDesk(QObject):
    """The window's way to paper."""

    printers_changed = Signal()
    busy_changed = Signal()
    left_over = Signal(str)
    """What an earlier window left in the printers' queues, in words."""

    def __init__(
        self, desk: Desk, clerk: Clerk, background: Background, find: FindPrinters
    ) -> None:
        super().__init__()
        self._desk, self._clerk, self._background = desk, clerk, background
        self.printers: tuple[Printer, ...] = ()
        self.chosen: Printer | None = None
        self.busy = False
        self._at_work: Tray | None = None
        self.jobs = PrintJobs(background, self)
        """What lies in the printers' queues."""
        self._later: list[Callable[[], None]] = []
        self.searched = False
        """Whether the printers were looked for; `chosen` is None before, or where none is."""
        background.read(partial(_look, find), self._found, lambda _: self._found(()), Lane.PAPER)

    def folder(self) -> Path | None:
        """Where papers go that become files; None where paper comes out."""
        return self.chosen.folder if self.chosen is not None else None

    def choose(self, printer: Printer) -> None:
        """Print here from now on."""
        if printer not in self.printers:
            self.printers = (*self.printers, printer)
        self.chosen = printer
        self.printers_changed.emit()

    def show(
        self,
        tray: Tray,
        item: TrayItem,
        done: Callable[[SetPaper], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Set a paper to be looked at: its pages are drawn."""
        work = partial(_drawn, tray.work(item))
        self._background.read(work, done, failed, lane=Lane.PAPER)

    def count(self, tray: Tray, item: TrayItem, failed: Callable[[Exception], None]) -> None:
        """Set a paper, so that its tray knows how many pages it has."""
        done = partial(tray.note_set, item)
        self._background.read(tray.work(item), done, failed, lane=Lane.PAPER)

    def send(
        self,
        tray: Tray,
        items: Sequence[TrayItem],
        copies: int,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
        *,
        double_sided: bool = True,
    ) -> None:
        """Print these papers one after the other; what was printed is kept and noted.

        A second press for the same tray does nothing; another's papers come after these.
        """
        printer = self.chosen
        if printer is None or not items:
            return
        if self.busy:
            if tray is not self._at_work:
                self._later.append(
                    partial(self.send, tray, items, copies, done, failed, double_sided=double_sided)
                )
            return
        self._be_busy(tray)
        item, rest = items[0], items[1:]

        def stop(error: Exception) -> None:
            self._be_busy(None)
            failed(error)
            self._go_on_later()

        def go_on(_: object) -> None:
            self._be_busy(None)
            if rest:
                self.send(tray, rest, copies, done, failed, double_sided=double_sided)
            else:
                done()
                self._go_on_later()

        work = partial(_print, self._desk, tray, item, printer, copies, double_sided)
        self._background.read(
            work,
            lambda printed: self._keep(tray, item, printer, printed, go_on, stop),
            stop,
            lane=Lane.PAPER,
        )

    def confirm(self, tray: Tray, item: TrayItem, failed: Callable[[Exception], None]) -> None:
        """A person saw the paper."""
        if not tray.is_of_a_case:
            tray.note_confirmed(item)
            return
        work = partial(paper_confirmed, self._desk, self._clerk, item.sent)
        self._background.change(
            work, Changed(cases=True), lambda _: tray.note_confirmed(item), failed
        )

    def _keep(
        self,
        tray: Tray,
        item: TrayItem,
        printer: Printer,
        printed: tuple[SetPaper, Sent],
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        desk, clerk, now = self._desk, self._clerk, self._desk.now()
        made, in_queue = printed

        def keep() -> str:
            if not tray.is_of_a_case:
                return list_printed(desk, clerk, item.paper.name, printer.how, tray.case_id or "")
            return paper_sent(
                desk,
                clerk,
                item.paper.name,
                made.pdf,
                printer.how,
                case_id=tray.case_id,
                draft_id=tray.draft_id(),
                printing=tray.printing(item),
            )

        def kept(sent: str) -> None:
            tray.note_sent(item, sent, now, made.count)
            self.jobs.follow(printer, in_queue, tray, item)
            done(sent)

        self._background.change(keep, Changed(cases=True), kept, failed)

    def _found(self, found: tuple[tuple[Printer, tuple[Queued, ...]], ...]) -> None:
        self.printers = tuple(printer for printer, _ in found)
        self.searched = True
        self.chosen = self.chosen or next(iter(self.printers), None)
        self.printers_changed.emit()
        left = [job for each in found for job in self.jobs.take_up(*each)]
        if left:
            whose = "、".join(dict.fromkeys(job.whose() for job in left))
            self.left_over.emit(f"上次送去打印的 {len(left)} 样还在打印机排队：{whose}")

    def _be_busy(self, tray: Tray | None) -> None:
        self._at_work, self.busy = tray, tray is not None
        self.busy_changed.emit()

    def _go_on_later(self) -> None:
        if self._later:
            self._later.pop(0)()


def _drawn(work: Callable[[], SetPaper]) -> SetPaper:
    """Off the window: set a paper, and its pages for the screen with it."""
    made = work()
    made.draw()
    return made


def _look(find: FindPrinters) -> tuple[tuple[Printer, tuple[Queued, ...]], ...]:
    """Off the window: the printers, each with what lies in its queue."""
    return tuple((printer, printer.queued()) for printer in find())


def _print(
    desk: Desk, tray: Tray, item: TrayItem, printer: Printer, copies: int, double_sided: bool
) -> tuple[SetPaper, Sent]:
    """Off the window: set and print, no number that the disk does not have."""
    made = tray.work(item)()
    desk.store.settle()
    draw = None if made.reprint else made.draw
    duplex = item.paper.is_duplex(item.people)
    job = PrintJob(tray.title_of(item), made.pdf, draw, copies, double_sided and duplex)
    return made, printer.print(job)
