"""`counter-app submit` beside the open window, as somebody at a terminal runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counter_app.demo.hands import PATIENCE_SECONDS, StuckError


def submit(data: Path, files: Sequence[Path]) -> list[dict[str, Any]]:
    """What was received over this data, in the order of the files; raises StuckError."""
    words = ["submit", *map(str, files), "--json", "--data", str(data)]
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", *words],
        capture_output=True,
        encoding="utf-8",
        env={**_environment(), "PYTHONUTF8": "1"},
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    if done.returncode:
        raise StuckError(f"counter-app submit 没有办成：{done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _environment() -> dict[str, str]:
    """Without settings of whoever runs the demonstration."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COUNTER_")}
