"""A screen and a session bus of a test's own, and the programs that are started in it."""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

_SCREEN = ("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
_BUS = ("dbus-daemon", "--session", "--nofork", "--print-address=1")
ROOT = Path(__file__).parents[1]


class Desktop:
    """Everything that is started here ends with `close`."""

    def __init__(self, folder: Path, **more: str) -> None:
        """`more`: what the programs find in their environment."""
        self._log = (folder / "log").open("wb")
        self._started: list[subprocess.Popen[str]] = []
        home = folder / "home"
        for each in ("CONFIG", "DATA", "CACHE"):
            (home / each).mkdir(parents=True)
        self.env = {**os.environ, "HOME": str(home), "GSETTINGS_BACKEND": "memory"}
        self.env |= {f"XDG_{each}_HOME": str(home / each) for each in ("CONFIG", "DATA", "CACHE")}
        self.env |= {"QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8", **more}

    def begin(self) -> None:
        """Start the screen and the bus."""
        self.env["DISPLAY"] = ":" + self.first_line(_SCREEN)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.first_line(_BUS)

    def first_line(self, program: Sequence[str]) -> str:
        """The line that a program says once it is there."""
        return said(self.start(program))

    def start(self, program: Sequence[str], folder: Path | None = None) -> subprocess.Popen[str]:
        """Start a program; lines go to it and come from it."""
        started = subprocess.Popen(
            program,
            cwd=folder,
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            encoding="utf-8",
            start_new_session=True,
        )
        self._started.append(started)
        return started

    def close(self) -> None:
        """End what was started, the last first."""
        for each in reversed(self._started):
            os.killpg(each.pid, signal.SIGTERM)
            each.communicate()
        self._log.close()


def said(program: subprocess.Popen[str]) -> str:
    """The next line of a program."""
    assert program.stdout is not None
    return program.stdout.readline().strip()


def tell(program: subprocess.Popen[str], line: str) -> str:
    """Tell a program something; the line that it answers."""
    assert program.stdin is not None
    program.stdin.write(line + "\n")
    program.stdin.flush()
    return said(program)
