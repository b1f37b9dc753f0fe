"""Where tests keep their files: in memory, where this machine has room there.

A store is written as always, with each of its syncs; only that a disk takes two thousandths of a
second for one is not waited for. What a kill leaves, memory keeps as a disk does. A test that is
about a disk names its own.
"""

import os
import tempfile
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # Linux alone has it
_LEAST_ROOM = 4 << 30
"""What the tests of both processors hold at a time, several times over."""


def keep_files_in_memory() -> None:
    """Let this process and all that it begins put temporary files there; what was asked stays."""
    if "TMPDIR" not in os.environ and _has_room(_IN_MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(_IN_MEMORY)


def _has_room(folder: Path) -> bool:
    """Whether much fits there, and programs may be started from it."""
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize >= _LEAST_ROOM and not there.f_flag & os.ST_NOEXEC
