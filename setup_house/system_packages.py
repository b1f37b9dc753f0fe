"""What Debian and its kin must have installed: Qt's libraries, fonts, and the tests' tools.

Whether something is missing is read from the disk, in a millisecond; apt runs only when it is.
Must not install anything that is not listed here.
"""

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from .setup_error import NEEDS_SYSTEM_PACKAGES, SetupError, say

OFFSCREEN = ("libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0")
WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxcb-util1",
    "libxkbcommon-x11-0",
    "libcups2",
)
FONTS = ("fonts-noto-cjk", "fonts-babelstone-han", "fonts-hanazono")
TOOLS = {
    "pdftotext": "poppler-utils",
    "zbarimg": "zbar-tools",
    "chromium": "chromium",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "initdb": "postgresql",
    "cupsd": "cups-daemon",
    "dbus-daemon": "dbus-daemon",
    "at-spi2-registryd": "at-spi2-core",
}
"""Programs that only the tests call, and the package of each."""
READER = ("python3-gi", "gir1.2-atspi-2.0")
"""With which the tests read the window as a screen reader does, in the system's own Python."""
THOROUGH = {
    "nginx": "nginx",
    "caddy": "caddy",
    "ibus-daemon": "ibus",
    "ibus-engine-libpinyin": "ibus-libpinyin",
    "soffice": "libreoffice-writer",
}
"""Programs that only the tests under `--thorough` call."""

_DPKG = Path("/var/lib/dpkg/info")


def on_debian() -> bool:
    """Whether packages come by apt here."""
    return _DPKG.is_dir() and shutil.which("apt-get") is not None


def missing(packages: Iterable[str] = (), tools: Iterable[str] = ()) -> list[str]:
    """The packages that are not there, in apt's names; nothing on systems without apt."""
    if not on_debian():
        return []
    present = installed()
    lacking = [package for package in packages if package not in present]
    lacking += [_tool_package(tool) for tool in tools if not _is_there(tool)]
    return lacking


def missing_venv() -> list[str]:
    """The package that this Python needs for making a `.venv`, if it cannot make one."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def install(packages: list[str]) -> None:
    """Install by apt: as root, or through sudo once in a terminal, else name the line and stop."""
    if not packages or sys.platform == "win32":
        return
    names = shlex.join(packages)
    if os.geteuid() == 0:
        prefix = []
    elif shutil.which("sudo") and sys.stdin is not None and sys.stdin.isatty():
        prefix = ["sudo"]
    else:
        raise SetupError(
            "缺少系统软件包，请让管理员运行下面一行，然后再来：\n"
            f"apt-get update && apt-get install -y --no-install-recommends {names}",
            NEEDS_SYSTEM_PACKAGES,
        )
    say(f"安装系统软件包：{names}")
    script = (
        "export DEBIAN_FRONTEND=noninteractive; apt-get update -q && "
        f"apt-get install -y -q --no-install-recommends {names}"
    )
    if subprocess.call([*prefix, "sh", "-c", script], stdout=sys.stderr):
        raise SetupError(
            f"系统软件包没有装上（原因见上）。装好后再来：{names}", NEEDS_SYSTEM_PACKAGES
        )


def installed(dpkg: Path = _DPKG) -> set[str]:
    """The packages whose files are here, as dpkg's folder of notes tells; without architecture.

    dpkg keeps a package's checksums exactly as long as its files are there. Debian 13 and Ubuntu
    24.04 call some libraries …t64; apt takes the old name all the same, and so does this.
    """
    notes = (
        name.removesuffix(".md5sums") for name in os.listdir(dpkg) if name.endswith(".md5sums")
    )
    return {note.partition(":")[0].removesuffix("t64") for note in notes}


def _is_there(tool: str) -> bool:
    """Also among the administrator's programs and the parts of others, which are on no path."""
    places = ["/usr/sbin", "/usr/libexec", *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
    return bool(shutil.which(tool) or shutil.which(tool, path=os.pathsep.join(places)))


def _tool_package(tool: str) -> str:
    package = (TOOLS | THOROUGH)[tool]
    if package == "chromium" and "ID=ubuntu\n" in Path("/etc/os-release").read_text("utf-8"):
        return "chromium-browser"
    return package
