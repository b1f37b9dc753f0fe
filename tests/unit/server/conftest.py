"""A server for each module's tests: starting one takes a second."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.server.running_server import RunningServer


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningServer]:
    """A fresh server."""
    server = RunningServer(tmp_path / "server")
    yield server
    server.close()
