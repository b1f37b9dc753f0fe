"""An operator sees to departments at a terminal: in words, and never a case."""

import json
from pathlib import Path

import pytest

from tests.databases import SQLITE, Databases, on_both
from tests.end_to_end.at_the_counter import CLERK, AtTheCounter, enrolled
from tests.unit.server.running_server import running

DATABASES = (SQLITE,)
pytest_generate_tests = on_both
OPERATOR = "sunhao"


def test_departments_are_told_paused_and_tried_again(
    tmp_path: Path,
    database: str,
    databases: Databases,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running(tmp_path / "server", database, databases) as server:
        desk = enrolled(AtTheCounter(tmp_path / "desk", capsys, monkeypatch), server)
        desk.hire(server, OPERATOR, "operator", region="620700")
        words = ("departments", "--staff", OPERATOR)
        assert desk.run(*words) == (0, "", "")
        code, said, _ = desk.run(*words, "--pause", "taxation")
        assert code == 0
        assert said.startswith("税务  已停问")
        assert "某人" in said
        assert desk.run(*words, "--go-on", "taxation")[1] == ""
        file = tmp_path / "policy.toml"
        file.write_text(_NOT_YET, "utf-8")
        server.command("import-policy", str(file))
        code, said, _ = desk.run(*words)
        assert (code, said.strip()) == (0, "民政 婚姻登记  已申请")
        rows = [json.loads(line) for line in desk.run(*words, "--json")[1].splitlines()]
        items = {row["item"]: row for row in rows if "item" in row}
        assert items["civil_affairs.marriage"]["permission"] == "applied"
        assert items["civil_affairs.marriage"]["own_way"] is True
        assert {row["state"] for row in rows if "department" in row} == {"ok"}
        assert desk.run("departments", "--staff", CLERK)[0] == 1


_NOT_YET = """
[[connection]]
department = "civil_affairs"
item = "civil_affairs.marriage"
from = 2026-01-01
driver = "call"
address = "http://127.0.0.1:9/plain"
permission = "applied"
"""
