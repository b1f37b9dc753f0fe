"""The demonstration's departments: `counter-departments` beside the server, and what it was asked.

Must not decide what departments know.
"""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from counter_app.basics.private_files import write_private
from counter_app.demo.hands import PATIENCE_SECONDS, StuckError
from counter_app.forms.consents import Department

_CONNECTION = """[[connection]]
department = "{department}"
from = 2020-01-01
driver = "call"
address = "{address}/plain"
style = "plain"
at_once = 8
seconds = 20
"""
_COMMAND = (sys.executable, "-m", "central_server.stand_in.cli")


class OwnDepartments:
    """Started on a free port; ends with `stop`."""

    def __init__(self, folder: Path) -> None:
        file = folder / "answers.json"
        write_private(file, b"{}")
        with (folder / "departments.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*_COMMAND, "--port", "0", "--answers", str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self.address = self._said()

    def _said(self) -> str:
        """Its address, once it listens; raises StuckError."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode()
        if "http://" not in line:
            raise StuckError("部门接口替身没有起来")
        return line[line.index("http://") :].strip()

    def connections(self) -> str:
        """The rows of policy by which the server reaches it, for every department."""
        return "\n".join(
            _CONNECTION.format(department=each, address=self.address) for each in Department
        )

    def know(self, people: Mapping[str, Any]) -> None:
        """What is known of these people from now on."""
        self._control({"people": people})

    def set_down(self, items: Mapping[str, bool]) -> None:
        """Which items nobody answers, and which again."""
        self._control({"items": {item: {"down": down} for item, down in items.items()}})

    def asked(self) -> list[dict[str, Any]]:
        """Every question that came, in order."""
        with urllib.request.urlopen(f"{self.address}/asked", timeout=PATIENCE_SECONDS) as answer:
            found: list[dict[str, Any]] = json.loads(answer.read())
        return found

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _control(self, changed: Mapping[str, Any]) -> None:
        raw = json.dumps(changed, ensure_ascii=False).encode()
        asked = urllib.request.Request(f"{self.address}/control", raw, method="POST")
        with urllib.request.urlopen(asked, timeout=PATIENCE_SECONDS) as answer:
            answer.read()
