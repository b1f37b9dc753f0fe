"""The dispatcher: each command by its name, options anywhere, help in Chinese."""

import json
from pathlib import Path

import pytest

from central_server.cli import main as server_main
from counter_app.cli import COMMANDS, main
from setup_house.commands import main as house_main


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
    assert "不认识：--json" in capsys.readouterr().err


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


@pytest.mark.parametrize(
    "program", [[], ["print"], ["counter-server"], ["counter-server", "add-window"], ["run.py"]]
)
def test_help_has_no_english_headings(
    program: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    mains = {"counter-server": server_main, "run.py": house_main}
    called = program[0] if program and program[0] in mains else "counter-app"
    asked = mains.get(called, main)
    with pytest.raises(SystemExit):
        asked([*(word for word in program if word != called), "--help"])
    told = capsys.readouterr().out
    assert told.startswith(f"用法：{called} ")
    assert "选项:" in told
    assert "显示这份说明" in told
    assert not [word for word in ("usage", "options:", "arguments", "show this") if word in told]


def test_a_word_that_lacks_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["print", "a.json"])
    assert "还要写：--out" in capsys.readouterr().err
