"""enrol from standard input, export, and what status and sync say of a window that is shut out."""

import io
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.basics.catalogue.devices import EXPORT_FAILED, LINE_OPEN, WINDOW_REVOKED
from counter_app.wire.enrolment import write_enrolment
from tests.engine import another, enrolment, raw
from tests.unit.commands.test_store_commands import Run, files, run, server
from tests.unit.server.running_server import RunningServer

__all__ = ["files", "run", "server"]


@pytest.mark.parametrize("words", [(), ("-",)], ids=["nothing", "dash"])
def test_the_string_is_read_from_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f" {write_enrolment(enrolment())}\n"))
    code, said, _ = run("enrol", *words)
    assert code == 0
    assert "620702-03" in said


def test_the_string_stands_in_no_list_of_processes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "counter_app", "enrol", "--data", str(tmp_path / "data")]
    string = write_enrolment(enrolment())
    done = subprocess.run(command, input=string, capture_output=True, text=True, check=True)
    assert "620702-03" in done.stdout
    assert string not in done.stdout + done.stderr


def test_a_string_with_an_open_line_is_refused(run: Run) -> None:
    code, _, complaint = run("enrol", write_enrolment(enrolment(server_address="http://10.1.1.1")))
    assert code == 2
    assert LINE_OPEN.title in complaint


def test_a_line_in_the_room_is_said_to_be_open(run: Run) -> None:
    lan = write_enrolment(enrolment(server_address="http://10.255.255.1:9", lan=True))
    assert "未加密" in run("enrol", lan)[1]
    assert "未加密" in run("status")[1]


def test_a_window_that_was_shut_out_says_so_and_exports(
    run: Run, files: list[str], server: RunningServer, tmp_path: Path
) -> None:
    run("enrol", server.add_window("03", "620702", "--url", server.address))
    assert run("submit", files[0])[0] == 0
    assert run("sync")[0] == 0
    server.command("revoke-window", "03", "--why", "被盗")
    code, _, complaint = run("sync")
    assert code == 1
    assert complaint.count(WINDOW_REVOKED.title) == 1
    code, said, complaint = run("submit", files[1])
    assert (code, said) == (1, "")
    assert WINDOW_REVOKED.title in complaint
    assert WINDOW_REVOKED.title in run("status")[2]
    out = tmp_path / "out"
    code, said, complaint = run("export", "--out", str(out))
    assert code == 0
    assert "1 件" in said
    assert "未加密" in complaint
    (written,) = out.iterdir()
    came_in = json.loads(Path(files[0]).read_bytes())
    assert json.loads(written.read_bytes()) == {name: v for name, v in came_in.items() if v != []}
    assert written.name.startswith("620702-")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(out.stat().st_mode) == 0o700


def test_cases_of_others_are_exported_when_asked(
    run: Run, files: list[str], server: RunningServer, tmp_path: Path
) -> None:
    for code, data in (("03", "data"), ("04", "other")):
        run("enrol", server.add_window(code, "620702", "--url", server.address), data=data)
    run("submit", *files)
    run("sync")
    run("sync", data="other")
    assert "0 件" in run("export", "--out", str(tmp_path / "own"), data="other")[1]
    assert "2 件" in run("export", "--all", "--out", str(tmp_path / "all"), data="other")[1]


def test_a_folder_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(raw(another(1)))
    code, _, complaint = run("export", "--out", str(tmp_path / "file"))
    assert code == 2
    assert EXPORT_FAILED.title in complaint
