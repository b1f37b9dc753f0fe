"""Commands on the server's machine leave their entries, and `audit verify` walks them."""

import json
import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from central_server.audit.log import entries
from central_server.cli import main
from central_server.server import open_server
from counter_app.basics.catalogue.devices import SERVER_KEY_ELSEWHERE
from counter_app.basics.errors import CounterError
from counter_app.cases.audit import AuditEntry
from tests.databases import POSTGRES
from tests.unit.server.running_server import RunningServer

LIMIT = "[[income_limit]]\nfrom = 2020-01-01\nper_person_monthly = 2500\n"


def written(server: RunningServer) -> list[AuditEntry]:
    with server.opened() as opened, opened.engine.connect() as connection, connection.begin():
        return list(entries(connection))


def edit(server: RunningServer, statement: str) -> list[tuple[object, ...]]:
    def work(connection: Connection) -> list[tuple[object, ...]]:
        done = connection.exec_driver_sql(statement)
        return [tuple(row) for row in done.all()] if done.returns_rows else []

    with server.opened() as opened:
        return opened.writer.submit(work).result()


def test_what_an_administrator_does_is_recorded(
    own_server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.toml"
    file.write_text(LIMIT, "utf-8")
    own_server.add_window("03", "620702", "--url", own_server.address)
    place = own_server.place
    assert main(["import-policy", str(file), *place]) == 0
    assert main(["revoke-window", "03", "--why", "电脑被盗", *place]) == 0
    assert main(["list-windows", *place]) == 0
    assert main(["restored", *place]) == 0
    found = written(own_server)
    told = [json.loads(entry.detail) for entry in found if entry.did == "administered"]
    assert [each["command"] for each in told] == [
        "add-window", "import-policy", "revoke-window", "restored",
    ]  # fmt: skip
    assert told[2]["reason"] == "电脑被盗"
    assert [entry.did for entry in found if entry.did != "administered"] == ["began"]
    assert found[-1].chain != found[0].chain
    assert main(["audit", "verify", *place]) == 0
    assert "5 条" in capsys.readouterr().out


def test_a_command_whose_entry_cannot_be_written_is_not_done(own_server: RunningServer) -> None:
    edit(own_server, "ALTER TABLE audit RENAME TO gone")
    with pytest.raises(Exception, match="audit"):
        own_server.add_window("03", "620702", "--url", own_server.address)
    edit(own_server, "ALTER TABLE gone RENAME TO audit")
    assert edit(own_server, "SELECT device FROM device") == []


def test_the_first_broken_place_is_named(
    own_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in ("03", "04", "05"):
        own_server.add_window(code, "620702", "--url", own_server.address)
    edit(own_server, "DELETE FROM audit WHERE position = 2")
    capsys.readouterr()
    assert main(["audit", "verify", *own_server.place]) == 1
    chain = written(own_server)[0].chain
    assert f"{chain} 第 3 条" in capsys.readouterr().err
    assert main(["audit", "verify", "--json", *own_server.place]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["first"] == {"what": "removed", "chain": chain, "sequence": 3}


def test_the_key_lies_outside_of_the_database(own_server: RunningServer) -> None:
    file = own_server.data / "keys" / "audit.key"
    assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
    key = file.read_text("ascii").strip()
    assert key not in str(edit(own_server, "SELECT * FROM server_key"))


@pytest.mark.parametrize("database", [POSTGRES], scope="session")
def test_a_machine_with_another_key_is_refused(own_server: RunningServer, tmp_path: Path) -> None:
    keys = own_server.data / "keys"
    assert {file.stem for file in keys.iterdir()} == {"order", "register", "audit"}
    for own in keys.iterdir():
        other = tmp_path / f"without {own.stem}"
        shutil.copytree(keys, other / "keys", ignore=shutil.ignore_patterns(own.name))
        shutil.copy(own_server.data / "server.seal-key", other)
        with pytest.raises(CounterError) as caught:
            open_server(own_server.url, data=other)
        assert caught.value.entry is SERVER_KEY_ELSEWHERE, own.stem
