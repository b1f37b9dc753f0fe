"""The print service's queues as printers: the PDF itself is handed over, and followed until gone.

A queue that has gone, refuses or is out of reach takes nothing, and no other is taken for it.
What holds a job up later (paused, out of paper) is told while it waits. Must not draw a page.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from counter_app.basics.catalogue.window import (
    JOB_NOT_CANCELLED,
    PRINT_SERVICE_SILENT,
    PRINTER_GONE,
    PRINTER_NOT_TAKING,
    PRINTER_REFUSED,
)
from counter_app.basics.errors import CounterError
from counter_app.devices.cups.library import (
    Answer,
    Attribute,
    Group,
    Operation,
    SilentError,
    Status,
    Tag,
    ask,
    library,
    user,
)
from counter_app.devices.printer import Fate, How, PrintJob, Progress, Queued, Sent

_ASKED_OF_PRINTER = (
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
)
_STOPPED = 5
"""printer-state: the queue hands nothing to the printer (RFC 8011 5.4.11)."""
_DROPPED, _COMPLETED = (7, 8), 9
"""job-state: cancelled, aborted; completed (RFC 8011 5.3.7)."""
_REASONS = {
    "media-empty": "缺纸",
    "media-needed": "缺纸",
    "media-jam": "卡纸",
    "toner-empty": "没有墨粉",
    "marker-supply-empty": "没有墨粉",
    "cover-open": "盖子没关",
    "door-open": "门没关",
    "interlock-open": "门没关",
    "offline": "连不上打印机",
    "connecting-to-device": "连不上打印机",
    "timed-out": "打印机没有回应",
    "shutdown": "打印机关着",
    "paused": "打印机暂停了",
    "moving-to-paused": "打印机暂停了",
}
"""printer-state-reasons (RFC 8011 5.4.12) in the clerk's words; -report is not worth a word."""


