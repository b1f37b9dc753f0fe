"""Whether the files that are open still are those at their path. Must not open or change one.

A folder that was removed, or a backup laid over it, leaves the running server writing into files
that nobody finds again. What is acknowledged after that would be lost with the next start.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

_File = tuple[int, int]


class FileWatch:
    """Over the database and, with `log`, its log, as they are now. Made while the store is open.

    The log is the same only as long as one connection stays open all the time.
    """

    def __init__(self, database: Path, *, log: bool) -> None:
        paths = [database, *([database.with_name(f"{database.name}-wal")] if log else [])]
        self._files = {path: found for path, found in _found(paths) if found}

    def in_place(self) -> bool:
        """Whether each file that was there is there, and is the same one."""
        return all(self._files[path] == found for path, found in _found(self._files))

    def has_room(self, least: int) -> bool:
        """Whether their disk has that many bytes free, as far as it can be asked."""
        try:
            return all(shutil.disk_usage(path.parent).free >= least for path in self._files)
        except OSError:
            return True


def is_filled(path: Path) -> bool:
    """Whether something is there that is more than an empty file."""
    return path.exists() and path.stat().st_size > 0


def _found(paths: Iterable[Path]) -> "list[tuple[Path, _File | None]]":
    return [(path, _identity(path)) for path in paths]


def _identity(path: Path) -> _File | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
