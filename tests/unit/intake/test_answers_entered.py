"""An answer that came by letter is entered as it lies before somebody, and nothing beside it."""

import json
from datetime import date
from typing import Any

import pytest

from counter_app.basics.catalogue.acts import ACT_KEYS
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.cases.deed import Deed
from counter_app.intake.deeds.given import Given
from counter_app.intake.deeds.table import ACTS
from counter_app.rules.policy import load_policy
from tests.unit.needs.files import Story, form

TODAY = date(2026, 11, 24)
ESTATE = "natural_resources.real_estate"
RIGHT: dict[str, Any] = {
    "item": ESTATE,
    "person": "member:1",
    "outcome": "found",
    "coverage": {"area": "张掖市", "as_of": "2026-11-20"},
    "records": [{"certificate_no": "甘2020", "floor_area": "88.50", "mortgage": "中国银行"}],
    "channel": "letter",
    "reference": "张自然资函〔2026〕9号",
}


def enters(**changes: Any) -> Deed:
    policy, file = load_policy(), Story(form()).file
    keys = {**RIGHT, **changes}
    return ACTS["enter-answer"].make(Given(file, policy, policy, TODAY, keys))


def test_it_names_item_person_and_way_and_keeps_what_the_item_gives() -> None:
    deed = enters()
    assert deed.kind == Kind.ANSWER_ENTERED
    assert deed.facts["item"] == ESTATE
    assert (deed.facts["outcome"], deed.facts["channel"]) == ("found", "letter")
    assert deed.facts["as_of"] == "2026-11-20"
    assert deed.facts["person"] == Story(form()).file.state.person(1)
    said = json.loads(deed.content or b"")
    assert said["records"] == [{"certificate_no": "甘2020", "floor_area": "88.50"}]
    assert said["reference"] == "张自然资函〔2026〕9号"


def test_nothing_found_needs_no_records() -> None:
    deed = enters(outcome="none", records=[], coverage={})
    assert "as_of" not in deed.facts
    assert "records" not in json.loads(deed.content or b"")


@pytest.mark.parametrize(
    "wrong",
    [
        {"item": "invented.item"},
        {"item": ""},
        {"outcome": "no"},
        {"channel": "call"},
        {"coverage": "张掖"},
        {"records": [{"floor_area": "large"}]},
        {"records": "none"},
    ],
)
def test_what_no_answer_could_say_is_named(wrong: dict[str, object]) -> None:
    with pytest.raises(CounterError) as error:
        enters(**wrong)
    assert error.value.entry is ACT_KEYS
    assert next(iter(wrong)) in error.value.title


@pytest.mark.parametrize(
    ("item", "record", "outcome"),
    [
        ("public_security.identity", {"deceased": "1"}, "to_person"),
        ("public_security.identity", {"deceased": "0"}, "found"),
        ("housing.own_register", {"barred_until": "2026-11-24"}, "to_person"),
        ("housing.own_register", {"barred_until": "2026-11-23"}, "found"),
    ],
)
def test_a_death_or_a_bar_is_a_persons_affair_by_letter_too(
    item: str, record: dict[str, str], outcome: str
) -> None:
    assert enters(item=item, records=[record]).facts["outcome"] == outcome
