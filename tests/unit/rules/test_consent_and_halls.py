"""Items asked about a person, what two answers grant, what a consent covers; the halls."""

import pytest

from counter_app.basics.resources import resource
from counter_app.forms.consents import Department
from counter_app.forms.housing_application import Region
from counter_app.rules.consent import (
    Asked,
    departments,
    granted_items,
    items_granted,
    needs_second_question,
    queries,
)
from counter_app.rules.halls import hall_of
from counter_app.rules.items import ITEMS, department_of, items_of
from counter_app.rules.policy import Policy, replaced
from counter_app.rules.policy_sources import GivenTables, parse_text, parse_toml
from tests.families import TABLES, TODAY

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
GRADUATE = queries(TABLES, TODAY, Asked("new_graduate", is_applicant=True))
ADULT = queries(TABLES, TODAY, Asked("new_graduate"))
SPOUSE = queries(TABLES, TODAY, Asked("new_graduate", is_spouse=True))
MINOR = queries(TABLES, TODAY, Asked("new_graduate", is_adult=False))
KEPT = resource("policy", "kept", "6e941e10.json").read_text("utf-8")
OLD = Policy((GivenTables(parse_text(KEPT)),))


def items(asked: tuple[object, ...]) -> set[str]:
    return {item for query in asked for item in query.items}  # type: ignore[attr-defined]  # Query


def test_education_is_asked_of_the_new_graduate_alone() -> None:
    assert list(dict.fromkeys(query.department for query in GRADUATE)) == NINE
    assert "education" not in [query.department for query in ADULT]
    family = queries(TABLES, TODAY, Asked("low_income_family", is_applicant=True))
    assert "education" not in [query.department for query in family]


def test_civil_affairs_is_two_lines_and_only_assistance_is_sensitive() -> None:
    lines = [(q.items, q.sensitive) for q in GRADUATE if q.department == "civil_affairs"]
    assert lines == [(("civil_affairs.marriage",), False), (("civil_affairs.assistance",), True)]


@pytest.mark.parametrize(("years", "asked"), [(49, False), (50, True), (None, True)])
def test_a_pension_is_asked_of_whoever_may_draw_one(years: int | None, asked: bool) -> None:
    found = items(queries(TABLES, TODAY, Asked("new_graduate", years=years)))
    assert ("human_resources.pension" in found) is asked
    assert "human_resources.insurance" in found


def test_marriage_is_asked_of_the_couple_alone() -> None:
    assert "civil_affairs.marriage" in items(SPOUSE)
    assert "civil_affairs.marriage" not in items(ADULT)


def test_minors_are_asked_about_little() -> None:
    assert items(MINOR) == {
        "public_security.identity", "public_security.household", "natural_resources.real_estate"
    }  # fmt: skip


def test_a_permit_is_asked_of_migrants_alone() -> None:
    migrant = queries(TABLES, TODAY, Asked("migrant_worker"))
    assert "public_security.residence_permit" in items(migrant)
    assert "public_security.residence_permit" not in items(ADULT)


def test_each_line_says_what_and_why() -> None:
    assert all(query.asks and query.why for query in GRADUATE)


def test_what_is_not_granted_is_left_out() -> None:
    assert departments(GRADUATE, granted_items(GRADUATE, True)) == tuple(map(Department, NINE))
    assert departments(ADULT, granted_items(ADULT, False)) == (
        Department.PUBLIC_SECURITY,
        Department.NATURAL_RESOURCES,
        Department.HOUSING,
        Department.MARKET_REGULATION,
    )
    assert "civil_affairs.assistance" not in granted_items(GRADUATE, False)
    assert "civil_affairs.marriage" in granted_items(GRADUATE, False)


def test_the_guardian_of_a_small_child_is_asked_twice() -> None:
    assert needs_second_question(ADULT, 30, TABLES, TODAY)
    assert not needs_second_question(MINOR, 14, TABLES, TODAY)
    assert needs_second_question(MINOR, 13, TABLES, TODAY)
    assert not needs_second_question(MINOR, None, TABLES, TODAY)


# -- what a consent covers -------------------------------------------------------------------------

ENTRY = {"granted": True, "departments": "all", "signed_on": "2026-11-23"}
WIDER = replaced(
    TABLES,
    parse_toml(
        '[[query]]\ndepartment = "disabled_persons"\nitem = "disabled_persons.card"\n'
        'asks = "残疾证"\nwhy = "定困难"\nwhom = "person"\nsensitive = true\n'
    ),
)


def test_a_list_that_grows_later_widens_no_consent() -> None:
    assert "disabled_persons.card" not in items_granted(ENTRY, {}, TABLES)
    assert items_granted(ENTRY, {}, WIDER) == {"disabled_persons.card"}


def test_an_old_all_is_every_item_of_its_version() -> None:
    granted = items_granted(ENTRY, {}, OLD)
    assert {"civil_affairs.marriage", "civil_affairs.assistance"} <= granted
    assert "education.degree" in granted
    assert "disabled_persons.card" not in granted
    assert "civil_affairs.economic" not in granted


def test_an_old_list_is_the_items_of_its_departments() -> None:
    entry = {**ENTRY, "departments": ["natural_resources"]}
    assert items_granted(entry, {}, OLD) == {"natural_resources.real_estate"}


def test_items_say_more_than_departments() -> None:
    entry = {**ENTRY, "departments": ["civil_affairs"]}
    more = {"items": "civil_affairs.marriage nobody.knows", "asked": "civil_affairs.marriage"}
    assert items_granted(entry, more, TABLES) == {"civil_affairs.marriage"}
    assert items_granted(entry, {"items": ""}, TABLES) == set()


@pytest.mark.parametrize(
    "entry",
    [{**ENTRY, "granted": False}, {**ENTRY, "withdrawn_on": "2026-11-24"}, {}, {"granted": "yes"}],
)
def test_without_a_yes_nothing_is_granted(entry: dict[str, object]) -> None:
    assert items_granted(entry, {"items": "civil_affairs.marriage"}, TABLES) == set()


def test_every_item_belongs_to_its_department() -> None:
    assert {department_of(item) for item in ITEMS} == set(Department)
    assert items_of("nobody") == ()
    assert "housing.contracts" not in items_of("housing")


# -- halls -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", list(Region))
def test_counties_are_to_be_asked(region: Region) -> None:
    hall = hall_of(TABLES, region, TODAY)
    assert hall.ask_bureau is (region is not Region.CITY)
    assert bool(hall.phone) is (region is Region.CITY)


def test_an_unknown_region_has_no_hall() -> None:
    with pytest.raises(KeyError):
        hall_of(TABLES, "110000", TODAY)
