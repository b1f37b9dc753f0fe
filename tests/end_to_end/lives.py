"""Lives of counters and servers that a test begins and ends; what they said is told."""

import os
import select
import time
from pathlib import Path

from tests.patience import PATIENCE
from tests.unit.server.server_process import SHORT_LIVES, ServerProcess


class Lives:
    """One life at a time, each a real process; see `short_lives` for what can be lived."""

    def __init__(self) -> None:
        self._life: ServerProcess | None = None
        self._heard = b""
        self._log = Path(os.devnull)

    def __enter__(self) -> "Lives":
        return self

    def __exit__(self, *_: object) -> None:
        if self._life:
            self._life.kill()
            self._over(self._life)

    def begin(self, *words: object) -> str:
        """Begin a life; what it says first."""
        self.begin_quietly(*words)
        return self._line()

    def begin_quietly(self, which: str, folder: Path, *words: object) -> None:
        """Begin a life, and do not wait until it says something."""
        assert self._life is None, "one life at a time"
        self._log = folder.with_name(f"{folder.name}.life.log")
        said = (which, *map(str, (folder, *words)))
        self._life, self._heard = ServerProcess(said, self._log, SHORT_LIVES), b""

    def says_within(self, seconds: float) -> float | None:
        """Wait so long; after how long it said something, if it did."""
        begun = time.monotonic()
        spoke = bool(self._heard) or self._is_speaking(seconds)
        return time.monotonic() - begun if spoke else None

    def hear(self, lines: int) -> None:
        """Let it live until it has said so many lines that nobody has read; they are kept."""
        while self._heard.count(b"\n") < lines:
            assert self._hear_more(), self._log.read_text("utf-8")

    def wait(self, seconds: float) -> None:
        """Let it live for so long, and keep what it says."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._is_speaking(left):
                assert self._hear_more(), self._log.read_text("utf-8")

    def kill(self, after: float = 0.0) -> list[str]:
        """Let it live for so long, pull the plug; all that it had said and was not read yet."""
        self.wait(after)
        assert self._life, "nothing lives"
        self._life.kill()
        while self._hear_more():
            pass
        self._over(self._life)
        return self._heard.decode().splitlines()

    def _over(self, life: ServerProcess) -> None:
        life.wait(PATIENCE)
        life.stdout.close()
        self._life = None

    def _line(self) -> str:
        self.hear(1)
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode()

    def _is_speaking(self, seconds: float) -> bool:
        assert self._life, "nothing lives"
        return bool(select.select([self._life.stdout], [], [], seconds)[0])

    def _hear_more(self) -> bool:
        """Wait for what it says next; false once it has ended."""
        assert self._life, "nothing lives"
        part = os.read(self._life.stdout.fileno(), 1 << 16)
        self._heard += part
        return bool(part)
