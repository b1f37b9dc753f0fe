"""What is acknowledged can be found again; where it could not, nothing is, and healthz says so."""

import asyncio
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from central_server.server import open_server
from central_server.writes import Writes
from counter_app.basics.catalogue.server import STORE_FAILED
from counter_app.basics.file_watch import FileWatch
from counter_app.wire.messages import ErrorAnswer, PushAnswer
from tests.databases import SQLITE
from tests.patience import wait_until
from tests.unit.server.raw import head
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

DATABASES = (SQLITE,)
"""Files are taken away here."""


def health(server: RunningServer) -> tuple[int, str]:
    answer = httpx2.get(f"{server.address}/healthz", trust_env=False, timeout=20)
    return answer.status_code, answer.json()["status"]


WELL, UNWELL = (200, "ok"), (503, "cannot_keep")


def until(server: RunningServer, expected: tuple[int, str]) -> None:
    """Ask until it says so; what was found out half a second ago is still told."""
    end = time.monotonic() + 30
    while health(server) != expected:
        assert time.monotonic() < end


def is_told_to_wait(counter: SmallCounter) -> bool:
    answer = counter.push(counter.receive())
    return isinstance(answer, ErrorAnswer) and (answer.code, answer.message) == (
        "busy",
        STORE_FAILED.title,
    )


def taken_away(own_server: RunningServer, take_away: Callable[[], object]) -> None:
    counter = own_server.counter()
    assert isinstance(counter.push(counter.receive()), PushAnswer)
    assert health(own_server) == WELL
    take_away()
    assert is_told_to_wait(counter)
    assert health(own_server) == UNWELL


def test_in_a_quiet_moment_the_log_goes_into_the_store(own_server: RunningServer) -> None:
    counter, store = own_server.counter(), own_server.data / "server.db"
    before = store.stat().st_size
    assert isinstance(counter.push(*(counter.receive() for _ in range(100))), PushAnswer)
    wait_until(lambda: store.stat().st_size > before)


def test_a_folder_that_was_removed(own_server: RunningServer) -> None:
    taken_away(own_server, lambda: shutil.rmtree(own_server.data))


def test_a_folder_that_was_moved(own_server: RunningServer) -> None:
    aside = own_server.data.with_name("aside")
    taken_away(own_server, lambda: own_server.data.rename(aside))
    aside.rename(own_server.data)
    until(own_server, WELL)


def test_a_backup_that_was_laid_over_the_running_server(own_server: RunningServer) -> None:
    store = own_server.data / "server.db"

    def lay_over() -> None:
        copy = store.with_name("copy.db")
        shutil.copy(store, copy)
        copy.replace(store)

    taken_away(own_server, lay_over)


def test_a_log_that_was_removed(own_server: RunningServer) -> None:
    taken_away(own_server, (own_server.data / "server.db-wal").unlink)


def test_a_full_disk(own_server: RunningServer) -> None:
    counter = own_server.counter()
    until(own_server, WELL)
    process = own_server.process.pid
    unlimited = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (1, unlimited[1]))
    until(own_server, UNWELL)
    assert is_told_to_wait(counter)
    resource.prlimit(process, resource.RLIMIT_FSIZE, unlimited)
    until(own_server, WELL)


def test_a_store_that_another_program_locks(own_server: RunningServer) -> None:
    until(own_server, WELL)
    with own_server.locked():
        until(own_server, UNWELL)
    until(own_server, WELL)


def test_who_hangs_up_leaves_no_line_in_the_log(own_server: RunningServer) -> None:
    with own_server.lines(
        head("POST", "/api/v1/enrol", "Content-Length: 100") + b"{",
        b"POST /api/v1/enrol HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n",
        b"",
    ):
        assert health(own_server) == WELL
    assert health(own_server) == WELL
    own_server.stop()
    assert own_server.log.read_text() == ""


@pytest.mark.parametrize(("least", "possible"), [(1, True), (1 << 60, False)])
def test_a_disk_without_room_for_a_batch_is_told_before_one_comes(
    tmp_path: Path, least: int, possible: bool
) -> None:
    database = tmp_path / "server.db"
    server = open_server(f"sqlite:///{database}")
    writes = Writes(server.writer, FileWatch(database, log=True), least)
    assert asyncio.run(writes.are_possible()) is possible
    server.close()
