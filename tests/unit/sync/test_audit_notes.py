"""Counter and server note each other's end of the audit, so that a cut tail is found."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from central_server.cli import main
from counter_app.bootstrap import Counter
from counter_app.desk.recorded import verify_audit
from local_db.identity import get_identity
from local_db.store import KEY_NAME, NUMBER_NAME, STORE_NAME
from tests.engine import receive_one
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.test_sync_once import enrolled, string_of, synced


def server_says(server: RunningServer, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    code = main(["audit", "verify", "--json", *server.place])
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    assert code == (0 if told["sound"] else 1)
    return told


def edit(server: RunningServer, *statements: str) -> None:
    def work(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    with server.opened() as opened:
        opened.writer.submit(work).result()


def counter_device(counter: Counter) -> str:
    with counter.desk.store.reading() as connection:
        return get_identity(connection).enrolment.device


def cut(counter: Counter, rows: int) -> None:
    with counter.desk.store.transaction() as connection:
        last = connection.exec_driver_sql("SELECT max(position) FROM audit").scalar_one()
        connection.exec_driver_sql(f"DELETE FROM audit WHERE position > {last - rows}")


def test_a_counters_cut_tail_is_found_by_what_the_server_noted(
    server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as counter:
        for order in range(3):
            receive_one(counter, order)
        synced(counter)
        assert verify_audit(counter.desk).fault is None
        cut(counter, 2)
        fault = verify_audit(counter.desk).fault
        assert fault
        assert (fault.broken, fault.sequence) == ("cut", 3)
        assert server_says(server, capsys)["devices"] == []
        synced(counter)
        told = server_says(server, capsys)
        assert told["first"] is None, "the server's own log is whole"
        assert told["devices"] == [counter_device(counter)]
        # What is written over the gap is another log than the one that was noted.
        for order in range(3, 6):
            receive_one(counter, order)
        synced(counter)
        fault = verify_audit(counter.desk).fault
        assert fault
        assert (fault.broken, fault.sequence) == ("altered", 4)


def test_the_notes_come_back_to_a_counter_that_lost_them(
    server: RunningServer, tmp_path: Path
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as counter:
        receive_one(counter)
        synced(counter)
        cut(counter, 1)
        with counter.desk.store.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM notes WHERE name = 'audit_noted'")
        assert verify_audit(counter.desk).fault is None
        synced(counter)
        assert verify_audit(counter.desk).fault


def test_a_restored_counter_shows_what_of_its_audit_is_lost(
    server: RunningServer, tmp_path: Path
) -> None:
    folder, backup = tmp_path / "a", tmp_path / "backup"
    with enrolled(folder, string_of(server)) as counter:
        receive_one(counter)
        synced(counter)
    shutil.copytree(folder, backup)
    with enrolled(folder, "") as counter:
        receive_one(counter, 1)
        synced(counter)
    for name in (STORE_NAME, f"{STORE_NAME}-wal", f"{STORE_NAME}-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copy(backup / STORE_NAME, folder / STORE_NAME)
    assert (folder / NUMBER_NAME).exists()
    assert (folder / KEY_NAME).exists()
    with enrolled(folder, "") as counter:
        synced(counter)
        receive_one(counter, 2)
        synced(counter)
        synced(counter)
        fault = verify_audit(counter.desk).fault
        assert fault
        assert (fault.broken, fault.sequence) == ("cut", 3)


def test_a_servers_cut_tail_is_found_by_what_a_counter_noted(
    server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as counter:
        string_of(server, "04")
        synced(counter)
        assert server_says(server, capsys) == {
            "sound": True, "entries": 2, "first": None, "devices": [],
        }  # fmt: skip
        edit(server, "DELETE FROM audit WHERE position = 2", "DELETE FROM audit_noted")
        assert server_says(server, capsys)["sound"], "by itself nobody can know"
        synced(counter)
        told = server_says(server, capsys)
    first = told["first"]
    assert isinstance(first, dict)
    assert (first["what"], first["sequence"]) == ("cut", 2)


def test_what_a_counter_makes_up_of_the_servers_end_counts_for_nothing(
    server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as counter:
        synced(counter)
        with counter.desk.store.transaction() as connection:
            connection.exec_driver_sql(
                "UPDATE notes SET value = replace(value, '\"sequence\":1', '\"sequence\":77')"
                " WHERE name = 'audit_of_server'"
            )
        synced(counter)
        assert server_says(server, capsys)["sound"]
