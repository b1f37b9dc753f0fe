"""A log beside the data for the administrator: what a program could not do, and where in it.

Nothing personal may stand in it, whoever writes: of an error its kind and the places, never its
text; of a message what cannot be a typed value. Installed where a process starts, by
`start_log`; everything else uses `logging` alone.
"""

import faulthandler
import logging
import os
import sys
import threading
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from counter_app.basics.log_text import PlainFormatter
from counter_app.basics.private_files import private_descriptor, private_folder

LOG_NAME = "{program}.log"
CRASH_NAME = "{program}-crash.log"
_LARGEST = 1 << 20
_KEPT = 3
_OURS = ("counter_app", "local_db", "central_server")
_log = logging.getLogger(__name__)


class LogFile(logging.Handler):
    """Opens its file for each line, so that several processes and a rotation never meet.

    A log that cannot be written must not stop the work: then there is none. The folder is made for
    the first line only: one that was taken away since is not put in the way of whoever brings it
    back.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._begun = False
        self.setFormatter(PlainFormatter(places=True))

    def emit(self, record: logging.LogRecord) -> None:
        """Append the record, all in one write."""
        try:
            line = f"{self.format(record)}\n".encode(errors="backslashreplace")
            if not self._begun:
                private_folder(self.path.parent)
            self._begun = True
            rotate(self.path)
            descriptor = private_descriptor(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
        except OSError:
            return


def rotate(path: Path) -> None:
    """Put a full file aside as `.1`, the older ones behind it."""
    if not path.exists() or path.stat().st_size < _LARGEST:
        return
    aside = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, _KEPT + 1))]
    for newer, older in reversed(list(pairwise(aside))):
        if newer.exists():
            newer.replace(older)


def start_log(folder: Path, program: str, *, shown: bool = True) -> None:
    """Log what happens from here on into the folder: warnings of all, and more of our own.

    Shown, single lines go to standard error too, where a service's manager keeps them; who sits
    at a terminal is told in sentences instead.
    """
    root = logging.getLogger()
    handlers: list[logging.Handler] = [LogFile(folder / LOG_NAME.format(program=program))]
    if shown and sys.stderr is not None:  # a program without a console has none
        on_screen = logging.StreamHandler()
        on_screen.setLevel(logging.WARNING)
        on_screen.setFormatter(PlainFormatter(places=False))
        handlers.append(on_screen)
    for handler in handlers:
        root.addHandler(handler)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    sys.excepthook = unforeseen
    threading.excepthook = lambda told: unforeseen(
        told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
    )


def watch_crashes(folder: Path, program: str) -> None:
    """Where Python itself breaks down, the places of all threads go to a file of their own.

    For what runs for long; the log says when it began.
    """
    _log.info("started, Python %s, %s", sys.version.partition(" ")[0], sys.platform)
    path = folder / CRASH_NAME.format(program=program)
    try:
        private_folder(folder)
        rotate(path)
        # Never closed: it is for the program's last moment.
        faulthandler.enable(private_descriptor(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
    except OSError:
        return


def unforeseen(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What Python calls for an error that nobody caught."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.critical("an error nobody foresaw", exc_info=(kind, error, trace))
    if sys.stderr is not None:
        print(f"程序出错，没有做完。请告诉管理员，日志在 {log_place()}", file=sys.stderr)


def log_place() -> str:
    """The path of the running program's log; nothing where none was started."""
    found = (each for each in logging.getLogger().handlers if isinstance(each, LogFile))
    return next((str(each.path) for each in found), "")
