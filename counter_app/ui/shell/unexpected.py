"""A trouble nobody foresaw: into the log, and told to the clerk. Must not show it."""

import logging
from pathlib import Path

from counter_app.basics.catalogue.window import UNEXPECTED
from counter_app.basics.errors import CounterError
from counter_app.basics.log_file import log_place

_log = logging.getLogger(__name__)


def unexpected_trouble(error: BaseException) -> CounterError:
    """Log where it came from; gives what the clerk is told."""
    _log.error("unexpected trouble", exc_info=error)
    place = log_place()
    return CounterError(UNEXPECTED, log=f"，日志 {_short(place)}" if place else "")


def _short(place: str) -> str:
    """The path as it fits beside the keys in the bar."""
    path, home = Path(place), Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else place
