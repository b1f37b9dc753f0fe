"""The benchmarks' own ground: sound samples, right figures, a pipe that loses nothing."""

import re
from datetime import date
from pathlib import Path

import pytest

from benchmarks import bare_pipe, departments
from benchmarks.grown import grow
from benchmarks.measure import Line, p99, table
from benchmarks.samples import DETAILS, application, resident_id
from counter_app.basics.clock import Clock
from counter_app.desk.status import status
from counter_app.forms.checks import judge
from tests.engine import counter_at, receive_one


@pytest.mark.parametrize("kind", DETAILS)
@pytest.mark.parametrize("members", [0, 5, 11])
def test_samples_have_no_error(kind: str, members: int) -> None:
    for number in (0, 17, 4999):
        assert judge(application(number, kind, members), date(2026, 11, 24)).errors == ()


def test_nobody_lives_in_two_households() -> None:
    assert len({resident_id(number, number % 2 == 1) for number in range(100_000)}) == 100_000


def test_p99_leaves_out_one_of_a_hundred() -> None:
    assert p99([float(value) for value in range(1, 101)]) == 99
    assert p99([1.0, 2.0]) == 2


def test_table_says_what_is_not_met() -> None:
    text = table([Line("start", "2 s", "1 s", 2.0, "≤ 1.5 ×", False)])
    assert text.splitlines()[-1] == "| start | 2 s | 1 s | 2.00 | ≤ 1.5 × | **not met** |"


@pytest.mark.parametrize("key", ["", "5f" * 32])
def test_bare_pipe_carries_every_row(tmp_path: Path, free_port: int, key: str) -> None:
    rows = [(f"key {number}", f"action {number}", "…") for number in range(1203)]
    here, there = (bare_pipe.open_rows(tmp_path / name, key) for name in ("here.db", "there.db"))
    bare_pipe.add_rows(here, rows)
    with bare_pipe.serving(free_port, tmp_path / "server.db", key) as address:
        assert bare_pipe.push(here, address) == len(rows)
        assert bare_pipe.push(here, address) == 0
        assert bare_pipe.pull(there, address) == len(rows)
    query = "SELECT key, action, content FROM row ORDER BY number"
    assert there.execute(query).fetchall() == rows
    clear = any(b"action 1" in file.read_bytes() for file in tmp_path.glob("*.db*"))
    assert clear is (not key)
    here.close()
    there.close()


def test_departments_are_asked_of_a_few_as_of_many() -> None:
    one, many = departments.lines(persons=1, cases=2)
    assert one.ratio is not None
    assert one.ratio > 1
    # How many items are asked is the bureau's to say; identity, of each case, always.
    cases, questions = map(int, re.findall(r"\d+", many.what)[:2])
    assert cases == 2
    assert questions > cases


def test_a_grown_store_has_so_many_cases_and_lacks_nothing(tmp_path: Path, clock: Clock) -> None:
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter)
        first = status(counter.desk)
        grow(counter, 30)
        grown = status(counter.desk)
        assert (grown.cases, grown.queued, grown.worries) == (30, first.queued, first.worries)
        assert receive_one(counter, 7).number.endswith("00031")
