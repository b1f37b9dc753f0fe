"""A house on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central_server.server import open_server
from tests.conftest import SettableClock
from tests.databases import Databases
from tests.unit.server.deciding.house import House


@pytest.fixture
def house(
    tmp_path: Path, database: str, databases: Databases, clock: SettableClock
) -> Iterator[House]:
    url = databases.new(database, tmp_path)
    server = open_server(url, clock, tmp_path)
    yield House(server, clock)
    server.close()
    databases.gone(url)
