"""Departments asked about a person, what two answers grant, and where the halls are."""

import pytest

from counter_app.forms.consents import Department
from counter_app.forms.housing_application import Region
from counter_app.rules.consent import departments, needs_second_question, queries
from counter_app.rules.halls import hall_of
from tests.families import SHIPPED, TODAY

NINE = [
    "public_security",
    "civil_affairs",
    "education",
    "human_resources",
    "natural_resources",
    "housing",
    "taxation",
    "housing_fund",
    "market_regulation",
]
GRADUATE = queries(SHIPPED, TODAY, "new_graduate", is_applicant=True)
ADULT = queries(SHIPPED, TODAY, "new_graduate")
MINOR = queries(SHIPPED, TODAY, "new_graduate", is_adult=False)


def test_education_is_asked_of_the_new_graduate_alone() -> None:
    assert [query.department for query in GRADUATE] == NINE
    assert "education" not in [query.department for query in ADULT]
    family = queries(SHIPPED, TODAY, "low_income_family", is_applicant=True)
    assert "education" not in [query.department for query in family]


def test_minors_are_asked_about_by_few_departments() -> None:
    assert [query.department for query in MINOR] == ["public_security", "natural_resources"]


def test_each_query_says_what_and_why() -> None:
    assert all(query.asks and query.why for query in GRADUATE)


def test_what_is_not_granted_is_left_out() -> None:
    assert departments(ADULT, True) == "all"
    assert departments(ADULT, None) == "all"
    assert departments(ADULT, False) == (
        Department.PUBLIC_SECURITY,
        Department.NATURAL_RESOURCES,
        Department.HOUSING,
        Department.MARKET_REGULATION,
    )


def test_the_guardian_of_a_small_child_is_asked_twice() -> None:
    assert needs_second_question(ADULT, 30, SHIPPED)
    assert not needs_second_question(MINOR, 14, SHIPPED)
    assert needs_second_question(MINOR, 13, SHIPPED)
    assert not needs_second_question(MINOR, None, SHIPPED)


@pytest.mark.parametrize("region", list(Region))
def test_every_region_has_a_hall_and_counties_are_to_be_asked(region: Region) -> None:
    hall = hall_of(SHIPPED, region, TODAY)
    assert hall.name
    assert hall.bureau
    assert hall.ask_bureau is (region is not Region.CITY)
    assert bool(hall.phone) is (region is Region.CITY)


def test_an_unknown_region_has_no_hall() -> None:
    with pytest.raises(KeyError):
        hall_of(SHIPPED, "110000", TODAY)


def test_every_department_is_a_row_of_policy() -> None:
    assert {row["department"] for row in SHIPPED.rows("query", TODAY)} == {
        str(d) for d in Department
    }
