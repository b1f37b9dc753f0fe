"""`counter-app check-policy`: what is wrong where, what is off, what changes from when."""

from pathlib import Path

import pytest

from counter_app.basics.catalogue.forms import POLICY_MALFORMED, POLICY_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.cli import main
from tests.families import POLICY_FILE

LIMIT = '[[income_limit]]\nregion = "620702"\nfrom = 2026-01-01\nper_person_monthly = 2500\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "p.toml"


def check(file: Path, text: str) -> int:
    file.write_text(text, "utf-8")
    return main(["check-policy", str(file)])


def test_a_good_file_tells_what_changes_from_when(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = POLICY_FILE.read_text(encoding="utf-8").replace("income_limit = []\n", "")
    assert check(file, others + LIMIT + "until = 2026-12-31\n") == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "income_limit" in line]
    assert told[0].endswith(
        "2026-01-01 起：income_limit 第 1 行（region=620702） per_person_monthly = 2500"
    )
    assert told[1].endswith("2026-12-31 后：income_limit 第 1 行（region=620702） 不再适用")


def test_the_tables_of_the_tests_are_good() -> None:
    assert main(["check-policy", str(POLICY_FILE)]) == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LIMIT + "single_parent = true\n", "income_limit 第 1 行（region=620702）：不认识“single_"),
        ('[[query]]\ndepartment="fire"\nasks="a"\nwhy="b"\nwhom="person"\n', "不认识“fire”"),
        ("[[tax_limit]]\nfrom = 2026-01-01\n", "tax_limit：不认识这个表"),
        ('[page.received]\nuntil = "{who}"\n', "page 的 received.until：写法不能用"),
        (LIMIT + "until = 2025-01-01\n", "until 早于 from"),
        (LIMIT + LIMIT, "income_limit 第 1 行（region=620702）：同样的键另有一行"),
        ('[[clause]]\nrule = "luck"\ntext = "x"\n', "没有这条规则"),
        ('[[hall]]\nregion = "1"\nname = "x"\nbureau = "y"\n', "没有这个县区代码"),
        ('[[hardship_source]]\nhardship = "disabled"\ndepartment = "disabled_persons"\n'
         '[[query]]\ndepartment="taxation"\nasks="a"\nwhy="b"\nwhom="adult"\n',
         "query 中没有向 disabled_persons 查询的事项"),
        ('[[query]]\ndepartment="veterans"\nasks="a"\nwhy="b"\nwhom="adult"\n',
         "已向 veterans 查询，这里仍没有来源"),
        ('[[deferrable]]\nmaterial = "marriage"\nworking_days = 5\n', "不是自备材料"),
        ('[[deadline]]\nkey = "decision"\nworking_days = 20\n', "key=correction_notice"),
        ("age_limit = []\n", "age_limit：没有年龄标准"),
    ],
)  # fmt: skip
def test_what_is_off_or_doubtful_is_told(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    assert check(file, text) == 1
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[deadline]]\nkey = "a"\nworking_days = "5"\n', "deadline 第 1 行 working_days"),
        (LIMIT + LIMIT.replace("2500", "-1"), "income_limit 第 2 行 per_person_monthly"),
        (LIMIT.replace("from = 2026-01-01\n", ""), "income_limit 第 1 行 from"),
        ("income_limit = 5\n", "income_limit"),
    ],
)
def test_what_is_malformed_is_told_with_its_place(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, place: str
) -> None:
    assert check(file, text) == 2
    told = capsys.readouterr()
    assert told.err.strip() == str(CounterError(POLICY_MALFORMED, file="p.toml", place=place))
    assert told.out == ""


def test_what_is_no_toml_cannot_be_read(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(file, "[[income_limit") == 2
    told = capsys.readouterr().err.strip()
    assert told == str(CounterError(POLICY_UNREADABLE, file="p.toml"))
    assert main(["check-policy", str(file.parent)]) == 2


def test_a_row_that_is_off_is_told_once_beside_the_answers(
    file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file.write_text(LIMIT + "single_parent = true\n", "utf-8")
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    words = ["check", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--policy", str(file)]
    assert main([*words, "--json"]) == 1
    told = capfd.readouterr()
    assert told.err.count("停用") == 1
    assert len(told.out.splitlines()) == 2
