"""A screen of its own with ibus and libpinyin, and a clerk who composes in the window there."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.patience import wait_until

_SCREEN = ("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
_BUS = ("dbus-daemon", "--session", "--nofork", "--print-address=1")
_IBUS = ("ibus-daemon", "--xim", "--panel=disable")


class Composer:
    """Everything that `begin` starts ends with `close`."""

    def __init__(self, folder: Path) -> None:
        self._log = (folder / "log").open("wb")
        self._started: list[subprocess.Popen[str]] = []
        home = folder / "home"
        for each in ("CONFIG", "DATA", "CACHE"):
            (home / each).mkdir(parents=True)
        self._env = {**os.environ, "HOME": str(home), "GSETTINGS_BACKEND": "memory"}
        self._env |= {f"XDG_{each}_HOME": str(home / each) for each in ("CONFIG", "DATA", "CACHE")}
        self._env |= {"QT_IM_MODULE": "ibus", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        self._counter = folder / "counter"

    def begin(self) -> None:
        """Open the window, the input method waiting for it."""
        self._env["DISPLAY"] = ":" + self._start(_SCREEN)
        self._env["DBUS_SESSION_BUS_ADDRESS"] = self._start(_BUS)
        self._popen(_IBUS)
        wait_until(self._speaks_pinyin)
        here = Path(__file__).parents[2]
        asked = (sys.executable, "-m", "tests.thorough.composing_window", str(self._counter))
        self._window = self._popen(asked, here)
        self.hand("windowfocus", str(self.ask("see")["window"]))

    def ask(self, line: str) -> dict[str, Any]:
        """Tell the window something, and what it then says of the field with the keyboard."""
        assert self._window.stdin is not None
        assert self._window.stdout is not None
        self._window.stdin.write(line + "\n")
        self._window.stdin.flush()
        answer: dict[str, Any] = json.loads(self._window.stdout.readline())
        return answer

    def hand(self, *deed: str) -> None:
        """Keys and mouse of the screen, as xdotool says them."""
        subprocess.run(("xdotool", *deed), env=self._env, check=True)

    def open(self, key: str) -> str:
        """Open a field with its text marked; the text."""
        self.ask(f"show {key}")
        wait_until(lambda: self.ask("see").get("marked"))
        return str(self.ask("see")["text"])

    def compose(self, letters: str) -> None:
        """Type letters that the input method takes."""
        self.hand("key", *letters)
        wait_until(lambda: self.ask("see").get("composing"))

    def until(self, **said: object) -> None:
        """Wait for what the window says of the field."""
        wait_until(lambda: said.items() <= self.ask("see").items())

    def close(self) -> None:
        """End what was started, the last first."""
        for each in reversed(self._started):
            os.killpg(each.pid, signal.SIGTERM)
            each.communicate()
        self._log.close()

    def _speaks_pinyin(self) -> bool:
        """Ask for the engine until it is there: the asking itself says no, without a field."""
        self._ibus("engine", "libpinyin")
        return self._ibus("engine") == "libpinyin"

    def _ibus(self, *asked: str) -> str:
        called = ("timeout", "3", "ibus", *asked)
        done = subprocess.run(
            called, env=self._env, stdout=subprocess.PIPE, stderr=self._log, check=False
        )
        return done.stdout.decode().strip()

    def _start(self, program: tuple[str, ...]) -> str:
        """The line that a program says once it is there."""
        started = self._popen(program)
        assert started.stdout is not None
        return started.stdout.readline().strip()

    def _popen(self, program: tuple[str, ...], folder: Path | None = None) -> subprocess.Popen[str]:
        started = subprocess.Popen(
            program,
            cwd=folder,
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            encoding="utf-8",
            start_new_session=True,
        )
        self._started.append(started)
        return started
