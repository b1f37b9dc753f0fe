"""`counter-app print`: files in, papers out, one clear line for what could not be done."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.basics.catalogue.papers import (
    FORMAT_UNKNOWN,
    NOT_WRITTEN,
    SAME_NAME,
    UNKNOWN_PAPER,
)
from counter_app.cli import main
from counter_app.rules.letter_kinds import Letter
from tests.documents import reading, samples


@pytest.fixture
def application(tmp_path: Path) -> Path:
    path = tmp_path / "申请一.json"
    path.write_text(json.dumps(samples.document(), ensure_ascii=False), "utf-8")
    return path


def test_it_writes_every_paper_as_a_sample(application: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    assert main(["print", str(application), "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "申请一-application_form.docx",
        "申请一-application_form.pdf",
        "申请一-authorization.pdf",
        "申请一-receipt.pdf",
    ]
    for path in out.glob("*.pdf"):
        assert "样" in reading.text(path.read_bytes())


def test_only_what_was_asked_for(application: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["print", str(application), "--out", str(out), "--only", "receipt"]) == 0
    assert [path.name for path in out.iterdir()] == ["申请一-receipt.pdf"]


def test_the_code_of_a_sample_leads_to_this_servers_page(
    application: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTER_PUBLIC_URL", "https://gzf.example")
    main(["print", str(application), "--out", str(tmp_path), "--only", "receipt"])
    pdf = (tmp_path / "申请一-receipt.pdf").read_bytes()
    assert reading.codes(pdf, 1, 203) == {"https://gzf.example/r/sample"}


def test_letters_come_as_samples_when_they_are_asked_for(application: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ("acceptance_notice", "correction_notice", "decline_notice")
    only = [word for name in asked for word in ("--only", name)]
    assert main(["print", str(application), "--out", str(out), *only]) == 0
    assert sorted(file.name for file in out.iterdir()) == sorted(
        f"申请一-{name}{suffix}" for name in asked for suffix in (".pdf", ".docx")
    )
    for name in asked:
        found = reading.bare(reading.text((out / f"申请一-{name}.pdf").read_bytes()))
        assert "编号样张-" in found
        assert "尚未编号" in found
    notice = reading.bare(reading.text((out / "申请一-correction_notice.pdf").read_bytes()))
    assert "收入证明（" in notice
    assert "没有提交。提交原件1份，窗口当场核对。附件3" in notice


@pytest.mark.parametrize("letter", list(Letter))
def test_every_letter_has_a_sample(letter: Letter, application: Path, tmp_path: Path) -> None:
    assert main(["print", str(application), "--out", str(tmp_path), "--only", str(letter)]) == 0
    pdf = (tmp_path / f"申请一-{letter}.pdf").read_bytes()
    assert "样" in reading.text(pdf)
    assert reading.pages(pdf) == 1


def test_an_unknown_paper_is_named(
    application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", str(application), "--out", str(tmp_path), "--only", "letter"]) == 2
    title = UNKNOWN_PAPER.title.format(paper="letter")
    assert title in capsys.readouterr().err


def test_a_bad_file_does_not_stop_the_others(
    application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    absent = tmp_path / "absent.json"
    assert main(["print", str(absent), str(application), "--out", str(out)]) == 2
    assert (out / "申请一-receipt.pdf").exists()
    assert "absent.json" in capsys.readouterr().err


def test_two_files_of_one_name_never_overwrite_each_other(
    application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = tmp_path / "other" / application.name
    twin.parent.mkdir()
    twin.write_bytes(application.read_bytes())
    words = ["print", str(application), str(twin), "--out", str(tmp_path / "out")]
    assert main([*words, "--only", "receipt"]) == 2
    assert SAME_NAME.title in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(
    application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    assert main(["print", str(application), "--out", str(blocked), "--only", "receipt"]) == 2
    title = NOT_WRITTEN.title.format(file="申请一-receipt.pdf")
    assert title in capsys.readouterr().err


def test_it_needs_neither_window_nor_store(application: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from counter_app.cli import main; code = main(sys.argv[1:]);"
        "print([m for m in ('PySide6', 'sqlalchemy', 'fastapi') if m in sys.modules]);"
        "sys.exit(code)"
    )
    words = ["print", str(application), "--out", str(tmp_path / "out"), "--only", "receipt"]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_newer_format_asks_to_update(
    application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps({**samples.document(), "format": 2}), "utf-8")
    assert main(["print", str(newer), str(application), "--out", str(tmp_path / "out")]) == 2
    assert FORMAT_UNKNOWN.advice in capsys.readouterr().err
    assert (tmp_path / "out" / "申请一-receipt.pdf").exists()


@pytest.mark.parametrize("income", ["9" * 480, "1e400"])
def test_an_absurd_amount_stops_no_paper(tmp_path: Path, income: str) -> None:
    document = json.dumps(samples.document())
    assert '"3850"' in document
    file = tmp_path / "absurd.json"
    file.write_text(document.replace('"3850"', income), "utf-8")
    assert main(["print", str(file), "--out", str(tmp_path), "--only", "application_form"]) == 0
