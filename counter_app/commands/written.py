"""Writes what a command made into a folder of the person's, for its owner alone."""

from pathlib import Path

from counter_app.basics.catalogue.papers import NOT_WRITTEN
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder, write_private


def write_into(out: Path, name: str, content: bytes) -> Path:
    """Write a file; raises NOT_WRITTEN."""
    target = out / name
    try:
        private_folder(out)
        write_private(target, content)
    except OSError as error:
        raise CounterError(NOT_WRITTEN, file=name) from error
    return target
