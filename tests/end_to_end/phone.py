"""A phone: headless Chromium, one process, driven over its debugging pipe.

A window of Chromium cannot be narrower than 500 pixels; the pipe lets it lay a page out as a phone
of 360 does, with the page's own scripts off.
"""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 360, 740
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
]


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it lies on the phone; `text` is what a person reads, `source` all that came."""

    status: int
    text: str
    source: str
    overflow: int
    """By how many pixels the page is wider than the phone."""
    smallest_target: float
    """Height of the lowest link, button or field, in pixels; 1e9 without any."""


class Phone:
    """One page at a time."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = os.fdopen(answers, "rb", closefd=False)
        self._asked = 0
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 2, "mobile": True}
        self._ask("Emulation.setDeviceMetricsOverride", **size)
        self._ask("Emulation.setScriptExecutionDisabled", value=True)
        self._ask("Page.enable")
        self._ask("Network.enable")

    def open(self, url: str, picture: Path | None = None) -> Seen:
        """Load the page, and keep a picture of it where one is wanted."""
        self._send("Page.navigate", url=url)
        return self._seen(picture)

    def answer(self, *answers: str, picture: Path | None = None) -> Seen:
        """Type into the fields of the page's form, in their order, and send it by Enter."""
        fields = "document.querySelectorAll('input[type=text]')"
        for place, text in enumerate(answers):
            self._ask("Runtime.evaluate", expression=f"{fields}[{place}].focus()")
            self._ask("Input.insertText", text=text)
        for kind in ("keyDown", "keyUp"):
            enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            self._send("Input.dispatchKeyEvent", type=kind, **enter)
        return self._seen(picture)

    def _seen(self, picture: Path | None) -> Seen:
        status = self._wait("Network.responseReceived")["response"]["status"]
        self._wait("Page.loadEventFired")
        seen = Seen(
            status,
            self._value("document.body.innerText"),
            self._value("document.documentElement.outerHTML"),
            int(self._value(f"document.documentElement.scrollWidth - {WIDTH}")),
            self._value(
                "Math.min(...[...document.querySelectorAll('a,button,input:not([type=hidden])')]"
                ".map(a => a.getBoundingClientRect().height), 1e9)"
            ),
        )
        if picture:
            whole = self._ask("Page.captureScreenshot", captureBeyondViewport=True)
            picture.write_bytes(base64.b64decode(whole["data"]))
        return seen

    def _value(self, expression: str) -> Any:
        """The debugger's own look at the page; the page's scripts stay off."""
        found = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"]["value"]

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        asked = self._send(method, **parameters)
        while True:
            message = self._read()
            if message.get("id") == asked:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    def _send(self, method: str, **parameters: Any) -> int:
        self._asked += 1
        message = {"id": self._asked, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        return self._asked

    def _wait(self, event: str) -> dict[str, Any]:
        while True:
            message = self._read()
            if message.get("method") == event:
                parameters: dict[str, Any] = message["params"]
                return parameters

    def _read(self) -> dict[str, Any]:
        letters = bytearray()
        while (letter := self._answers.read(1)) != b"\0":
            assert letter, "the browser has gone"
            letters += letter
        message: dict[str, Any] = json.loads(letters)
        return message


@contextmanager
def a_phone(profile: Path) -> Iterator[Phone]:
    """A phone with a fresh profile, switched off at the end."""
    browser = next((found for name in _NAMES if (found := shutil.which(name))), None)
    assert browser, "chromium is missing: `run.py test` installs it, `run.py doctor` says how"
    its_end, commands = os.pipe()
    answers, its_answers = os.pipe()
    # Chromium reads commands from descriptor 3 and writes answers to 4.
    start = f'exec "$0" "$@" 3<&{its_end} 4>&{its_answers}'
    with subprocess.Popen(
        ["bash", "-c", start, browser, *_QUIET, f"--user-data-dir={profile}", "about:blank"],
        pass_fds=(its_end, its_answers),
        stderr=subprocess.DEVNULL,
        env=os.environ,
    ) as process:
        os.close(its_end)
        os.close(its_answers)
        try:
            yield Phone(commands, answers)
        finally:
            os.close(commands)
            process.kill()
            os.close(answers)
