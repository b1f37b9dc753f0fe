"""What happened when, in the demonstration's folder and on the screen."""

import time
from pathlib import Path

NAME = "log.txt"


class Log:
    """One line each; nothing personal."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        path.unlink(missing_ok=True)
        self._file = path.open("w", encoding="utf-8")
        self._start = time.monotonic()

    def say(self, words: str) -> None:
        """One line."""
        line = f"{time.monotonic() - self._start:6.2f} 秒  {words}"
        print(line, flush=True)
        print(line, file=self._file, flush=True)

    def close(self) -> None:
        """Nothing more is said."""
        self._file.close()
