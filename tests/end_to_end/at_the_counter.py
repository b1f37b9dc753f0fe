"""A counter at which people act by command: a real store, a real server beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from counter_app.cli import main
from counter_app.forms import matter
from tests.empty_store import lay_empty_store
from tests.families import document
from tests.unit.server.running_server import RunningServer

CLERK, LEAD = "lijing", "zhouying"
OWN = "自己的口令 2026"


class AtTheCounter:
    """Runs `counter-app` as a person at a terminal would, in this process."""

    def __init__(
        self, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.data, self._capsys = data, capsys
        monkeypatch.setenv("COUNTER_PASSWORD", OWN)
        lay_empty_store(data)
        self._monkeypatch = monkeypatch

    def run(self, *words: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        code = main([*words, "--data", str(self.data)])
        said, complaint = self._capsys.readouterr()
        return code, said, complaint

    def hire(
        self,
        server: RunningServer,
        login: str,
        *roles: str,
        region: str = "620702",
        street: str = "",
    ) -> None:
        """Somebody with a password of their own."""
        words = [word for role in roles for word in ("--role", role)]
        words += ["--street", street] if street else []
        first = server.command("add-staff", "某人", "--sign-in", login, *words, "--region", region)
        with self._monkeypatch.context() as other:
            other.setenv("COUNTER_PASSWORD", first.splitlines()[-1])
            other.setenv("COUNTER_NEW_PASSWORD", OWN)
            assert self.run("sign-in", "--staff", login)[0] == 0

    def do(self, who: str, act: str, number: str, **given: Any) -> tuple[int, dict[str, Any]]:
        """Exit code and what was said."""
        file = self.data.parent / "with.json"
        file.write_text(json.dumps(given, default=str), "utf-8")
        words = ("do", act, number, "--with", str(file), "--staff", who, "--json")
        code, said, complaint = self.run(*words)
        assert said or complaint
        return code, json.loads(said or "{}")

    def case(self, number: str) -> dict[str, Any]:
        code, said, complaint = self.run("case", number, "--staff", CLERK, "--json")
        assert code == 0, complaint
        found: dict[str, Any] = json.loads(said)
        return found


def enrolled(desk: AtTheCounter, server: RunningServer) -> AtTheCounter:
    """The window 03 of 甘州区, with a clerk and a lead."""
    string = server.add_window("03", "620702", "--url", server.address)
    assert desk.run("enrol", string)[0] == 0
    desk.hire(server, CLERK, "clerk")
    desk.hire(server, LEAD, "county_lead")
    return desk


def received(desk: AtTheCounter, tmp_path: Path, **changes: Any) -> str:
    """The number of a case that was received and nothing more."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps(matter.split(document(**changes)).content, default=str), "utf-8")
    code, said, complaint = desk.run("submit", str(file), "--json")
    assert code == 0, complaint
    return str(json.loads(said)["number"])


def consents(desk: AtTheCounter, number: str) -> None:
    for person, name in (("applicant", "周玉兰"), ("member:1", "赵建军")):
        given = {"person": person, "granted": True, "signed_by": name, "items": "all"}
        assert desk.do(CLERK, "consent", number, **given)[0] == 0
