"""What is copied into the 公租房信息系统, by policy, and which acts tell that it is there."""

from datetime import date

import pytest

from counter_app.basics.catalogue.acts import ACT_NUMBERS_DIFFER
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.cases.deed import Deed
from counter_app.intake.deeds.ask import Situation
from counter_app.intake.deeds.given import Given
from counter_app.intake.deeds.table import ACTS, make
from counter_app.intake.hand_over import copy_fields
from counter_app.intake.spec_of import find_spec
from counter_app.intake.work_lists import LISTS, NOT_COPIED, NUMBER_OWED, CaseStanding
from counter_app.rules.policy import Policy, load_policy, replaced
from tests.unit.needs.files import Story, form

POLICY, DAY = load_policy(), date(2026, 11, 24)
KNOWN = ("case", "figures")


def fields(told: Story, policy: Policy = POLICY) -> dict[str, str]:
    found = copy_fields(Situation(told.file, POLICY, policy, DAY, ()))
    return {each.key: each.value for each in found}


def done(told: Story, **keys: object) -> Deed:
    return make(ACTS["hand-over"], Given(told.file, POLICY, POLICY, DAY, keys))


def test_what_was_declared_is_copied_as_the_other_system_takes_it() -> None:
    found = fields(Story(form()))
    assert found["name"] == "周玉兰"
    assert found["sex"] == "女"
    assert found["applicant_income"] == "3200.00"
    assert found["member_name.1"] == "赵建军"
    assert found["monthly_income"] == "3200.00"
    assert "" not in found.values()


def test_another_telephone_goes_before_that_of_the_form() -> None:
    told = Story(form()).decides(Kind.CONTACT_CHANGED, {"phone": "13900000000"})
    assert fields(told)["phone"] == "13900000000"


def test_which_fields_there_are_is_policy() -> None:
    row = {
        "key": "n",
        "from": "2020-01-01",
        "group": "甲",
        "label": "户主",
        "path": "applicant.name",
    }
    assert fields(Story(form()), replaced(POLICY, {"hand_over": [row]})) == {"n": "周玉兰"}


def test_every_shipped_path_leads_to_something_of_a_case() -> None:
    for row in POLICY.rows("hand_over", DAY):
        path = row["path"]
        head, _, rest = path.partition(".")
        if head == "members":
            path = f"household.members.1.{rest}"
        elif head == "assets":
            category, _, key = rest.partition(".")
            path = f"assets.{category}.items.1.{key}"
        assert head in KNOWN or find_spec(path), row["path"]


def test_it_is_owed_from_acceptance_until_its_number_is_confirmed() -> None:
    told = Story(form())
    assert why(told) == ""
    told.decides(Kind.ACCEPTED, letter="S1", day="2026-11-24", basis="ordinary")
    assert why(told) == NOT_COPIED
    assert done(told).kind is Kind.HANDED_OVER
    told.decides(Kind.HANDED_OVER)
    assert why(told) == NUMBER_OWED
    deed = done(told, external_number="GZ1", again="GZ1")
    told.decides(deed.kind, **deed.facts)
    assert why(told) == ""


def why(told: Story) -> str:
    return LISTS["hand_over"](CaseStanding(told.file.state, POLICY, DAY))


def test_a_number_that_is_typed_twice_differently_is_not_taken() -> None:
    with pytest.raises(CounterError) as caught:
        done(Story(form()), external_number="GZ1", again="GZ7")
    assert caught.value.entry is ACT_NUMBERS_DIFFER
