"""The highest numbers given and the head of the chain, in a file beside the store.

A store that is restored from a backup learns from it what it has forgotten. Two slots of 4 KiB are
written in turn and carry a counter and a checksum, so that a torn write leaves the other one.
Nothing personal stands in it. Written after the store's commit and before anything is printed.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from local_db.synced_file import sync_folder

_SLOT = 4096
_sync_content = getattr(os, "fdatasync", os.fsync)
"""The file never grows, so its content alone must reach the disk; not every system knows that."""
_LOCK_AT = 2 * _SLOT
"""A byte behind the slots: Windows refuses to read what is locked."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says. `numbers`: `620702-03/2026` → highest running number."""

    turn: int = 0
    incarnation: str = ""
    sequence: int = 0
    numbers: dict[str, int] = {}


class NumberFile:
    """One open file; writers hold `locked`."""

    def __init__(self, path: Path) -> None:
        self._threads = threading.Lock()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        existed = path.exists()
        self._descriptor = os.open(path, flags, 0o600)
        if not existed:
            # The room is taken now, so that a full disk never keeps a number from being noted.
            self._write_at(0, b" " * (2 * _SLOT))
            os.fsync(self._descriptor)
            sync_folder(path.parent)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other threads and processes from writing; the system frees it when one dies."""
        with self._threads, _file_lock(self._descriptor):
            yield

    def read(self) -> Mark | None:
        """The newer of the two sound slots; None where there is none."""
        found = [mark for mark in (self._slot(0), self._slot(1)) if mark]
        return max(found, key=lambda mark: mark.turn, default=None)

    def write(self, mark: Mark, before: Mark | None = None) -> None:
        """Put the mark into the older slot and wait for the disk; the caller holds the lock.

        `before` spares reading what the caller has read under the same lock.
        """
        before = before or self.read()
        mark = msgspec.structs.replace(mark, turn=before.turn + 1 if before else 1)
        body = msgspec.json.encode(mark)
        line = hashlib.sha256(body).hexdigest().encode() + b" " + body + b"\n"
        self._write_at((mark.turn % 2) * _SLOT, line.ljust(_SLOT))
        _sync_content(self._descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)

    def _slot(self, index: int) -> Mark | None:
        os.lseek(self._descriptor, index * _SLOT, os.SEEK_SET)
        line = os.read(self._descriptor, _SLOT)
        digest, _, body = line.rstrip().partition(b" ")
        if not body or hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        try:
            return msgspec.json.decode(body, type=Mark)
        except msgspec.DecodeError:
            return None

    def _write_at(self, offset: int, content: bytes) -> None:
        os.lseek(self._descriptor, offset, os.SEEK_SET)
        os.write(self._descriptor, content)


@contextmanager
def _file_lock(descriptor: int) -> Iterator[None]:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.lockf(descriptor, fcntl.LOCK_EX, 1, _LOCK_AT)
        try:
            yield
        finally:
            fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, _LOCK_AT)
