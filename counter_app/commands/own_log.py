"""The log of a counter's process, beside its data. Must not be imported before it is needed."""

from pathlib import Path
from types import TracebackType

from counter_app.basics.errors import CounterError
from counter_app.basics.log_file import start_log, unforeseen, watch_crashes
from counter_app.settings import load_settings

_NAME = "counter"


def keep_log(data: Path | None, *, long: bool = False) -> None:
    """From here on; where the settings cannot be read the command itself will tell it.

    `long`: of a program that stays, as the window does.
    """
    try:
        folder = load_settings(data).data
    except CounterError:
        return
    start_log(folder, _NAME, shown=False)
    if long:
        watch_crashes(folder, _NAME)


def break_down(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What Python calls for an error that nobody caught, where no log was kept before."""
    keep_log(None)
    unforeseen(kind, error, trace)
