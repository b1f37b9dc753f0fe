"""Where things lie in the checkout and for the user. Must not create or change anything."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
_BIN = VENV / ("Scripts" if WINDOWS else "bin")
_SUFFIX = ".exe" if WINDOWS else ""

PYTHON = _BIN / f"python{_SUFFIX}"


def script(name: str) -> Path:
    """A command that a package put into the `.venv`, such as `counter-app`."""
    return _BIN / f"{name}{_SUFFIX}"


def site_packages() -> Path:
    """The folder of the `.venv` that holds the packages."""
    if WINDOWS:
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def user_data() -> Path:
    """Where the counter keeps its data: COUNTER_DATA, else what platformdirs calls user data.

    Said twice, here and in `counter_app.settings`, because no package may be imported here;
    a test compares the two.
    """
    chosen = os.environ.get("COUNTER_DATA")
    return Path(chosen) if chosen else _user_data_folder() / "counter-app"


def _user_data_folder() -> Path:
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
