"""What real desks reported, by the files that they sent (`tests/data/field`)."""

from pathlib import Path

import pytest

from counter_app.asking.base import Form
from counter_app.asking.fields import field_of
from counter_app.asking.putting_right.table import put_right
from counter_app.basics.exact_json import loads
from counter_app.forms.applicant_types.low_income_family import LowIncomeFamily
from counter_app.forms.checks import judge
from counter_app.forms.household import Applicant
from counter_app.forms.housing_application import HousingApplication
from counter_app.intake.paste import Around, read
from tests.families import TODAY

FIELD = Path(__file__).parents[2] / "data" / "field"
AROUND = Around("周玉兰", "620702198403159044", 2026)
TYPED = [line.split("\t") for line in (FIELD / "typed.tsv").read_text("utf-8").splitlines()[1:]]
MODELS: dict[str, type[Form]] = {
    "details": LowIncomeFamily,
    "applicant": Applicant,
    "": HousingApplication,
}


@pytest.mark.parametrize(("key", "typed", "wanted"), TYPED)
def test_what_was_typed_is_as_wanted_or_left_to_be_told(key: str, typed: str, wanted: str) -> None:
    block, _, name = key.rpartition(".")
    kept = put_right(typed, field_of(MODELS[block], name).kind).text
    assert kept == (typed if "told" in wanted else wanted)


def test_a_sheet_with_its_columns_in_another_order() -> None:
    (row,) = read((FIELD / "b5_paste_other_order.tsv").read_text("utf-8"), None, AROUND).rows
    assert row["id_number"] == "620702201205069042"
    assert (row["name"], row["relation"]) == ("王小明", "儿子")
    assert (row["employer"], row["monthly_income"]) == ("城投物业", "3200")


def test_a_sheet_with_a_line_end_in_a_cell() -> None:
    rows = read((FIELD / "b4_paste_quoted.tsv").read_text("utf-8"), None, AROUND).rows
    assert [row["name"] for row in rows] == ["王小明", "王小红"]
    assert "(二年级)" in rows[0]["employer"]


def test_the_applicant_again_under_another_paper_is_hinted_at() -> None:
    content = loads((FIELD / "c7_twice_other_paper.json").read_text("utf-8"))
    assert isinstance(content, dict)
    found = judge(content, TODAY)
    (hint,) = [each for each in found.warnings if each.code == "person_twice"]
    assert hint.field == "household.members[1].id_number"
    assert "同一人的另一种证件" in hint.message
