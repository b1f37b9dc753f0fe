"""The counter with a server of its own, as `run.py` opens it: first and second start, the end."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from setup_house.house import open_house
from setup_house.setup_error import SetupError
from tests.modes import EVERYONES, open_to_others
from tests.patience import PATIENCE, wait_until

_OPEN = """
import pathlib, sys
from setup_house import house
from tests.patience import PATIENCE
try:
    sys.exit(house.open_house(pathlib.Path(sys.argv[1]), lan="lan" in sys.argv))
except KeyboardInterrupt:
    sys.exit(130)
"""


@contextmanager
def _open_house(checkout: Path, data: Path, *how: str) -> Iterator[str]:
    """The house while its server answers; gives the server's address."""
    command = [sys.executable, "-c", _OPEN, str(data), *how]
    with _started(command, checkout) as process:
        yield _until_answering(process, data / "house.json")


@contextmanager
def _started(command: list[str], checkout: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A house that is asked to end after the block; where that failed it is killed."""
    with subprocess.Popen(command, cwd=checkout, env=os.environ, umask=EVERYONES) as process:
        try:
            yield process
            process.terminate()
            process.wait(PATIENCE)
        finally:
            process.kill()


def _until_answering(process: subprocess.Popen[bytes], settled: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None
        try:
            house = json.loads(settled.read_text("utf-8"))
            if house["enrolled"] and _answers(f"http://127.0.0.1:{house['port']}"):
                return f"http://127.0.0.1:{house['port']}"
        except FileNotFoundError:
            pass
        _pause(process)
    raise AssertionError("the house did not open")


def _pause(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(0.1)
    except subprocess.TimeoutExpired:
        return


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_house_opens_keeps_its_port_and_leaves_nothing_running(
    checkout: Path, tmp_path: Path, scripts: Path
) -> None:
    with _open_house(checkout, tmp_path) as first:
        assert not open_to_others(tmp_path)
    (tmp_path / "server.log").chmod(0o644)
    with _open_house(checkout, tmp_path) as second:
        command = [scripts / "counter-app", "sync", "--once", "--data", tmp_path]
        assert subprocess.run(command, env=os.environ).returncode == 0
    assert first == second
    assert not open_to_others(tmp_path)
    assert not _answers(first)
    assert json.loads((tmp_path / "house.json").read_text("utf-8"))["enrolment"] == ""


def test_first_start_that_broke_off_is_finished(checkout: Path, tmp_path: Path) -> None:
    with _open_house(checkout, tmp_path):
        house = json.loads((tmp_path / "house.json").read_text("utf-8"))
    for name in (
        "counter.db",
        "counter.db-wal",
        "counter.db-shm",
        "counter.key",
        "counter.numbers",
    ):
        (tmp_path / name).unlink(missing_ok=True)
    unfinished = house | {"enrolled": False}
    (tmp_path / "house.json").write_text(json.dumps(unfinished), "utf-8")
    with _open_house(checkout, tmp_path) as address:
        assert address.endswith(str(house["port"]))


def test_in_the_room_only_the_page_can_be_reached(checkout: Path, tmp_path: Path) -> None:
    if not _own_address():
        with pytest.raises(SetupError):
            open_house(tmp_path, lan=True)
        return
    with _open_house(checkout, tmp_path, "lan") as address:
        house = json.loads((tmp_path / "house.json").read_text("utf-8"))
        room = f"http://{_own_address()}"
        public = f"{room}:{house['public_port']}"
        assert house["public_port"] != house["port"]
        assert _status(f"{public}/r/sample") == 200
        assert {_status(f"{public}{path}") for path in ("/healthz", "/api/v1/push")} == {404}
        assert _status(f"{room}:{house['port']}/r/sample") == 0
        assert _status(f"{address}/r/sample") == 200
    with _open_house(checkout, tmp_path, "lan"):
        again = json.loads((tmp_path / "house.json").read_text("utf-8"))
    assert again == house


def _own_address() -> str:
    """This machine's address in its network; empty where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        if probe.connect_ex(("10.255.255.255", 9)):
            return ""
        address: str = probe.getsockname()[0]
    return address


def _status(address: str) -> int:
    """The status of an answer; 0 where nobody is reached."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def test_the_houses_server_is_started_again_and_goes_with_the_house(
    checkout: Path, tmp_path: Path
) -> None:
    with _open_house(checkout, tmp_path) as address:
        for server in _processes(str(tmp_path / "server")):
            os.kill(server, signal.SIGKILL)
        wait_until(lambda: not _answers(address))
        wait_until(lambda: _answers(address))
    assert not _answers(address)


def test_a_house_that_found_a_server_takes_its_window_away_as_well(
    checkout: Path, tmp_path: Path
) -> None:
    with _open_house(checkout, tmp_path) as address:
        other = tmp_path / "other"
        other.mkdir()
        house = json.loads((tmp_path / "house.json").read_text("utf-8"))
        (other / "house.json").write_text(json.dumps(house), "utf-8")
        command = [sys.executable, "-c", _OPEN, str(other)]
        with _started(command, checkout):
            wait_until(lambda: (other / "counter.log").exists())
        wait_until(lambda: not _processes(f"COUNTER_DATA={other}"))
        assert _answers(address), "the server was the first one's"


def _processes(word: str) -> list[int]:
    """Whose command line or environment has this, but the houses themselves."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (place / "cmdline").read_bytes().decode(errors="replace")
            whole = command + "\0" + (place / "environ").read_bytes().decode(errors="replace")
            if word in whole.split("\0") and _OPEN not in command:
                found.append(int(place.name))
    return found
