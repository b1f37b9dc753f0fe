"""Whether a window can be shown here. Must not start anything."""

import os
import re
import socket
import sys
from pathlib import Path


def has_display() -> bool:
    """Whether a screen is there; a DISPLAY that was left behind by a dead session is none."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _has_wayland() or _has_x11(os.environ.get("DISPLAY", ""))


def _has_wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and _answers(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / str(name)))


def _has_x11(display: str) -> bool:
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if not local:
        return bool(display)  # through the network, as with `ssh -X`
    path = f"/tmp/.X11-unix/X{local[1]}"
    return _answers(path) or _answers(f"\0{path}")


def _answers(path: str) -> bool:
    if sys.platform == "win32":
        return True
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(path) == 0
