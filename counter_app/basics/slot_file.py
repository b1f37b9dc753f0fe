"""A small note beside a store that survives a torn write: two slots, written in turn.

Each slot carries a counter and a checksum, so that a torn write leaves the other one. What is
written is on the disk when the call returns, what is put there soon after. Must not know what the
note means, nor which store it stands beside.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from counter_app.basics.synced_file import sync_folder

_SLOT = 4096
_sync_content = getattr(os, "fdatasync", os.fsync)
"""The file never grows, so its content alone must reach the disk; not every system knows that."""


class Turned(msgspec.Struct, frozen=True, kw_only=True):
    """What a slot holds; `turn` tells the newer of two."""

    turn: int = 0


NoteT = TypeVar("NoteT", bound=Turned)


class SlotFile(Generic[NoteT]):
    """One open file; writers hold `locked`."""

    def __init__(self, path: Path, kind: type[NoteT], slot: int = _SLOT) -> None:
        self._kind, self._slot_size = kind, slot
        self._threads = threading.Lock()
        self._disk = ThreadPoolExecutor(max_workers=1, thread_name_prefix=path.name)
        self._awaited: Future[None] | None = None
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        existed = path.exists()
        self._descriptor = os.open(path, flags, 0o600)
        if not existed:
            # The room is taken now, so that a full disk never keeps a note from being written.
            self._write_at(0, b" " * (2 * slot))
            os.fsync(self._descriptor)
            sync_folder(path.parent)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other threads and processes from writing; the system frees it when one dies."""
        # A byte behind the slots: Windows refuses to read what is locked.
        with self._threads, _file_lock(self._descriptor, 2 * self._slot_size):
            yield

    def read(self) -> NoteT | None:
        """The newer of the two sound slots; None where there is none."""
        found = [note for note in (self._slot(0), self._slot(1)) if note]
        return max(found, key=lambda note: note.turn, default=None)

    def write(self, note: NoteT, before: NoteT | None = None) -> None:
        """Put the note into the older slot and wait for the disk; the caller holds the lock.

        `before` spares reading what the caller has read under the same lock.
        """
        self._put(note, before)
        _sync_content(self._descriptor)

    def put(self, note: NoteT, before: NoteT | None = None) -> None:
        """The same, and the disk is waited for beside what the caller does next: see `settle`."""
        self._put(note, before)
        self._awaited = self._disk.submit(_sync_content, self._descriptor)

    def settle(self) -> None:
        """Wait until the disk has what was put; OSError, once, where it could not take it."""
        awaited = self._awaited
        if awaited is not None:
            self._awaited = None
            awaited.result()

    def _put(self, note: NoteT, before: NoteT | None) -> None:
        before = before or self.read()
        note = msgspec.structs.replace(note, turn=before.turn + 1 if before else 1)
        body = msgspec.json.encode(note)
        line = hashlib.sha256(body).hexdigest().encode() + b" " + body + b"\n"
        self._write_at((note.turn % 2) * self._slot_size, line.ljust(self._slot_size))

    def close(self) -> None:
        """Close the file, with all that was put on the disk."""
        self._disk.shutdown()
        os.close(self._descriptor)

    def _slot(self, index: int) -> NoteT | None:
        os.lseek(self._descriptor, index * self._slot_size, os.SEEK_SET)
        line = os.read(self._descriptor, self._slot_size)
        digest, _, body = line.rstrip().partition(b" ")
        if not body or hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        try:
            return msgspec.json.decode(body, type=self._kind)
        except msgspec.DecodeError:
            return None

    def _write_at(self, offset: int, content: bytes) -> None:
        os.lseek(self._descriptor, offset, os.SEEK_SET)
        os.write(self._descriptor, content)


@contextmanager
def _file_lock(descriptor: int, at: int) -> Iterator[None]:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, at, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(descriptor, at, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.lockf(descriptor, fcntl.LOCK_EX, 1, at)
        try:
            yield
        finally:
            fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, at)
