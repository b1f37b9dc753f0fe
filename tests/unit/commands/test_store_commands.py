"""submit, sync, status and enrol as people and scripts use them: words, exit codes, JSON."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app import cli
from counter_app.basics.catalogue.store import STORE_LOCKED
from counter_app.wire.enrolment import write_enrolment
from local_db.store import open_store
from tests.engine import another, enrolment, raw
from tests.unit.server.running_server import RunningServer

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a data directory of its own; gives exit code, output and errors."""

    def run_command(*words: str, data: str = "data") -> tuple[int, str, str]:
        code = cli.main([*words, "--data", str(tmp_path / data)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two applications that can be received."""
    paths = [tmp_path / f"{order}.json" for order in (1, 2)]
    for order, path in enumerate(paths):
        path.write_bytes(raw(another(order)))
    return [str(path) for path in paths]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that the test may stop."""
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()


def _status(run: Run, **more: str) -> dict[str, object]:
    code, said, _ = run("status", "--json", **more)
    assert code == 0
    found: dict[str, object] = json.loads(said)
    return found


def test_a_counter_that_is_no_window_submits_and_syncs_nothing(run: Run, files: list[str]) -> None:
    assert _status(run) == {
        "window": None,
        "cases": 0,
        "queued": 0,
        "acknowledged": 0,
        "refused": 0,
        "conflicts": 0,
        "server": "unknown",
    }
    for words in (("submit", *files), ("sync", "--once")):
        code, said, complaint = run(*words)
        assert (code, said) == (2, "")
        assert "counter-app enrol" in complaint


def test_the_whole_way_from_string_to_the_other_window(
    run: Run, files: list[str], server: RunningServer
) -> None:
    string = server.add_window("03", "620702", "--url", server.address)
    code, said, complaint = run("enrol", string)
    assert code == 0
    assert "620702-03" in said
    assert "密钥" in complaint
    code, said, _ = run("submit", *files, "--json")
    assert code == 0
    lines = [json.loads(line) for line in said.splitlines()]
    assert [line["file"] for line in lines] == files
    assert [list(line) for line in lines] == [["file", "case_id", "number", "receipt_url"]] * 2
    assert [line["number"][-5:] for line in lines] == ["00001", "00002"]
    assert _status(run)["queued"] == 2
    server.stop()
    code, _, complaint = run("sync", "--once")
    assert code == 3
    assert "连不上服务器" in complaint
    assert (_status(run)["queued"], _status(run)["server"]) == (2, "offline")
    server.start()
    assert run("sync", "--once")[0] == 0
    assert (_status(run)["acknowledged"], _status(run)["server"]) == (2, "online")
    other = server.add_window("04", "620702", "--url", server.address)
    assert run("enrol", other, data="other")[0] == 0
    assert run("sync", data="other")[0] == 0
    assert _status(run, data="other")["cases"] == 2
    assert "已同步 2" in run("status", data="other")[1]
    assert run("enrol", string, data="thief")[0] == 0
    assert run("sync", data="thief")[0] == 1
    server.stop()


def test_what_cannot_be_received_is_named_and_the_others_go_on(
    run: Run, files: list[str], tmp_path: Path, server: RunningServer
) -> None:
    server.stop()
    run("enrol", server.add_window("03", "620702", "--url", server.address))
    nameless = tmp_path / "nameless.json"
    nameless.write_bytes(raw(another(3, name=" ")))
    code, said, complaint = run("submit", files[0], str(nameless), files[1])
    assert code == 1
    assert said.count("已收件") == 2
    assert "nameless.json" in complaint
    assert "姓名未填" in complaint
    code, said, complaint = run("submit", str(tmp_path / "absent.json"), str(nameless), files[0])
    assert code == 2
    assert "absent.json" in complaint
    assert "此前已收件" in said
    assert _status(run)["cases"] == 2


def test_files_that_another_program_keeps_out_are_named_one_by_one(
    run: Run, files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTER_WAIT_SECONDS", "0.01")
    run("enrol", write_enrolment(enrolment()))
    before = tmp_path / "before.json"
    before.write_bytes(raw(another(3)))
    assert run("submit", str(before))[0] == 0
    store = open_store(tmp_path / "data")
    with store.transaction():
        code, said, complaint = run("submit", *files, "--json")
    store.close()
    assert (code, said) == (1, "")
    assert [complaint.count(f"{file}：{STORE_LOCKED.title}") for file in files] == [1, 1]
    assert run("submit", *files)[1].count("：已收件") == 2


@pytest.mark.parametrize("string", ["", "x", "QUJD"])
def test_a_string_that_is_none_is_refused(run: Run, string: str) -> None:
    code, _, complaint = run("enrol", string)
    assert code == 2
    assert "登记串" in complaint
