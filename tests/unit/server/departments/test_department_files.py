"""The commands that write questions into a file and take answers from one."""

from pathlib import Path

import pytest

from central_server.cli import main
from counter_app.basics.catalogue.departments import ANSWERS_UNREADABLE, BATCH_THERE
from counter_app.basics.errors import CounterError
from tests.databases import SQLITE

DATABASES = (SQLITE,)


def test_a_file_that_is_there_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text("mine")
    place = ["--data", str(tmp_path / "server")]
    assert main(["export-queries", "civil_affairs", str(file), *place]) == 2
    assert str(CounterError(BATCH_THERE, file=file.name)) in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_where_nothing_is_to_be_asked_no_file_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, place = tmp_path / "queries.jsonl", ["--data", str(tmp_path / "server")]
    assert main(["export-queries", "civil_affairs", str(file), *place]) == 0
    assert "民政：0 次查询" in capsys.readouterr().out
    assert not file.exists()


def test_lines_that_nobody_waits_for_are_named_by_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, place = tmp_path / "answers.jsonl", ["--data", str(tmp_path / "server")]
    assert main(["import-answers", str(file), *place]) == 2
    assert str(CounterError(ANSWERS_UNREADABLE, file=file.name)) in capsys.readouterr().err
    file.write_text('{"query_id": "x"}\n')
    assert main(["import-answers", str(file), *place]) == 0
    said = capsys.readouterr()
    assert "已收下 0 个答复" in said.out
    assert "第 1 行" in said.err
