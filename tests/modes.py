"""Who may read what a program left: asked of the disk."""

from pathlib import Path

EVERYONES = 0o022
"""The umask that systems start programs with."""


def open_to_others(folder: Path) -> dict[str, str]:
    """Everything in the folder, and itself, that others could read, write or list."""
    modes = {path: path.lstat().st_mode for path in (folder, *folder.rglob("*"))}
    return {
        path.relative_to(folder).as_posix(): oct(mode)
        for path, mode in modes.items()
        if mode & 0o077
    }
