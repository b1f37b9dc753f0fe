"""What the programs leave is their owner's, as real processes under the umask of every desk."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.basics.private_files import NOT_ENCRYPTED
from tests.documents import samples
from tests.modes import EVERYONES, open_to_others

COUNTER, SERVER = ([sys.executable, "-m", name] for name in ("counter_app", "central_server"))


@pytest.fixture
def application(tmp_path: Path) -> Path:
    path = tmp_path / "申请一.json"
    path.write_text(json.dumps(samples.document(), ensure_ascii=False), "utf-8")
    return path


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ, umask=EVERYONES, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def test_printed_papers_are_the_owners_and_it_is_said_that_they_are_not_encrypted(
    application: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "out"
    done = run(*COUNTER, "print", application, "--out", out)
    assert len(list(out.iterdir())) == 4
    assert not open_to_others(out.parent)
    assert NOT_ENCRYPTED in done.stderr
    assert NOT_ENCRYPTED not in done.stdout


def test_papers_of_an_earlier_program_are_closed_to_others(
    application: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o755)
    run(*COUNTER, "print", application, "--out", out, "--only", "receipt")
    assert not open_to_others(out)
    paper = next(out.iterdir())
    for each in (out, paper):
        each.chmod(0o755)
    run(*COUNTER, "print", application, "--out", out, "--only", "receipt")
    assert open_to_others(out) == {".": "0o40755"}  # whose folder it is nobody can tell
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_link_that_lies_in_wait_is_replaced_not_followed(
    application: Path, tmp_path: Path
) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    (out / "申请一-receipt.pdf").symlink_to(elsewhere)
    run(*COUNTER, "print", application, "--out", out, "--only", "receipt")
    assert not elsewhere.exists()


def test_the_counters_and_the_servers_data_are_their_owners(
    application: Path, tmp_path: Path
) -> None:
    counter, server = tmp_path / "counter", tmp_path / "server"
    words = ("--region", "620702", "--url", "http://127.0.0.1:8620", "--data", server)
    string = run(*SERVER, "add-window", "03", *words).stdout.split()[-1]
    run(*COUNTER, "enrol", string, "--data", counter)
    run(*COUNTER, "submit", application, "--data", counter)
    run(*COUNTER, "status", "--data", counter)
    assert not open_to_others(counter)
    assert not open_to_others(server)


def test_data_folders_of_an_earlier_program_are_closed_to_others(tmp_path: Path) -> None:
    run(*COUNTER, "status", "--data", tmp_path / "data")
    (tmp_path / "data").chmod(0o755)
    run(*COUNTER, "status", "--data", tmp_path / "data")
    assert not open_to_others(tmp_path / "data")


def test_a_crash_leaves_no_copy_of_the_memory() -> None:
    code = (
        "import sys, counter_app.cli as cli\n"
        "from resource import RLIMIT_CORE, getrlimit, setrlimit\n"
        "setrlimit(RLIMIT_CORE, (getrlimit(RLIMIT_CORE)[1],) * 2)\n"
        "sys.argv = ['counter-app', '--help']\n"
        "try: cli.main()\n"
        "except SystemExit: print(getrlimit(RLIMIT_CORE)[0])\n"
    )
    assert run(sys.executable, "-c", code).stdout.splitlines()[-1] == "0"
