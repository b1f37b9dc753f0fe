"""What goes wrong around the server: its files, its port, its windows. Each is told in words."""

import shutil
import socket
from pathlib import Path

import pytest

from central_server.cli import main
from central_server.serve import listen
from central_server.server import open_server
from central_server.store.engine import open_store
from central_server.store.keys import store_key
from central_server.store.mark import MarkFile
from counter_app.basics.catalogue.server import (
    DATA_NOT_WRITABLE,
    PORT_TAKEN,
    PUBLIC_ADDRESS,
    REGION_UNKNOWN,
    SERVER_ADDRESS,
    STORE_KEY_LOST,
    STORE_LOST,
    STORE_TOO_NEW,
    STORE_UNREADABLE,
    WINDOW_CODE,
    WINDOW_EXISTS,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.wire.enrolment import read_enrolment


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory that holds a server's store."""
    open_server(url_of(tmp_path)).close()
    return tmp_path


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'server.db'}"


def why_it_does_not_open(folder: Path) -> Entry:
    with pytest.raises(CounterError) as caught:
        open_server(url_of(folder))
    return caught.value.entry


def test_a_store_without_its_key_is_not_given_another(data: Path) -> None:
    (data / "server.key").unlink()
    assert why_it_does_not_open(data) is STORE_KEY_LOST
    assert not (data / "server.key").exists()


@pytest.mark.parametrize("key", ["", "00", "nothing hexadecimal", "\ufeff"])
def test_a_damaged_key_is_told(data: Path, key: str) -> None:
    (data / "server.key").write_text(key, "utf-8")
    assert why_it_does_not_open(data) is STORE_KEY_LOST


@pytest.mark.parametrize("gone", ["away", "empty"])
@pytest.mark.parametrize("left", ["mark and log", "mark", "log"])
def test_a_store_that_is_gone_is_not_replaced_by_an_empty_one(
    tmp_path: Path, gone: str, left: str
) -> None:
    whole, data = tmp_path / "whole", tmp_path / "data"
    server = open_server(url_of(whole))
    shutil.copytree(whole, data)
    server.close()
    kept = (data / "server.db").read_bytes()
    (data / "server.db").unlink()
    if gone == "empty":
        (data / "server.db").touch()
    if left == "mark":
        (data / "server.db-wal").unlink()
    if left == "log":
        (data / "server.mark").unlink()
    log = [path.read_bytes() for path in data.glob("*-wal")]
    assert why_it_does_not_open(data) is STORE_LOST
    assert [path.read_bytes() for path in data.glob("*-wal")] == log
    (data / "server.db").write_bytes(kept)
    open_server(url_of(data)).close()


def test_a_first_start_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    store_key(tmp_path / "server.db")
    (tmp_path / "server.db").touch()
    MarkFile(tmp_path / "server.db").close()
    open_server(url_of(tmp_path)).close()


def test_the_key_of_another_store_is_told(data: Path) -> None:
    (data / "server.key").write_text("ab" * 32, "ascii")
    assert why_it_does_not_open(data) is STORE_UNREADABLE


def test_a_store_of_a_newer_program_is_left_alone(data: Path) -> None:
    with open_store(url_of(data)).engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = (data / "server.db").read_bytes()
    assert why_it_does_not_open(data) is STORE_TOO_NEW
    assert (data / "server.db").read_bytes() == before


def test_a_port_that_is_taken_is_told_before_the_store_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CounterError) as caught:
            listen("127.0.0.1", port)
        assert caught.value.entry is PORT_TAKEN
        assert main(["--port", str(port), "--data", str(tmp_path / "new")]) == 2
    assert str(port) in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("code", "region", "more", "entry"),
    [
        ("7", "620702", (), WINDOW_CODE),
        ("620702-3", "620702", (), WINDOW_CODE),
        ("０３", "620702", (), WINDOW_CODE),
        ("03", "999999", (), REGION_UNKNOWN),
        ("999999-03", "620702", (), REGION_UNKNOWN),
        ("03", "620702", ("--url", "not_a_url"), SERVER_ADDRESS),
        ("03", "620702", ("--url", "https://gzf.example.cn/api"), SERVER_ADDRESS),
        ("03", "620702", ("--public-url", "https://gzf.example.cn?"), PUBLIC_ADDRESS),
        ("03", "620702", ("--public-url", "https://gzf.example.cn#"), PUBLIC_ADDRESS),
        ("03", "620702", ("--public-url", "http://gzf.example.cn"), PUBLIC_ADDRESS),
        ("03", "620702", ("--public-url", f"https://{'h' * 40}.cn"), PUBLIC_ADDRESS),
        ("03", "620702", ("--public-url", "https://gzf.example.cn/path"), PUBLIC_ADDRESS),
    ],
)
def test_a_window_that_cannot_be_added_is_told_why(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    code: str,
    region: str,
    more: tuple[str, ...],
    entry: Entry,
) -> None:
    words = ["add-window", code, "--region", region, "--url", "http://127.0.0.1:9", *more]
    assert main([*words, "--data", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert entry.title in said.err


def test_a_code_that_is_given_out_again_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["add-window", "03", "--region", "620702", "--url", "http://127.0.0.1:9"]
    words += ["--data", str(tmp_path)]
    assert main(words) == 0
    assert capsys.readouterr().err == ""
    assert main(words) == 0
    said = capsys.readouterr()
    assert str(CounterError(WINDOW_EXISTS, code="620702-03")) in said.err
    assert read_enrolment(said.out.splitlines()[-1]).window == "03"


def test_a_folder_that_cannot_be_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file" / "below", Path("/proc/nothing/here")):
        assert main(["--port", "0", "--data", str(folder)]) == 2
        assert DATA_NOT_WRITABLE.title.format(path=folder) in capsys.readouterr().err


def test_a_store_that_is_a_folder_is_the_disks_trouble(tmp_path: Path) -> None:
    (tmp_path / "server.key").write_text("ab" * 32, "ascii")
    (tmp_path / "server.db").mkdir()
    assert why_it_does_not_open(tmp_path) is DATA_NOT_WRITABLE


def test_a_port_beyond_all_ports_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "99999"]) == 2
    assert "99999" in capsys.readouterr().err
