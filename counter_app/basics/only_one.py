"""Whoever holds a folder alone: one process a folder, for as long as it lives.

The system frees the hold when the process ends, however it ends. Must not know what is in the
folder.
"""

import os
import sys
from pathlib import Path


class OnlyOne:
    """The hold. `hold` gives one, or None where another process has it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def give_back(self) -> None:
        """Let others have it."""
        os.close(self._descriptor)


def hold(path: Path) -> OnlyOne | None:
    """Take the hold that the file at `path` stands for; OSError where it cannot be made."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _lock(descriptor)
    except OSError:
        os.close(descriptor)
        return None
    return OnlyOne(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
