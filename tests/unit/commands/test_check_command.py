"""`counter-app check`: files, exit codes, lines."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counter_app.basics.catalogue import forms as trouble
from counter_app.basics.errors import CounterError
from counter_app.cli import main
from tests.families import document, put, single

GOOD = single("introduced_talent")
CASES = Path(__file__).parents[2] / "data" / "cases"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, name: str, content: Any) -> str:
    file = folder / name
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return str(file)


def check(*words: str) -> int:
    return main(["check", *words, "--today", "2026-11-24", "--json"])


def test_one_line_for_each_file_in_order(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good = write(folder, "good.json", GOOD)
    bad = write(folder, "bad.json", put(GOOD, "applicant.name", None))
    assert check(good) == 0
    assert check(good, bad, good) == 1
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == [good, good, bad, good]
    assert list(lines[0]) == [
        "file",
        "errors",
        "warnings",
        "household",
        "eligibility",
        "materials",
    ]
    assert lines[0]["household"] == {
        "size": 1,
        "monthly_income": "3200.00",
        "monthly_income_per_person": "3200.00",
        "floor_area_per_person": None,
    }
    assert lines[0]["eligibility"]["outcome"] == "eligible"
    assert list(lines[0]["eligibility"]["findings"][0]) == ["rule", "outcome", "clause", "message"]
    assert lines[0]["materials"][0] == {
        "material": "application_form",
        "person_id_number": None,
        "source": "generated",
        "status": "generated",
    }
    assert lines[2]["errors"] == [
        {"field": "applicant.name", "code": "missing", "message": "姓名未填，请填写"}
    ]
    assert lines[2]["household"] is lines[2]["eligibility"] is lines[2]["materials"] is None


def test_exit_codes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good = write(folder, "good.json", GOOD)
    review = write(folder, "review.json", document())
    unsigned = write(folder, "unsigned.json", put(GOOD, "commitment", None))
    minor = write(folder, "minor.json", put(GOOD, "applied_on", "2002-03-14"))
    rich = write(folder, "rich.json", single("migrant_worker"))
    policy = write(folder, "p.toml", "[[income_limit]]\nfrom=2020-01-01\nper_person_monthly=1\n")
    assert check(good, review) == 0
    assert check(unsigned) == 1
    assert check(minor) == 1
    assert check(rich) == 0
    assert check(rich, "--policy", policy) == 1
    assert check(good, str(folder / "nothing.json")) == 2
    assert check(unsigned, str(folder), good) == 2
    unsigned_line = json.loads(capfd.readouterr().out.splitlines()[2])
    assert unsigned_line["household"] is not None


DEEP = '{"a":' + "[" * 63 + "]" * 63 + "}"
TOO_DEEP = '{"a":' + "[" * 64 + "]" * 64 + "}"
UNREADABLE: dict[str, bytes] = {
    "empty": b"",
    "not_json": b"{",
    "words": "申请".encode(),
    "list": b"[]",
    "text": b'"x"',
    "null": b"null",
    "number": b"1",
    "gbk": '{"a": "申请"}'.encode("gbk"),
    "utf16": '{"a": 1}'.encode("utf-16"),
    "bare_surrogate": b'{"a": "\xed\xa0\x80"}',
    "nan": b'{"a": NaN}',
    "infinity": b'{"a": Infinity}',
    "minus_infinity": b'{"a": -Infinity}',
    "too_deep": TOO_DEEP.encode(),
    "much_too_deep": b"[" * 1_000_000,
    "objects_too_deep": b'{"a":' * 65 + b"1" + b"}" * 65,
    "behind_quotes": ('{"]]]]": ' + '["\\"]",' * 64 + "1" + "]" * 64 + "}").encode(),
    "two": b"{} {}",
    "comma": b'{"a": 1,}',
    "single_quotes": b"{'a': 1}",
    "raw_newline": b'{"a": "\n"}',
    "large": b'{"a": "' + b"x" * (4 * 1024 * 1024) + b'"}',
    "open_quotes": b'{"a": ' + b'"\\' * 500_000,
}


@pytest.mark.parametrize("name", list(UNREADABLE))
def test_what_cannot_be_read_is_named_and_passed_over(
    name: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = write(folder, f"{name}.json", UNREADABLE[name])
    good = write(folder, "good.json", GOOD)
    assert check(bad, good) == 2
    told = capfd.readouterr()
    assert [json.loads(line)["file"] for line in told.out.splitlines()] == [good]
    assert len(told.err.splitlines()) == 1
    assert bad in told.err


READABLE: dict[str, bytes] = {
    "bom": b"\xef\xbb\xbf" + json.dumps(GOOD).encode(),
    "spaces": b" \n\t" + json.dumps(GOOD).encode() + b"\r\n",
    "just_deep_enough": DEEP.encode(),
    "brackets_in_texts": json.dumps({"a": "[" * 200, "b": ['\\"[[[' * 30]}).encode(),
    "wide_but_flat": json.dumps({"a": [[]] * 500}).encode(),
    "exactly_four_mib": (b'{"a": "' + b"x" * (4 * 1024 * 1024 - 9) + b'"}'),
}


@pytest.mark.parametrize("name", list(READABLE))
def test_what_can_be_read(name: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = write(folder, f"{name}.json", READABLE[name])
    assert check(file) in (0, 1)
    told = capfd.readouterr()
    assert json.loads(told.out)["file"] == file
    assert told.err == ""


def test_the_last_of_repeated_keys_holds(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = json.dumps(GOOD)
    first = write(folder, "a.json", text.replace('"format": 1', '"format": 2, "format": 1'))
    last = write(folder, "b.json", text.replace('"format": 1', '"format": 1, "format": 2'))
    assert check(first) == 0
    assert check(last) == 1
    assert '"format", "code": "invalid"' in capfd.readouterr().out


def test_lone_surrogates_reach_check(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = json.dumps(put(put(GOOD, "applicant.name", "王\ud800"), "\udc00", 1))
    assert check(write(folder, "a.json", text)) == 1
    errors = json.loads(capfd.readouterr().out)["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [
        ("applicant.name", "invalid"),
        ("\udc00", "unknown_field"),
    ]
    assert main(["check", write(folder, "a.json", text), "--today", "2026-11-24"]) == 1


def test_numbers_of_any_length(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = json.dumps(GOOD)
    income = '"monthly_income": "3200.00"'
    for number, code in (("9" * 5000, 1), ("1e400", 0), ("-" + "9" * 5000, 1), ("3200.10", 0)):
        bent = text.replace(income, f'"monthly_income": {number}')
        assert check(write(folder, "a.json", bent)) == code
    for number in ("1" * 100_000, "1e9999999999999999999999", "1E-99999999999999999999"):
        bent = text.replace('"format": 1', f'"format": {number}')
        assert check(write(folder, "a.json", bent)) == 1
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("day", ["2026-13-01", "x", "", "20261124", "2026-W01-1", "2026-1-1"])
def test_a_day_that_is_none_judges_nothing(
    day: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", write(folder, "a.json", GOOD), "--today", day]) == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [str(CounterError(trouble.DATE_UNREADABLE))]


BAD_POLICIES = {
    "not_toml": b"[[income_limit",
    "not_utf8": b"\xff\xfe",
    "no_amount": b"[[income_limit]]\nfrom = 2026-01-01\n",
    "no_date": b"[[income_limit]]\nper_person_monthly = 5\n",
    "bad_date": b"[[income_limit]]\nfrom = 5\nper_person_monthly = 5\n",
    "bad_amount": b"[[floor_area_threshold]]\nfrom = 2026-01-01\nsquare_metres = 'x'\n",
    "negative": b"[[floor_area_threshold]]\nfrom = 2026-01-01\nsquare_metres = -1\n",
    "boolean": b"[[floor_area_threshold]]\nfrom = 2026-01-01\nsquare_metres = true\n",
    "not_rows": b"income_limit = 5\n",
    "half_a_material": b"[[material]]\nkey = 'income_proof'\n",
    "until_what": b"[[material]]\nkey='x'\nsource='own'\nwhom='case'\nclause='x'\nuntil=1\n",
    "days_of_words": b"[[deadline]]\nkey='decision'\nworking_days='5'\n",
    "page_of_words": b"page = 'x'\n",
    "calendar_of_words": b"calendar = 'none'\n",
    "region_number": b"[[income_limit]]\nfrom=2026-01-01\nper_person_monthly=1\nregion=620702\n",
}


@pytest.mark.parametrize("name", list(BAD_POLICIES))
def test_a_policy_that_cannot_be_read_judges_nothing(
    name: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    policy = write(folder, "p.toml", BAD_POLICIES[name])
    assert check(write(folder, "a.json", GOOD), "--policy", policy) == 2
    assert check(write(folder, "a.json", GOOD), "--policy", str(folder / "none.toml")) == 2
    assert check(write(folder, "a.json", GOOD), "--policy", str(folder)) == 2
    told = capfd.readouterr()
    assert told.out == ""
    named = ("p.toml", "none.toml", folder.name)
    expected = [str(CounterError(trouble.POLICY_UNREADABLE, file=name)) for name in named]
    assert told.err.splitlines() == expected


def test_a_text_for_people(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good = write(folder, "good.json", document())
    bad = write(folder, "bad.json", put(GOOD, "applicant.phone", "1390936612"))
    assert main(["check", good, bad, "--today", "2026-11-24"]) == 1
    told = capfd.readouterr().out
    assert f"{good}：填写完整" in told
    assert "受理条件：待核" in told
    assert "收入证明（周玉兰）：缺，申请人自备" in told
    assert f"{bad}：要处理 1 处" in told
    assert "申请人 · 联系电话：" in told


def test_a_file_cannot_move_the_cursor(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    odd = write(folder, "a\n\x1b[2J.json", {**GOOD, "\x1b[2J\n": 1})
    none = str(folder / "b\nc.json")
    assert main(["check", odd, none, "--today", "2026-11-24"]) == 2
    told = capfd.readouterr()
    assert "\x1b" not in told.out
    assert len(told.out.splitlines()) == 3
    assert len(told.err.splitlines()) == 1


def test_a_file_of_very_many_errors_is_one_right_line(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = write(folder, "a.json", put(GOOD, "materials", [0] * 5000))
    assert check(file) == 1
    line = json.loads(capfd.readouterr().out)
    assert len(line["errors"]) == 5000
    assert line["errors"][4999]["field"] == "materials[4999]"
    assert line["warnings"] == []
    assert line["materials"] is None


def test_starts_without_qt_store_or_network() -> None:
    script = (
        "import sys\n"
        "from counter_app.cli import main\n"
        f"main(['check', {str(CASES / 'case_002.json')!r}, '--json'])\n"
        "heavy = ('PySide6', 'sqlalchemy', 'alembic', 'cryptography', 'httpx2', 'typst', "
        "'pypinyin', 'fastapi', 'docx')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_a_closed_pipe_is_no_crash(folder: Path) -> None:
    file = write(folder, "a.json", put(GOOD, "materials", [0] * 20_000))
    words = [sys.executable, "-m", "counter_app.cli", "check", *([file] * 5), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait() == 1
    assert told == b""
