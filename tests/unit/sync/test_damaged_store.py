"""One broken page of the disk keeps no other case from being sent, and is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from counter_app import cli
from counter_app.basics.catalogue.store import STORE_PAGE_BROKEN, STORE_UNREADABLE_ROWS
from counter_app.basics.clock import system_clock
from counter_app.basics.errors import CounterError
from counter_app.desk.status import status
from local_db.outbox import next_batch
from local_db.store import STORE_NAME, open_store
from local_db.tables import actions, contents
from tests.engine import counter_at, receive_one, worries
from tests.unit.server.running_server import RunningServer

_PAGE = 4096
_CASES = 12


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("server"))
    yield running
    running.close()


def _fails(folder: Path, query: object) -> bool:
    """Whether the query, and with it the whole batch, cannot be read."""
    store = open_store(folder)
    found = []
    for read in (lambda c: c.execute(query).all(), _batch):
        try:
            with store.reading() as connection:
                read(connection)
        except CounterError as error:
            found.append(error.entry)
    store.close()
    return found == [STORE_PAGE_BROKEN] * 2


def _batch(connection: Connection) -> None:
    next_batch(connection, most=10_000, most_bytes=1 << 40)


def _broken(folder: Path, into: Path, query: object) -> None:
    """A copy in which one bit of a leaf is flipped that breaks what the query reads."""
    pages = len((folder / STORE_NAME).read_bytes()) // _PAGE
    for page in reversed(range(1, pages)):
        shutil.rmtree(into, ignore_errors=True)
        shutil.copytree(folder, into)
        with (into / STORE_NAME).open("r+b") as file:
            file.seek(page * _PAGE + 100)
            byte = file.read(1)[0]
            file.seek(page * _PAGE + 100)
            file.write(bytes([byte ^ 1]))
        try:
            if _fails(into, query):
                return
        except CounterError:
            continue
    raise AssertionError("no page breaks it")


@pytest.mark.parametrize("column", [contents.c.content, actions.c.record], ids=["content", "act"])
def test_sound_cases_are_sent_around_a_broken_page(
    tmp_path: Path, server: RunningServer, column: object, request: pytest.FixtureRequest
) -> None:
    code = "71" if "content" in request.node.name else "72"
    string = server.add_window(code, "620702", "--url", server.address)
    folder = tmp_path / "whole"
    with counter_at(folder, system_clock, string) as counter:
        for order in range(_CASES):
            receive_one(counter, order)
    _broken(folder, tmp_path / "broken", select(column))
    with counter_at(tmp_path / "broken", system_clock, string, timeout_seconds=20) as counter:
        for _ in range(3):
            counter.sync_once()
        found = status(counter.desk)
        assert STORE_UNREADABLE_ROWS in worries(counter)
        assert found.acknowledged >= _CASES // 2
        assert found.acknowledged + found.refused + found.queued == _CASES


def test_sound_cases_are_exported_around_a_broken_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with counter_at(tmp_path / "whole", system_clock) as counter:
        for order in range(_CASES):
            receive_one(counter, order)
    _broken(tmp_path / "whole", tmp_path / "broken", select(contents.c.content))
    out = tmp_path / "out"
    words = ["export", "--out", str(out), "--data", str(tmp_path / "broken")]
    assert cli.main(words) == 1
    written = len(list(out.iterdir()))
    assert _CASES // 2 <= written < _CASES
    assert capsys.readouterr().err.count(STORE_PAGE_BROKEN.title) == _CASES - written
