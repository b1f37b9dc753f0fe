"""The one test that pins the shipped tables: a bureau that edits them has only this to look at."""

from datetime import date
from pathlib import Path

import pytest

from counter_app.basics.resources import resource
from counter_app.forms.consents import Department, Material
from counter_app.forms.housing_application import Region
from counter_app.rules.eligibility import NAMES
from counter_app.rules.halls import hall_of
from counter_app.rules.policy import load_policy, read_tables
from counter_app.rules.policy_check import check_tables
from tests.families import TABLES, TODAY

SHIPPED = load_policy()
ACROSS = check_tables({}, SHIPPED).doubts
"""What one shipped table says and another does not."""
_SAME = (
    "age_limit", "clause", "consent", "deadline", "deferrable", "floor_area_threshold",
    "household_review", "income_limit", "material",
)  # fmt: skip
"""Whom the bureau asks, and what that proves, is not here: one row more, and no test is red."""


@pytest.mark.parametrize("name", _SAME)
def test_what_decides_is_as_it_was_released(name: str) -> None:
    assert SHIPPED.given(name) == TABLES.given(name)


def test_16_square_metres_and_no_income_limit() -> None:
    assert SHIPPED.floor_area_threshold("620702", "new_graduate", 1, date(2024, 11, 26)) == 16
    assert SHIPPED.floor_area_threshold("620702", "new_graduate", 1, date(2024, 11, 25)) is None
    assert SHIPPED.income_limit("620702", "new_graduate", 1, TODAY) is None


def test_every_rule_has_its_clause() -> None:
    assert all(SHIPPED.clauses(TODAY)[rule] for rule in NAMES)
    assert "nothing" not in SHIPPED.clauses(TODAY)


def test_every_material_and_department_has_its_row() -> None:
    assert [row["key"] for row in SHIPPED.rows("material", TODAY)] == list(map(str, Material))
    asked = {row["department"] for row in SHIPPED.rows("query", TODAY)}
    assert asked == set(map(str, Department))


@pytest.mark.parametrize("region", list(Region))
def test_every_region_has_a_hall(region: Region) -> None:
    hall = hall_of(SHIPPED, region, TODAY)
    assert hall.name
    assert hall.bureau


def test_the_consent_names_the_organ_that_asks_by_its_legal_name() -> None:
    names = [hall_of(SHIPPED, region, TODAY).bureau for region in Region]
    assert all(name.endswith("住房和城乡建设局") for name in names)
    assert hall_of(SHIPPED, Region.GANZHOU, TODAY).bureau.startswith("张掖市甘州区")


def test_every_reason_says_in_written_words_what_is_checked() -> None:
    rows = SHIPPED.rows("query", TODAY)
    assert [row["why"] for row in rows if not row["why"].startswith("核对")] == []


@pytest.mark.parametrize("file", sorted(resource("policy").glob("*.toml")), ids=lambda f: f.stem)
def test_nothing_shipped_is_switched_off_or_doubtful(file: Path) -> None:
    checked = check_tables(read_tables(file), SHIPPED)
    assert checked.off == ()
    assert set(checked.doubts) <= set(ACROSS)


def test_shipped_tables_say_the_same_as_each_other() -> None:
    assert ACROSS == ()
