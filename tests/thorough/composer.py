"""A screen of its own with ibus and libpinyin, and a clerk who composes in the window there."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.desktop import ROOT, Desktop, tell
from tests.patience import wait_until

_IBUS = ("ibus-daemon", "--xim", "--panel=disable")


class Composer(Desktop):
    """Everything that `begin` starts ends with `close`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, QT_IM_MODULE="ibus")
        self._counter = folder / "counter"

    def begin(self) -> None:
        """Open the window, the input method waiting for it."""
        super().begin()
        self.start(_IBUS)
        wait_until(self._speaks_pinyin)
        asked = (sys.executable, "-m", "tests.thorough.composing_window", str(self._counter))
        self._window = self.start(asked, ROOT)
        self.hand("windowfocus", str(self.ask("see")["window"]))

    def ask(self, line: str) -> dict[str, Any]:
        """Tell the window something, and what it then says of the field with the keyboard."""
        answer: dict[str, Any] = json.loads(tell(self._window, line))
        return answer

    def hand(self, *deed: str) -> None:
        """Keys and mouse of the screen, as xdotool says them."""
        subprocess.run(("xdotool", *deed), env=self.env, check=True)

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

    def _speaks_pinyin(self) -> bool:
        """Ask for the engine until it is there: the asking itself says no, without a field."""
        self._ibus("engine", "libpinyin")
        return self._ibus("engine") == "libpinyin"

    def _ibus(self, *asked: str) -> str:
        called = ("timeout", "3", "ibus", *asked)
        done = subprocess.run(
            called, env=self.env, stdout=subprocess.PIPE, stderr=self._log, check=False
        )
        return done.stdout.decode().strip()
