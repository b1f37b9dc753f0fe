"""The commands that write questions into a file and take answers from one."""

import gzip
import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from central_server.cli import main
from central_server.department_files import export_queries, import_answers
from central_server.departments.batches import AT_ONCE
from central_server.departments.rows import QueryState
from counter_app.basics.catalogue.departments import (
    ANSWERS_UNREADABLE,
    BATCH_NOT_WRITTEN,
    BATCH_THERE,
)
from counter_app.basics.errors import CounterError
from counter_app.forms.consents import Department
from tests.databases import SQLITE
from tests.unit.server.departments.asking import MARRIAGE, Bureau
from tests.unit.server.departments.test_batches import answer, by_file
from tests.unit.server.small_counter import of_one

DATABASES = (SQLITE,)


@pytest.fixture
def case(bureau: Bureau) -> str:
    """Of which 民政 is to be asked two things, in a file."""
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    return case


def exports(bureau: Bureau, file: Path) -> list[str]:
    """The items that stand in the file then."""
    export_queries(
        bureau.house.server, Namespace(file=file, department=str(Department.CIVIL_AFFAIRS))
    )
    return [json.loads(line)["item"] for line in file.read_bytes().splitlines()]


@pytest.mark.usefixtures("case")
def test_what_cannot_be_written_is_not_asked(bureau: Bureau, tmp_path: Path) -> None:
    with pytest.raises(CounterError) as told:
        exports(bureau, tmp_path / "not there" / "queries.jsonl")
    assert told.value.entry is BATCH_NOT_WRITTEN
    assert len(exports(bureau, tmp_path / "queries.jsonl")) == 2


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("kept", [True, False])
def test_an_export_that_was_killed_is_finished_or_made_anew(
    bureau: Bureau, tmp_path: Path, kept: bool
) -> None:
    """Before its file had its name: after its questions were on the record, or before."""
    file, aside = tmp_path / "queries.jsonl", tmp_path / ".queries.jsonl.civil_affairs.part"
    if kept:
        exports(bureau, file)
        file.rename(aside)
    else:
        aside.write_text('{"query_id": "00000000-0000-4000-8000-000000000000"}\n')
    assert MARRIAGE in exports(bureau, file)
    assert not aside.exists()


def test_an_export_that_was_killed_hands_out_nothing_that_was_taken_back_since(
    bureau: Bureau, case: str, tmp_path: Path
) -> None:
    """On the record as asked, the file never had its name, and then the applicant withdrew."""
    file = tmp_path / "queries.jsonl"
    exports(bureau, file)
    file.rename(tmp_path / ".queries.jsonl.civil_affairs.part")
    assert bureau.withdraws(case) == "applied"
    export_queries(
        bureau.house.server, Namespace(file=file, department=str(Department.CIVIL_AFFAIRS))
    )
    assert not file.exists()
    assert not list(tmp_path.glob(".queries*"))


