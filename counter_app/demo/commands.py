"""`counter-app` beside the open window, as somebody at a terminal runs it.

For what the window has no screen for: who approves, who settles the register, files received.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from counter_app.demo.hands import PATIENCE_SECONDS, StuckError

COUNTY, LEAD = "zhaolei", "zhouying"
"""Of the trial's people: who proposes for the county, and who approves."""


class Commands:
    """Over one counter's data; the people of a trial have no password."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def do(self, who: str, act: str, number: str, given: Mapping[str, object]) -> None:
        """`counter-app do`; raises StuckError where it was not done."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "with.json"
            file.write_text(json.dumps(given, ensure_ascii=False), "utf-8")
            self._run("do", act, number, "--with", str(file), "--staff", who)

    def submit(self, files: Sequence[Path]) -> list[dict[str, Any]]:
        """`counter-app submit`: what was received, in the order of the files."""
        said = self._run("submit", *map(str, files))
        return [json.loads(line) for line in said.splitlines()]

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "counter_app", *words, "--json", "--data", str(self._data)],
            capture_output=True,
            encoding="utf-8",
            env={**_environment(), "PYTHONUTF8": "1"},
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        if done.returncode:
            raise StuckError(f"counter-app {words[0]} 没有办成：{done.stderr.strip()}")
        return done.stdout


def _environment() -> dict[str, str]:
    """Without settings of whoever runs the demonstration."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COUNTER_")}
