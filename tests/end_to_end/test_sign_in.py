"""Signing in by the real command: first and own password, the line cut, wrong, reset."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.basics.catalogue.people import (
    NOT_ASKED,
    OFFLINE_LOCKED,
    OFFLINE_NOT_HERE,
    OFFLINE_WRONG,
    PASSWORD_FIRST,
    PASSWORD_WEAK,
    SIGN_IN_LOCKED,
    SIGN_IN_WRONG,
)
from counter_app.cli import main
from tests.unit.server.running_server import RunningServer

OWN = "自己的口令 2026"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()


class AtTheCounter:
    """Runs `counter-app` as a person at a terminal would: in this process, or by the program."""

    def __init__(
        self,
        program: Path,
        data: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self._program, self._data = program, data
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def run(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """Exit code, output, errors."""
        self._capsys.readouterr()
        with self._monkeypatch.context() as given:
            for name, value in environment.items():
                given.setenv(name, value)
            code = main([*words, "--data", str(self._data)])
        return code, *self._capsys.readouterr()

    def run_program(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """The same, by the installed program."""
        done = subprocess.run(
            [self._program, *words, "--data", self._data],
            env={**os.environ, **environment, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )
        return done.returncode, done.stdout, done.stderr

    def sign_in(
        self, login: str, password: str, new: str = "", *, by_program: bool = False
    ) -> tuple[int, dict[str, Any], str]:
        """The same of `sign-in`; what it prints, read."""
        given = {"COUNTER_PASSWORD": password} | ({"COUNTER_NEW_PASSWORD": new} if new else {})
        run = self.run_program if by_program else self.run
        code, said, complaint = run("sign-in", "--staff", login, "--json", **given)
        return code, json.loads(said or "{}"), complaint


@pytest.fixture
def desk(
    scripts: Path,
    tmp_path: Path,
    server: RunningServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> AtTheCounter:
    desk = AtTheCounter(scripts / "counter-app", tmp_path / "desk", capsys, monkeypatch)
    string = server.add_window("03", "620702", "--url", server.address)
    assert desk.run("enrol", string)[0] == 0
    return desk


@pytest.fixture
def first(server: RunningServer) -> str:
    """The first password of 李静, 620702-0317."""
    words = ("add-staff", "李静", "--sign-in", "620702-0317", "--role", "clerk")
    return server.command(*words, "--region", "620702").splitlines()[-1]


def test_from_the_first_password_to_a_cut_line_and_back(
    desk: AtTheCounter, server: RunningServer, first: str
) -> None:
    login = "620702-0317"
    code, said, complaint = desk.sign_in(login, first)
    assert (code, said) == (2, {})
    assert PASSWORD_FIRST.title in complaint
    code, _, complaint = desk.sign_in(login, first, "short")
    assert code == 1
    assert PASSWORD_WEAK.title in complaint
    code, said, _ = desk.sign_in(login, first, OWN)
    assert (code, said["name"], said["online"]) == (0, "李静", True)
    assert said["roles"] == [{"role": "clerk", "region": "620702", "street": None}]
    code, _, complaint = desk.sign_in(login, "wrong-1")
    assert code == 2
    assert SIGN_IN_WRONG.title in complaint

    server.stop()
    code, said, _ = desk.sign_in(login, OWN)
    assert (code, said["online"]) == (0, False)
    code, _, complaint = desk.sign_in("somebody", OWN)
    assert code == 3
    assert OFFLINE_NOT_HERE.title in complaint
    assert desk.sign_in(login, OWN, "Another-1")[0] == 3
    for left in (4, 3, 2, 1, 0):
        code, _, complaint = desk.sign_in(login, "wrong-1")
        assert code == 2
        assert OFFLINE_WRONG.title in complaint
        assert f"再错 {left} 次" in complaint
    code, _, complaint = desk.sign_in(login, OWN)
    assert code == 2
    assert OFFLINE_LOCKED.title in complaint

    server.start()
    assert desk.sign_in(login, OWN)[0] == 0
    server.stop()
    assert desk.sign_in(login, OWN)[0] == 0  # the server's word has unlocked it


def test_the_servers_lock_is_lifted_by_another_first_password(
    desk: AtTheCounter, server: RunningServer, first: str
) -> None:
    login = "620702-0317"
    for _ in range(5):
        desk.sign_in(login, "wrong-1")
    code, _, complaint = desk.sign_in(login, first, OWN)
    assert code == 2
    assert SIGN_IN_LOCKED.title in complaint
    again = server.command("reset-password", login).splitlines()[-1]
    assert desk.sign_in(login, again, OWN)[0] == 0


def test_without_a_terminal_a_password_has_to_be_given(desk: AtTheCounter, first: str) -> None:
    code, said, complaint = desk.run_program("sign-in", "--staff", "620702-0317")
    assert (code, said) == (2, "")
    assert NOT_ASKED.title in complaint
    assert first not in complaint


def test_nothing_that_was_typed_lies_in_any_file_of_the_counter(
    desk: AtTheCounter, tmp_path: Path, first: str
) -> None:
    code, said, _ = desk.sign_in("620702-0317", first, OWN, by_program=True)
    assert (code, said["online"]) == (0, True)
    for file in (tmp_path / "desk").iterdir():
        for word in (first, OWN, "李静", "620702-0317"):
            assert word.encode() not in file.read_bytes(), file.name
