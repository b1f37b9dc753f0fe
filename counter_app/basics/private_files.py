"""Folders and files that only their owner may read. Must not know what stands in them.

Windows knows no such modes: there the user's profile folder is what keeps others out.
"""

import contextlib
import os
from pathlib import Path

NOT_ENCRYPTED = "文件含个人信息，未加密；用完请删除"
"""What a person is told who has papers written into files."""

_FOLDER, _FILE = 0o700, 0o600
_BINARY = getattr(os, "O_BINARY", 0)


def private_folder(folder: Path, *known: str) -> None:
    """Make the folder and what is missing above it.

    One that was there is closed to others where it is empty or holds a file of a `known` name.
    Anything else may be somebody's desktop, or the system's folder for everyone.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_FOLDER, exist_ok=True)
    if folder not in missing and _is_ours(folder, known):
        with contextlib.suppress(PermissionError):  # another's, who lets us write here
            folder.chmod(_FOLDER)


def write_private(path: Path, content: bytes) -> None:
    """Write the file whole or not at all, over a readable one of an earlier program too."""
    aside = path.with_name(f".{os.getpid()}.part")
    aside.unlink(missing_ok=True)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
        with os.fdopen(os.open(aside, flags, _FILE), "wb") as file:
            file.write(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def private_descriptor(path: str | Path, flags: int) -> int:
    """An `opener` for `open`: the file becomes its owner's, an older one too; follows no link."""
    descriptor = os.open(path, flags | _BINARY | getattr(os, "O_NOFOLLOW", 0), _FILE)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, _FILE)
    return descriptor


def _is_ours(folder: Path, known: tuple[str, ...]) -> bool:
    if any((folder / name).exists() for name in known):
        return True
    with os.scandir(folder) as found:
        return next(found, None) is None
