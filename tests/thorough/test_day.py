"""A day of a hall, as `run.py demo --day` spends it: many cases at once, and its books balance."""

import json
from pathlib import Path

from counter_app.demo.day_cases import STAGES
from tests.end_to_end.test_demonstration import TYPES, names_nobody, run_demonstration


def test_the_books_of_a_day_balance(tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = run_demonstration(out, "--day")
    balance = json.loads((out / "balance.json").read_text("utf-8"))
    assert balance["faults"] == []
    assert len(balance["cases"]) == 40
    assert {each["type"] for each in balance["cases"]} == set(TYPES)
    for each in balance["cases"]:
        assert [each["stage"], each["step"]] == list(STAGES[each["fate"]])
    assert {each["fate"] for each in balance["cases"]} == STAGES.keys()
    sums = balance["sums"]
    assert 0 < sums["answered"] <= sums["asked"]
    assert sums["letters"] == sums["delivered"] + sums["owed"]
    assert sums["owed"] == sum(each["fate"] == "left_owed" for each in balance["cases"])
    names_nobody(said + json.dumps(balance, ensure_ascii=False))