class CupsQueue:
    """One queue. Every call asks the service anew: what was so a minute ago says nothing."""

    how: How = "printer"
    folder: Path | None = None
    """Paper comes out."""

    def __init__(self, name: str) -> None:
        self.name = name

    def print(self, job: PrintJob) -> Sent:
        """Hand the PDF to the queue.

        Raises:
            CounterError: PRINTER_GONE, PRINTER_NOT_TAKING, PRINTER_REFUSED,
                PRINT_SERVICE_SILENT.
        """
        sides = "two-sided-long-edge" if job.double_sided else "one-sided"
        attributes = (
            *self._addressed(),
            Attribute(Group.OPERATION, Tag.NAME, "job-name", (job.title,)),
            Attribute(Group.OPERATION, Tag.MIME, "document-format", ("application/pdf",)),
            Attribute(Group.JOB, Tag.INTEGER, "copies", (job.copies,)),
            Attribute(Group.JOB, Tag.KEYWORD, "sides", (sides,)),
            Attribute(Group.JOB, Tag.KEYWORD, "media", ("iso_a4_210x297mm",)),
            # The paper is set at its real size; a driver with a margin would shrink it.
            Attribute(Group.JOB, Tag.KEYWORD, "print-scaling", ("none",)),
        )
        answer = self._ask(Operation.PRINT_JOB, attributes, job.pdf)
        if not answer.good or not answer.values("job-id"):
            raise CounterError(PRINTER_REFUSED, printer=self.name)
        return Sent(self.name, int(answer.values("job-id")[0]))

    def progress(self, number: int) -> Progress:
        """How far a job is; one that the service does not know any more is gone."""
        try:
            job = self._ask(Operation.GET_JOB, self._of_job(number, "job-state"))
            if job.status == Status.NOT_FOUND:
                return Progress(Fate.GONE)
            state = int(next(iter(job.values("job-state")), 0))
            if state == _COMPLETED:
                return Progress(Fate.GONE)
            if state in _DROPPED:
                return Progress(Fate.DROPPED)
            return Progress(Fate.WAITING, self._hindrance())
        except CounterError as error:
            return Progress(Fate.WAITING, error.title)

    def cancel(self, number: int) -> None:
        """Take the job out. One that is gone already is none the worse.

        Raises:
            CounterError: JOB_NOT_CANCELLED, PRINT_SERVICE_SILENT.
        """
        answer = self._ask(Operation.CANCEL_JOB, self._of_job(number))
        if not answer.good and answer.status not in (Status.NOT_FOUND, Status.NOT_POSSIBLE):
            raise CounterError(JOB_NOT_CANCELLED, printer=self.name)

    def queued(self) -> tuple[Queued, ...]:
        """What is not completed; nothing where the service or the queue does not answer."""
        wanted = ("job-id", "job-name")
        attributes = (
            *self._addressed(),
            Attribute(Group.OPERATION, Tag.KEYWORD, "which-jobs", ("not-completed",)),
            Attribute(Group.OPERATION, Tag.KEYWORD, "requested-attributes", wanted),
        )
        try:
            answer = self._ask(Operation.GET_JOBS, attributes)
        except CounterError:
            return ()
        jobs = (each for each in answer.found if "job-id" in each and "job-name" in each)
        return tuple(Queued(int(each["job-id"][0]), str(each["job-name"][0])) for each in jobs)

    def _hindrance(self) -> str:
        """What keeps the queue from printing, in words."""
        wanted = Attribute(Group.OPERATION, Tag.KEYWORD, "requested-attributes", _ASKED_OF_PRINTER)
        printer = self._ask(Operation.GET_PRINTER, (*self._addressed(), wanted))
        told = dict.fromkeys(_words(printer.values("printer-state-reasons")))
        if not told and _STOPPED in printer.values("printer-state"):
            return "打印机暂停了"
        return "，".join(told)

    def _ask(
        self, operation: Operation, attributes: Iterable[Attribute], data: bytes = b""
    ) -> Answer:
        try:
            answer = ask(operation, tuple(attributes), f"/printers/{quote(self.name)}", data)
        except SilentError as error:
            raise CounterError(PRINT_SERVICE_SILENT) from error
        if answer.status == Status.NOT_FOUND and operation in _NEED_THE_QUEUE:
            raise CounterError(PRINTER_GONE, printer=self.name)
        if answer.status == Status.NOT_ACCEPTING:
            raise CounterError(PRINTER_NOT_TAKING, printer=self.name)
        return answer

    def _addressed(self) -> tuple[Attribute, ...]:
        uri = f"ipp://localhost/printers/{quote(self.name)}"
        return (
            Attribute(Group.OPERATION, Tag.URI, "printer-uri", (uri,)),
            Attribute(Group.OPERATION, Tag.NAME, "requesting-user-name", (user(),)),
        )

    def _of_job(self, number: int, *wanted: str) -> tuple[Attribute, ...]:
        asked = Attribute(Group.OPERATION, Tag.KEYWORD, "requested-attributes", wanted)
        job = Attribute(Group.OPERATION, Tag.INTEGER, "job-id", (number,))
        printer, who = self._addressed()
        return (printer, job, who, *((asked,) if wanted else ()))


_NEED_THE_QUEUE = (Operation.PRINT_JOB, Operation.GET_PRINTER)


def has_print_service() -> bool:
    """Whether this system prints through CUPS."""
    return sys.platform != "win32" and library() is not None


def queues() -> tuple[CupsQueue, ...]:
    """The queues, the default one first; none where no print service answers."""
    wanted = Attribute(Group.OPERATION, Tag.KEYWORD, "requested-attributes", ("printer-name",))
    try:
        answer = ask(Operation.GET_PRINTERS, (wanted,))
        default = ask(Operation.GET_DEFAULT, (wanted,)).values("printer-name")
    except SilentError:
        return ()
    names = [str(each["printer-name"][0]) for each in answer.found if "printer-name" in each]
    return tuple(CupsQueue(name) for name in sorted(names, key=lambda name: name not in default))


def _words(reasons: Iterable[str | int]) -> Iterable[str]:
    for each in reasons:
        reason = str(each).removesuffix("-error").removesuffix("-warning")
        if reason in _REASONS:
            yield _REASONS[reason]
