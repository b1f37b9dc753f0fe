"""Finds the faces that papers are set in. Names each; never falls back to whatever is there.

The first of a role that is installed leads; what an ordinary Windows has comes last, so that a
desktop without Noto prints all the same. Must not download or install.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from counter_app.basics.catalogue.papers import FONTS_MISSING
from counter_app.basics.errors import CounterError
from counter_app.basics.resources import resource


class _Face(NamedTuple):
    """A family: its role, and how the names of its files begin (in lower case)."""

    family: str
    role: str
    files: tuple[str, ...]


_FACES = (
    _Face("Noto Serif CJK SC", "serif", ("notoserifcjk-", "notoserifcjksc-")),
    _Face("Noto Serif SC", "serif", ("notoserifsc-", "notoserifsc[")),
    _Face("Noto Sans CJK SC", "sans", ("notosanscjk-", "notosanscjksc-")),
    _Face("Noto Sans SC", "sans", ("notosanssc-", "notosanssc[")),
    _Face("BabelStone Han", "rare", ("babelstonehan",)),
    _Face("HanaMinA", "rare", ("hanamina",)),
    _Face("HanaMinB", "rare", ("hanaminb",)),
    _Face("SimSun", "serif", ("simsun.",)),
    _Face("SimSun-ExtB", "rare", ("simsunb.",)),
    _Face("Microsoft YaHei", "sans", ("msyh.",)),
)
_SUFFIXES = (".ttc", ".otf", ".ttf")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The lists for values and labels, in order, and where their files lie."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    """One regular file of each family of `serif`, for looking up which characters it has."""
    band_weight: str
    """`medium` where the sans has it (Debian's base package has not), else `bold`."""


@cache
def fonts() -> Fonts:
    """The faces of this machine; CounterError where there is no serif or no sans."""
    found = _found()
    by_role = {
        role: tuple(face.family for face in _FACES if face.role == role and face.family in found)
        for role in ("serif", "sans", "rare")
    }
    if not by_role["serif"] or not by_role["sans"]:
        raise CounterError(FONTS_MISSING)
    values = by_role["serif"] + by_role["rare"]
    used = {path for family in values + by_role["sans"] for path in found[family]}
    leading = found[by_role["sans"][0]]
    return Fonts(
        serif=values,
        sans=by_role["sans"] + values,
        folders=tuple(sorted({path.parent for path in used})),
        files=tuple(_regular(found[family]) for family in values),
        band_weight="medium" if any("Medium" in path.stem for path in leading) else "bold",
    )


def _found() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in _font_files():
        for face in _FACES:
            if path.name.lower().startswith(face.files):
                found.setdefault(face.family, []).append(path)
    return found


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
