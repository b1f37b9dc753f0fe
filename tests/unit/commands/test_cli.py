"""The dispatcher: each command by its name, options anywhere, help in Chinese."""

import json
from pathlib import Path

import pytest

from counter_app.cli import COMMANDS, main


def test_options_may_stand_between_files(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = (f"tests/data/cases/case_{number}.json" for number in ("000", "002"))
    main(["check", one, "--json", "--today", "2026-11-24", other])
    assert capsys.readouterr().out.count("\n") == 2


def test_after_two_dashes_everything_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["--policy=x.json", "-7.json", "--json", "plain.json", "--"]
    for name in names:
        Path(name).write_text("{}", "utf-8")
    main(["check", "plain.json", "--json", "--today", "2026-11-24", "--", *names])
    told = [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()]
    assert told == ["plain.json", *names]


def test_after_two_dashes_a_command_without_files_takes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["status", "--", "--json"])
    assert "unrecognized arguments: --json" in capsys.readouterr().err


@pytest.mark.parametrize("given", [["--data", "{}", "status"], ["--data={}", "status"]])
def test_the_data_directory_may_be_named_first(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([word.format(tmp_path / "data") for word in given] + ["--json"])
    assert capsys.readouterr().out.startswith('{"window": null')
    assert (tmp_path / "data" / "counter.db").exists()


def test_help_tells_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


def test_an_unknown_command_is_told_and_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2
    assert "check" in capsys.readouterr().err
