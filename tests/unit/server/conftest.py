"""One server for the tests of a worker, with a fresh window each; some want one of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases, on_both
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.small_counter import SmallCounter

_COUNTIES = ("620702", "620721", "620722", "620723", "620724", "620725", "620700")
_FIRST, _BEHIND_LAST = 10, 41


def _codes() -> Iterator[str]:
    """Windows of the shared servers' halls, each given out once; those above 40 tests choose.

    A worker has a server on each database, one after the other: the second begins anew.
    """
    while True:
        for county in _COUNTIES:
            yield from (f"{county}-{window}" for window in range(_FIRST, _BEHIND_LAST))


codes = _codes()


pytest_generate_tests = on_both


@pytest.fixture
def own_server(tmp_path: Path, database: str, databases: Databases) -> Iterator[RunningServer]:
    """A server of this test's own, to be stopped and killed."""
    with running(tmp_path / "server", database, databases) as server:
        yield server


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[RunningServer]:
    """A server that tests share; each comes with a window of its own."""
    with running(tmp_path_factory.mktemp("shared") / "server", database, databases) as server:
        yield server


@pytest.fixture
def counter(server: RunningServer) -> SmallCounter:
    """An enrolled counter behind a new window of 甘州区."""
    return server.counter(next(codes))
