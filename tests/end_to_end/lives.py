"""Lives of counters and servers that a test begins and ends; what they said is told."""

import os
import select
import signal
import subprocess
import sys
import time


class Lives:
    """One life at a time, each a real process; see `short_lives` for what can be lived."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.short_lives"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._say, self._hear = self._process.stdin, self._process.stdout
        self._heard = b""
        self._pid = 0

    def __enter__(self) -> "Lives":
        return self

    def __exit__(self, *_: object) -> None:
        self._say.close()
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
        self._hear.close()
        self._process.wait()

    def begin(self, *words: object) -> str:
        """Begin a life; what it says first."""
        self.begin_quietly(*words)
        return self._line()

    def begin_quietly(self, *words: object) -> None:
        """Begin a life, and do not wait until it says something."""
        self._say.write((" ".join(map(str, words)) + "\n").encode())
        word, pid = self._line().split()
        assert word == "begun", "a life spoke before it had begun"
        self._pid = int(pid)

    def says_within(self, seconds: float) -> float | None:
        """Wait so long; after how long it said something, if it did."""
        begun = time.monotonic()
        spoke = bool(self._heard) or select.select([self._hear], [], [], seconds)[0]
        return time.monotonic() - begun if spoke else None

    def hear(self, lines: int) -> None:
        """Let it live until it has said so many lines that nobody has read; they are kept."""
        while self._heard.count(b"\n") < lines:
            self._hear_more()

    def wait(self, seconds: float) -> None:
        """Let it live for so long, and keep what it says."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._hear], [], [], left)[0]:
                self._hear_more()

    def kill(self, after: float = 0.0) -> list[str]:
        """Let it live for so long, pull the plug; all that it had said and was not read yet."""
        self.wait(after)
        os.kill(self._pid, signal.SIGKILL)
        self._pid = 0
        said = []
        while (line := self._line()) != "ended":
            said.append(line)
        return said

    def _line(self) -> str:
        self.hear(1)
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode()

    def _hear_more(self) -> None:
        part = os.read(self._hear.fileno(), 1 << 16)
        assert part, "the process that begins lives has ended"
        self._heard += part
