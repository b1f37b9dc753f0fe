"""Servers for the tests of the sync: the real one, over a real socket."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.server.running_server import RunningServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A fresh server."""
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()
