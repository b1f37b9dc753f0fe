"""A server's people on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central_server.server import open_server
from tests.conftest import SettableClock
from tests.databases import Databases
from tests.unit.server.people.town import Town


@pytest.fixture
def town(
    tmp_path: Path, database: str, databases: Databases, clock: SettableClock
) -> Iterator[Town]:
    url = databases.new(database, tmp_path)
    server = open_server(url, clock, tmp_path)
    yield Town(server, clock)
    server.close()
    databases.gone(url)