def test_a_long_file_is_written_in_pieces_and_found_again_after_each(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_file(bureau)
    cases = [bureau.accepted(of_one(place)) for place in range(AT_ONCE // 2 + 3)]
    bureau.ask()
    file, aside = tmp_path / "queries.jsonl", tmp_path / ".queries.jsonl.civil_affairs.part"
    asked = exports(bureau, file)
    assert len(asked) == 2 * len(cases)
    lines = file.read_bytes().splitlines()
    assert len({json.loads(line)["query_id"] for line in lines}) == len(lines)
    # Killed while the last piece was being written: half a line of it is there, on no record.
    file.unlink()
    aside.write_bytes(b"\n".join(lines) + b'\n{"query_id": "')
    assert exports(bureau, file) == asked
    assert sorted(file.read_bytes().splitlines()) != []
    assert {json.loads(line)["query_id"] for line in file.read_bytes().splitlines()} == {
        json.loads(line)["query_id"] for line in lines
    }
    assert f"{len(lines)} 次查询" in capsys.readouterr().out


BAD: dict[str, Callable[[bytes], bytes]] = {
    "of another charset": lambda line: f'{line.decode()[:-1]}, "note": "姓名"}}'.encode("gb18030"),
    "of wide letters": lambda line: line.decode().encode("utf-16"),
    "packed": gzip.compress,
    "half": lambda line: line[: len(line) // 2],
    "two in one": lambda line: line * 2,
    "one key twice": lambda line: line[:-1] + b', "outcome": "found"}',
    "NaN": lambda line: line[:-1] + b', "records": [{"op_date": NaN}]}',
    "1e400": lambda line: line[:-1] + b', "records": [{"op_date": 1e400}]}',
    "very many digits": lambda line: line[:-1] + b', "age": ' + b"9" * 9000 + b"}",
    "deep": lambda line: line[:-1] + b', "records": ' + b"[" * 50_000 + b"}",
    "half a letter": lambda line: line[:-1] + rb', "coverage": {"area": "\ud800"}}',
    "huge": lambda line: line[:-1] + b', "note": "' + b"x" * (3 << 20) + b'"}',
    "huge as a number of records": lambda line: (
        line[:-1] + b', "records": [' + b"{}," * 500 + b"{}]}"
    ),
    "of another version": lambda line: b'{"version": 9, "data": ' + line + b"}",
    "an error": lambda line: line[:-1] + b', "error": "not_permitted"}',
    "of another item": lambda line: line[:-1] + b', "item": "housing.own_register"}',
    "somebody else's": lambda line: line[:-1] + b', "person": {"id_number": "620702199001011238"}}',
    "nobody's": lambda line: line.replace(b'"query_id": "', b'"query_id": "0'),
    "a page": lambda _: "<html>系统维护</html>".encode(),
    "nothing said": lambda line: line.replace(b'"none"', b"null"),
}


def test_whatever_stands_in_a_file_is_named_by_its_line_and_holds_no_other_up(
    bureau: Bureau, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports(bureau, tmp_path / "queries.jsonl")
    first, second = map(json.loads, (tmp_path / "queries.jsonl").read_bytes().splitlines())
    right = json.dumps(answer(first)).encode()
    bad = [make(right).replace(b"\n", b"").replace(b"\r", b"") for make in BAD.values()]
    file = tmp_path / "answers.jsonl"
    file.write_bytes(b"\n".join([*bad, json.dumps(answer(second)).encode(), b""]))
    import_answers(bureau.house.server, Namespace(file=file))
    told = capsys.readouterr()
    assert "已收下 1 个答复" in told.out
    places = "、".join(map(str, range(1, len(bad) + 1)))
    assert f"{len(bad)} 行不是在等的答复，没有收：第 {places} 行" in told.err
    assert bureau.row(case, first["item"]).is_open
    file.write_bytes(right)
    import_answers(bureau.house.server, Namespace(file=file))
    assert bureau.row(case, first["item"]).state == QueryState.ANSWERED


@pytest.mark.usefixtures("case")
def test_what_was_left_over_for_one_department_is_told_no_other(
    bureau: Bureau, tmp_path: Path
) -> None:
    """The export was killed, and the next one under the same name is another department's."""
    file = tmp_path / "queries.jsonl"
    asked = exports(bureau, file)
    file.rename(tmp_path / ".queries.jsonl.civil_affairs.part")
    export_queries(
        bureau.house.server, Namespace(file=file, department=str(Department.NATURAL_RESOURCES))
    )
    assert not file.exists()
    assert exports(bureau, file) == asked


def test_answers_of_a_long_file_are_taken_in_each_with_its_line(
    bureau: Bureau, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports(bureau, tmp_path / "queries.jsonl")
    asked = [json.loads(each) for each in (tmp_path / "queries.jsonl").read_bytes().splitlines()]
    nobodys = [{"query_id": f"00000000-0000-4000-8000-{n:012x}"} for n in range(450)]
    said = [answer(asked[0]), *nobodys, answer(asked[1]), answer(asked[0])]
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
    import_answers(bureau.house.server, Namespace(file=file))
    told = capsys.readouterr()
    assert "已收下 2 个答复" in told.out
    assert "1 行先前已经收过" in told.out
    assert "450 行不是在等的答复，没有收：第 2、3、" in told.err
    assert bureau.row(case, MARRIAGE).state == QueryState.ANSWERED
    assert [each["row"] for each in bureau.answers(case) if "row" in each] == ["1", "452"]


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
