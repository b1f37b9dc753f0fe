"""A console that lacks a letter, a file name that is none, a reader who left: no line is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.basics.clock import system_clock
from counter_app.wire.enrolment import write_enrolment
from tests.engine import another, counter_at, enrolment, raw

FIELD = Path(__file__).parents[2] / "data" / "field"
RARE, SECOND = FIELD / "a3_马𬱖.json", FIELD / "a3_second.json"
CONSOLES = ("cp936", "ascii", "latin-1", "utf-8")


def counter(
    folder: Path, *words: str, encoding: str, out: int = subprocess.PIPE
) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", "--data", str(folder / "data"), *words],
        stdout=out,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    return done.returncode, done.stdout or b"", done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with counter_at(tmp_path / "data", system_clock):
        return tmp_path


def test_a_window_is_enrolled_at_a_bare_console(tmp_path: Path) -> None:
    code, _, complaint = counter(tmp_path, "enrol", write_enrolment(enrolment()), encoding="ascii")
    assert code == 0, complaint


@pytest.mark.parametrize("encoding", CONSOLES)
def test_every_case_is_told_whatever_the_console_can_write(folder: Path, encoding: str) -> None:
    code, said, complaint = counter(folder, "submit", str(RARE), str(SECOND), encoding=encoding)
    assert (code, complaint) == (0, b"")
    assert [line.count(b"620702-2026-") for line in said.splitlines()] == [1, 1]
    said.decode(encoding)


@pytest.mark.parametrize("encoding", CONSOLES)
def test_json_is_json_in_every_encoding(folder: Path, encoding: str) -> None:
    code, said, _ = counter(folder, "submit", "--json", str(RARE), str(SECOND), encoding=encoding)
    assert code == 0
    told = [json.loads(line.decode(encoding)) for line in said.splitlines()]
    assert [line["file"] for line in told] == [str(RARE), str(SECOND)]
    assert json.loads(counter(folder, "status", "--json", encoding=encoding)[1])["cases"] == 2


@pytest.mark.parametrize("encoding", ["cp936", "ascii"])
def test_troubles_are_told_as_well(folder: Path, encoding: str) -> None:
    absent = folder / "没有𬱖.json"
    code, said, complaint = counter(folder, "submit", str(absent), str(SECOND), encoding=encoding)
    assert code == 2
    assert b"Traceback" not in complaint
    assert len(complaint.splitlines()) == 1
    assert b"620702-2026-" in said


@pytest.mark.parametrize("encoding", ["cp936", "ascii"])
def test_papers_of_such_a_name_are_written_and_told(folder: Path, encoding: str) -> None:
    words = ("print", str(RARE), str(SECOND), "--only", "receipt", "--out", str(folder / "papers"))
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", *words],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == len(list((folder / "papers").iterdir())) == 2


def test_a_file_name_that_is_no_text_is_told_by_its_bytes(folder: Path) -> None:
    odd = os.fsencode(folder) + b"/\xff\x1b[31m.json"
    Path(os.fsdecode(odd)).write_bytes(raw(another(1)))
    code, said, _ = counter(folder, "submit", os.fsdecode(odd), str(SECOND), encoding="utf-8")
    assert code == 0
    assert said.count(b"620702-2026-") == 2
    assert b"\x1b" not in said
    told = counter(folder, "submit", "--json", os.fsdecode(odd), encoding="utf-8")[1]
    assert os.fsencode(json.loads(told)["file"]) == odd


def test_where_nobody_reads_the_numbers_come_on_the_other_stream(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, complaint = counter(
            folder, "submit", str(RARE), str(SECOND), encoding="utf-8", out=full.fileno()
        )
    assert code == 0
    assert complaint.count(b"620702-2026-") == 2
    assert b"Traceback" not in complaint


def test_help_can_be_read_on_a_bare_console(tmp_path: Path) -> None:
    for module in ("counter_app", "central_server"):
        done = subprocess.run(
            [sys.executable, "-m", module, "--help"],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            check=False,
        )
        assert done.returncode == 0
        assert b"--" in done.stdout
