"""Finds the faces that papers are set in. Names each; never falls back to whatever is there.

Must not download or install; where faces are absent the catalogue says so.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from counter_app.basics.catalogue.papers import FONTS_MISSING
from counter_app.basics.errors import CounterError
from counter_app.basics.resources import resource

_FACES: dict[str, tuple[str, ...]] = {
    "Noto Serif CJK SC": ("NotoSerifCJK-", "NotoSerifCJKsc-"),
    "Noto Sans CJK SC": ("NotoSansCJK-", "NotoSansCJKsc-"),
    "BabelStone Han": ("BabelStoneHan",),
    "HanaMinA": ("HanaMinA",),
    "HanaMinB": ("HanaMinB",),
}
_SUFFIXES = (".ttc", ".otf", ".ttf")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families that were found, in order, and where their files lie."""

    families: tuple[str, ...]
    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    """One regular file of each family, for looking up which characters it has."""

    @property
    def serif(self) -> tuple[str, ...]:
        """The list for values."""
        return tuple(each for each in self.families if "Sans" not in each)

    @property
    def sans(self) -> tuple[str, ...]:
        """The list for labels."""
        return tuple(sorted(self.families, key=lambda each: "Sans" not in each))


@cache
def fonts() -> Fonts:
    """The faces of this machine; CounterError where the serif or the sans is absent."""
    found: dict[str, list[Path]] = {}
    for path in _font_files():
        for family, starts in _FACES.items():
            if path.name.startswith(starts):
                found.setdefault(family, []).append(path)
    families = tuple(family for family in _FACES if family in found)
    if len([family for family in families if family.startswith("Noto")]) < 2:
        raise CounterError(FONTS_MISSING)
    folders = {path.parent for family in families for path in found[family]}
    return Fonts(
        families,
        tuple(sorted(folders)),
        tuple(_regular(found[family]) for family in families),
    )


def _regular(paths: list[Path]) -> Path:
    return next((path for path in paths if "Regular" in path.stem), paths[0])


def _font_files() -> Iterator[Path]:
    for folder in (resource("fonts"), *_system_folders()):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                yield path


def _system_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home))
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")
    if sys.platform == "darwin":
        return Path("/Library/Fonts"), home / "Library/Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"
