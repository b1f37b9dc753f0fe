"""How this counter's window looks: theme, zoom, size and place; kept beside the data.

Nothing of a case stands here. A file that cannot be read is as none. Must not need Qt: the zoom
is asked for before Qt begins, and nothing that costs time before the window is there.
"""

import base64
import contextlib
import json
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from counter_app.basics.private_files import write_private

_FILE = "look.json"
ZOOMS = (100, 110, 125, 150, 175, 200)
"""Per cent; 200 is promised at 1920×1080, 150 at 1366×768."""


class Theme(StrEnum):
    """The colours; the value is what is kept."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def label(self) -> str:
        """The clerk's word."""
        return _LABELS[self]


_LABELS = {
    Theme.SYSTEM: "跟随系统",
    Theme.LIGHT: "浅色",
    Theme.DARK: "深色",
    Theme.CONTRAST: "高对比",
}


class Look(NamedTuple):
    """What is kept."""

    theme: Theme = Theme.SYSTEM
    zoom: int = 100
    geometry: bytes = b""
    """Size and place as Qt writes them; none: never shown before."""


def read_look(data: Path) -> Look:
    """The look of the last time, else the usual one."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((data / _FILE).read_bytes())
        zoom = kept["zoom"] if kept["zoom"] in ZOOMS else 100
        return Look(Theme(kept["theme"]), zoom, base64.b64decode(kept["geometry"]))
    return Look()


def keep_look(data: Path, look: Look) -> None:
    """Keep it for the next time; where that cannot be, the next window looks as usual."""
    geometry = base64.b64encode(look.geometry).decode()
    kept = {"theme": look.theme, "zoom": look.zoom, "geometry": geometry}
    with contextlib.suppress(OSError):
        write_private(data / _FILE, json.dumps(kept).encode())


def zoomed(look: Look, step: int) -> Look:
    """The next larger or smaller zoom; 0: the usual one."""
    if step == 0:
        return look._replace(zoom=100)
    at = min(max(ZOOMS.index(look.zoom) + step, 0), len(ZOOMS) - 1)
    return look._replace(zoom=ZOOMS[at])


def next_theme(look: Look) -> Look:
    """The next of the themes; behind the last comes the first."""
    themes = tuple(Theme)
    return look._replace(theme=themes[(themes.index(look.theme) + 1) % len(themes)])
