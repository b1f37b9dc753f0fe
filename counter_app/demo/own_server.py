"""The demonstration's own central server: a process in a temporary directory."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from counter_app.basics.quick_time import QuickClock
from counter_app.demo.hands import PATIENCE_SECONDS, StuckError

_TRY_SECONDS = 0.1
REGION = "620702"
"""甘州区: where all of it happens."""
_WINDOW = "03"


class OwnServer:
    """Started on a free port; ends with `stop`, or when this process dies."""

    def __init__(self, folder: Path, port: int, clock: QuickClock | None = None) -> None:
        """`clock`: that of a trial that runs fast; it is founded as one before it starts."""
        self.address = f"http://127.0.0.1:{port}"
        self._folder, self._port = folder, port
        self._clock = ("--trial-clock", clock.write()) if clock else ()
        if clock:
            self.command("found-trial")
        self._process = self._started()

    def start(self) -> None:
        """Start it again on the same store, after `stop`."""
        self._process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        words = [
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
            "--until-stdin-closes",
            *self._clock,
        ]
        with (self._folder.parent / "server.log").open("ab") as log:
            return subprocess.Popen(
                [*_COMMAND, *words, "--data", str(self._folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def wait(self) -> None:
        """Until it answers; raises StuckError."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(_TRY_SECONDS)
        raise StuckError("中心服务器没有起来")

    def add_window(self, *more: str, code: str = _WINDOW) -> str:
        """The enrolment string of this demonstration's window, or of another."""
        label = f"住建 {int(code)} 号窗口"
        return self._added("add-window", code, "--label", label, *more)

    def add_desk(self, code: str) -> str:
        """The enrolment string of a desk."""
        return self._added("add-desk", code, "--label", f"住建审核台 {code}")

    def add_all(self, windows: Sequence[str], desks: Sequence[str]) -> dict[str, str]:
        """Code → enrolment string, all at once: what takes long is that a process starts."""
        with ThreadPoolExecutor() as pool:
            found = {code: pool.submit(self.add_window, code=code) for code in windows}
            found |= {code: pool.submit(self.add_desk, code) for code in desks}
            return {code: each.result() for code, each in found.items()}

    def _added(self, *words: str) -> str:
        place = ("--region", REGION, "--url", self.address)
        return self.command(*words, *place).splitlines()[-1]

    def command(self, *words: str) -> str:
        """What a command of the administrator says."""
        done = subprocess.run(
            [*_COMMAND, *words, "--data", str(self._folder)],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def fetch(self, address: str) -> str:
        """A page as a browser without JavaScript gets it."""
        with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as answer:
            body: bytes = answer.read()
        return body.decode("utf-8")

    def stop(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_COMMAND = (sys.executable, "-m", "central_server")
