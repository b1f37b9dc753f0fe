"""Files that are on the disk when the call returns, readable by their owner only."""

import os
from pathlib import Path


def write_synced(path: Path, content: bytes) -> None:
    """Write a whole file and wait for the disk, the directory entry included."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)  # all of it: on a full disk `os.write` writes a part and says nothing
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def replace_synced(path: Path, content: bytes) -> None:
    """Write a whole file aside and put it in the place of another: there is one or the other."""
    aside = path.with_name(f"{path.name}.part")
    write_synced(aside, content)
    os.replace(aside, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new directory entry last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
