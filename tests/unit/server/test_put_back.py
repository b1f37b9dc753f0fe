"""A store that was put back from a backup is noticed by the file beside it, or told by a person."""

import shutil
from pathlib import Path

import pytest

from central_server.cli import main
from counter_app.wire.messages import PullAnswer, PushAnswer
from tests.databases import SQLITE
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

DATABASES = (SQLITE,)
"""Files are put back here."""

STORE = ("server.db", "server.db-wal", "server.db-shm")


def epoch(counter: SmallCounter) -> str:
    answer = counter.push()
    assert isinstance(answer, PushAnswer), answer
    return answer.head.epoch


def copied(server: RunningServer, to: Path) -> None:
    """A backup of the database alone, taken while the server does not run."""
    to.mkdir()
    for name in STORE:
        if (server.data / name).exists():
            shutil.copy(server.data / name, to / name)


def put_back(server: RunningServer, backup: Path) -> None:
    for name in STORE:
        (server.data / name).unlink(missing_ok=True)
    shutil.copytree(backup, server.data, dirs_exist_ok=True)


def started_again(server: RunningServer, counter: SmallCounter) -> None:
    server.start()
    counter.address = server.address


def test_a_store_that_was_put_back_has_another_epoch(
    own_server: RunningServer, tmp_path: Path
) -> None:
    counter = own_server.counter()
    before = epoch(counter)
    cursor = counter.pull()
    assert isinstance(cursor, PullAnswer)
    own_server.stop()
    copied(own_server, tmp_path / "backup")
    started_again(own_server, counter)
    counter.verdicts(counter.receive())
    own_server.stop()
    put_back(own_server, tmp_path / "backup")
    started_again(own_server, counter)
    after = epoch(counter)
    assert after != before
    own_server.stop()
    started_again(own_server, counter)
    assert epoch(counter) == after, "once"


def test_a_file_that_is_gone_is_taken_for_a_store_that_was_put_back(
    own_server: RunningServer,
) -> None:
    counter = own_server.counter()
    before = epoch(counter)
    own_server.stop()
    (own_server.data / "server.mark").unlink()
    started_again(own_server, counter)
    assert epoch(counter) != before


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_stopping_killing_and_other_commands_change_no_epoch(
    own_server: RunningServer, how: str
) -> None:
    counter = own_server.counter()
    before = epoch(counter)
    counter.verdicts(counter.receive())
    own_server.add_window("04")
    getattr(own_server, how)()
    own_server.add_window("05")
    started_again(own_server, counter)
    assert epoch(counter) == before


def test_an_administrator_says_that_the_store_was_put_back(
    own_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = own_server.counter()
    before = epoch(counter)
    own_server.stop()
    assert main(["restored", *own_server.place]) == 0
    assert "再送一遍" in capsys.readouterr().out
    started_again(own_server, counter)
    assert epoch(counter) != before


def test_the_file_holds_nothing_of_anybody(own_server: RunningServer) -> None:
    counter = own_server.counter()
    counter.verdicts(counter.receive())
    file = own_server.data / "server.mark"
    assert "周瑞" not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
