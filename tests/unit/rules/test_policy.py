"""The policy file: dated rows, which of them holds, replacement by name (interfaces.md)."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from counter_app.basics.errors import CounterError
from counter_app.rules.policy import Policy, load_policy, read_tables, replaced
from tests.families import TABLES, TODAY

ROWS = {
    "region": 'region = "620702"\nfrom = 2020-01-01\nper_person_monthly = 1',
    "type": 'applicant_type = "migrant_worker"\nfrom = 2025-01-01\nper_person_monthly = 2',
    "size": "household_size = 2\nfrom = 2025-06-01\nper_person_monthly = 3",
    "late": "from = 2026-01-01\nper_person_monthly = 4",
    "later": "from = 2026-02-01\nper_person_monthly = 5",
}


def policy_of(tmp_path: Path, *rows: str, table: str = "income_limit") -> Policy:
    file = tmp_path / "policy.toml"
    file.write_text("".join(f"[[{table}]]\n{row}\n" for row in rows), "utf-8")
    return replaced(TABLES, read_tables(file))


def limit(
    policy: Policy,
    region: str = "620702",
    kind: str = "migrant_worker",
    size: int = 2,
    on: date = TODAY,
) -> Decimal | None:
    return policy.income_limit(region, kind, size, on)


@pytest.mark.parametrize("order", list(permutations(ROWS)))
def test_region_before_type_before_size_before_date(tmp_path: Path, order: tuple[str, ...]) -> None:
    policy = policy_of(tmp_path, *(ROWS[name] for name in order))
    assert limit(policy) == 1
    assert limit(policy, region="620721") == 2
    assert limit(policy, region="620721", kind="new_graduate") == 3
    assert limit(policy, region="620721", kind="new_graduate", size=3) == 5
    assert limit(policy, "620721", "new_graduate", 3, date(2026, 1, 31)) == 4
    assert limit(policy, "620721", "new_graduate", 3, date(2026, 2, 1)) == 5
    assert limit(policy, "620721", "new_graduate", 3, date(2025, 12, 31)) is None


def test_a_row_that_names_more_does_not_go_before_one_that_names_region(tmp_path: Path) -> None:
    both = 'applicant_type = "migrant_worker"\nhousehold_size = 2\nfrom = 2026-01-01\n'
    policy = policy_of(tmp_path, both + "per_person_monthly = 9", ROWS["region"])
    assert limit(policy) == 1


def test_the_last_of_equals_holds(tmp_path: Path) -> None:
    first, last = ROWS["late"], ROWS["late"].replace("4", "7")
    assert limit(policy_of(tmp_path, first, last)) == 7
    assert limit(policy_of(tmp_path, last, first)) == 4


def test_a_row_of_another_region_does_not_fit(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, ROWS["region"].replace("620702", "620700"))
    assert limit(policy) is None
    assert limit(policy, region="620700") == 1


def test_a_named_table_replaces_the_shipped_one_and_others_stay(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, ROWS["late"])
    assert policy.floor_area_threshold("620702", "new_graduate", 1, TODAY) == 16
    policy = policy_of(
        tmp_path, "from = 2030-01-01\nsquare_metres = 13", table="floor_area_threshold"
    )
    assert policy.floor_area_threshold("620702", "new_graduate", 1, TODAY) is None
    assert policy.income_limit("620702", "new_graduate", 1, TODAY) is None
    assert policy.rows("material", TODAY) == TABLES.rows("material", TODAY)


def test_a_threshold_of_a_region(tmp_path: Path) -> None:
    rows = (
        "from = 2024-11-26\nsquare_metres = 16",
        'region = "620721"\nfrom = 2026-03-01\nsquare_metres = 20.5',
    )
    policy = policy_of(tmp_path, *rows, table="floor_area_threshold")
    assert policy.floor_area_threshold("620721", "new_graduate", 1, TODAY) == Decimal("20.5")
    assert policy.floor_area_threshold("620721", "new_graduate", 1, date(2026, 2, 28)) == 16
    assert policy.floor_area_threshold("620702", "new_graduate", 1, TODAY) == 16


def test_amounts_are_decimal_and_dates_may_be_texts(tmp_path: Path) -> None:
    row = 'from = "2026-01-01"\nper_person_monthly = 1600.10'
    assert limit(policy_of(tmp_path, row)) == Decimal("1600.10")
    row = 'from = 2026-01-01\nper_person_monthly = "1600.10"'
    assert limit(policy_of(tmp_path, row)) == Decimal("1600.10")


def test_trouble_names_the_file_alone(tmp_path: Path) -> None:
    with pytest.raises(CounterError, match=r"missing\.toml") as caught:
        load_policy(tmp_path / "missing.toml")
    assert str(tmp_path) not in str(caught.value)
