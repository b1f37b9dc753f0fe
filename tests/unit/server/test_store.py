"""What lies on the server's disk: encrypted, migrated, closed without a rest."""

import stat
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from central_server.cli import say_what_waits
from central_server.store.engine import open_store
from central_server.store.tables import metadata
from counter_app.basics.catalogue.server import DATABASE_DRIVER, DATABASE_NOT_SUPPORTED
from counter_app.basics.errors import CounterError
from tests.databases import ONLY_SQLITE
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import document, ids


@ONLY_SQLITE
def test_nothing_personal_can_be_read_in_any_file(own_server: RunningServer) -> None:
    counter = own_server.counter()
    counter.verdicts(counter.receive(document(name="欧阳娜仁")))
    own_server.stop()
    for file in own_server.data.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        for secret in ("欧阳娜仁", "620702198803120018", "13993600000", counter.secret):
            assert secret.encode() not in held, file


def test_the_key_is_for_its_owner_only(own_server: RunningServer) -> None:
    for file in own_server.data.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_a_stopped_server_ends_quietly_and_comes_back(own_server: RunningServer) -> None:
    counter = own_server.counter()
    case = counter.receive()
    counter.verdicts(case)
    assert own_server.stop() == 0
    own_server.start()
    assert [action.action_id for action in own_server.counter("04").pull_all()] == ids([case])
    health = httpx2.get(f"{own_server.address}/healthz", trust_env=False)
    assert health.json() == {"status": "ok"}


def test_a_server_starts_while_another_program_writes(own_server: RunningServer) -> None:
    with own_server.opened() as server, own_server.locked():
        say_what_waits(server)


def test_the_migrated_schema_is_the_declared_one(own_server: RunningServer) -> None:
    with own_server.opened() as server, server.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize(
    "url", ["mysql://localhost/counter", "sqlite://", "postgresql://localhost", "counter:secret@"]
)
def test_another_database_is_refused_in_words(tmp_path: Path, url: str) -> None:
    with pytest.raises(CounterError) as caught:
        open_store(url, tmp_path)
    assert caught.value.entry is DATABASE_NOT_SUPPORTED


def test_the_api_describes_itself(server: RunningServer) -> None:
    asked = f"{server.address}/api/v1/openapi.json"
    described = httpx2.get(asked, trust_env=False).json()
    assert {"/healthz", "/api/v1/enrol", "/api/v1/push", "/api/v1/pull"} <= set(described["paths"])
    assert "/r/{token}" not in described["paths"]


WITHOUT_A_DRIVER = """
import sys

sys.modules["psycopg"] = None
from central_server.store.engine import open_store
from counter_app.basics.errors import CounterError

try:
    open_store("postgresql://localhost/counter")
except CounterError as error:
    print(error.entry.code)
"""


def test_a_machine_without_the_driver_is_told_what_to_install() -> None:
    assert "postgres" in DATABASE_DRIVER.advice
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_DRIVER], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == DATABASE_DRIVER.code
