"""One field of a received form is put right, and what differs from what was signed is told."""

from datetime import date
from typing import Any

import pytest

from counter_app.basics.catalogue.acts import ACT_FIELD_WRONG, ACT_KEYS
from counter_app.basics.errors import CounterError, Entry
from counter_app.intake.declared import (
    declared_fields,
    with_value,
    wrong_first,
)
from tests.unit.needs.files import form

DAY = date(2026, 11, 24)
INCOME = "household.members[0].monthly_income"


def refused(path: str, value: str) -> Entry:
    with pytest.raises(CounterError) as caught:
        with_value(form(), path, value, DAY)
    return caught.value.entry


def changed_to(declared: dict[str, Any], path: str, value: str) -> dict[str, Any]:
    return with_value(declared, path, value, DAY)


def test_a_field_is_found_by_its_place_and_shown_as_papers_show_it() -> None:
    found = {each.path: each for each in declared_fields(form())}
    assert (found["applicant.sex"].text, found["applicant.sex"].place) == ("女", "申请人 · 性别")
    assert found[INCOME].place == "家庭成员 1 · 月收入"
    assert found["details.marital_status"].text == "已婚"


def test_one_value_is_changed_and_nothing_else() -> None:
    before, after = form(), changed_to(form(), INCOME, "2650.00")
    assert after["household"]["members"][0].pop("monthly_income") == "2650.00"
    before["household"]["members"][0].pop("monthly_income")
    assert before == after


def test_a_choice_is_said_by_its_word_and_no_assets_by_none() -> None:
    apart = changed_to(form(), "details.marital_status", "离异")
    assert apart["details"]["marital_status"] == "divorced"
    owned = changed_to(form(assets={}), "assets.vehicles", "无")["assets"]
    assert owned == {"vehicles": {"none": True, "items": []}}


def test_what_would_be_wrong_by_itself_is_not_taken() -> None:
    assert refused("applicant.phone", "139") is ACT_FIELD_WRONG
    assert refused(INCOME, "很多") is ACT_FIELD_WRONG
    assert refused("applicant.shoe_size", "42") is ACT_KEYS


def test_what_is_wrong_is_offered_first() -> None:
    declared = form()
    declared["applicant"]["phone"] = "139"
    assert wrong_first(declared, DAY)[0].path == "applicant.phone"
