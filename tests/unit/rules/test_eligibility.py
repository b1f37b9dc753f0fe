"""Each sentence of the eligibility table (rules.md)."""

from pathlib import Path
from typing import Any

import pytest

from counter_app.rules.policy import Policy, read_tables, replaced
from tests.families import (
    BOY,
    DETAILS,
    MAN,
    TABLES,
    WOMAN,
    applicant,
    assessed,
    consent,
    document,
    errors,
    member,
    number,
    outcomes,
    put,
    single,
)

FAMILY = document()
TYPES = list(DETAILS)


def published(tmp_path: Path, text: str) -> Policy:
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    return replaced(TABLES, read_tables(file))


@pytest.fixture
def limited(tmp_path: Path) -> Policy:
    return published(tmp_path, "[[income_limit]]\nfrom = 2026-01-01\nper_person_monthly = 1600\n")


@pytest.fixture
def without_threshold(tmp_path: Path) -> Policy:
    return published(tmp_path, "floor_area_threshold = []\n")


def with_estate(base: dict[str, Any], *estates: dict[str, Any]) -> dict[str, Any]:
    usual = {
        "owner": "周玉兰",
        "address": "甘州区",
        "region": "620702",
        "use": "dwelling",
        "floor_area": "30",
    }
    items = [{**usual, **estate} for estate in estates]
    bent = put(base, "assets.real_estate", {"none": False, "items": items})
    assert errors(bent) == []
    return bent


def test_findings_come_in_the_order_of_the_table_with_clause_and_message() -> None:
    found = assessed(FAMILY).findings
    assert [finding.rule for finding in found] == [
        "identity",
        "age",
        "authorization",
        "household",
        "housing",
        "income",
        "work",
        "commitment",
    ]
    assert all(finding.clause and finding.message for finding in found)
    housing = next(finding for finding in found if finding.rule == "housing")
    assert "16" in housing.clause
    assert "13" in housing.clause


def test_the_whole() -> None:
    young = single(applicant=applicant(id_number=number(born="20081121")))
    young["authorizations"] = [consent(young["applicant"]["id_number"])]
    assert assessed(young).outcome == "ineligible"
    assert assessed(FAMILY).outcome == "needs_review"
    assert assessed(single("introduced_talent")).outcome == "eligible"


def test_identity() -> None:
    assert outcomes(FAMILY)["identity"] == "pass"
    foreigner = member(
        id_kind="passport", id_number="E1234567", sex="male", birth_date="1980-01-01"
    )
    bent = document(household={"members": [foreigner]})
    assert outcomes(bent)["identity"] == "review"
    hong_kong = document(household={"members": [member(id_number=number("810000", order="903"))]})
    assert outcomes(hong_kong)["identity"] == "pass"


@pytest.mark.parametrize(
    ("born", "applied_on", "outcome"),
    [
        ("20081120", "2026-11-20", "pass"),
        ("20081121", "2026-11-20", "fail"),
        ("20080229", "2026-02-28", "fail"),
        ("20080229", "2026-03-01", "pass"),
    ],
)
def test_age_counts_from_the_birthday(born: str, applied_on: str, outcome: str) -> None:
    own = number(born=born)
    bent = single(
        "introduced_talent",
        applied_on=applied_on,
        applicant=applicant(id_number=own),
        authorizations=[consent(own)],
    )
    assert outcomes(bent)["age"] == outcome
    assert outcomes(bent)["household"] == ("pass" if outcome == "pass" else "review")


def test_age_of_another_kind_is_from_the_birth_date() -> None:
    own = applicant(id_kind="military", id_number="12345", birth_date="2008-11-21")
    bent = single(applicant=own, authorizations=[consent("12345")])
    assert outcomes(bent)["age"] == "fail"
    assert outcomes(put(bent, "applicant.birth_date", "2008-11-20"))["age"] == "pass"


def test_authorization() -> None:
    assert outcomes(FAMILY)["authorization"] == "pass"
    refused = put(FAMILY, "authorizations[1]", {"person_id_number": MAN, "granted": False})
    assert outcomes(refused)["authorization"] == "review"
    withdrawn = put(FAMILY, "authorizations[1].withdrawn_on", "2026-11-21")
    assert outcomes(withdrawn)["authorization"] == "review"
    nobody = put(FAMILY, "authorizations", None)
    assert outcomes(nobody)["authorization"] == "review"
    one = put(FAMILY, "authorizations", [consent(WOMAN)])
    assert outcomes(one)["authorization"] == "review"


def test_the_last_entry_of_a_person_holds() -> None:
    refusal = {"person_id_number": MAN, "granted": False}
    then_granted = put(FAMILY, "authorizations", [refusal, consent(WOMAN), consent(MAN)])
    assert outcomes(then_granted)["authorization"] == "pass"
    then_refused = put(FAMILY, "authorizations", [consent(MAN), consent(WOMAN), refusal])
    assert outcomes(then_refused)["authorization"] == "review"


def test_an_entry_for_somebody_else_counts_for_nothing() -> None:
    stranger = {"person_id_number": BOY, "granted": False}
    assert outcomes(put(FAMILY, "authorizations[2]", stranger))["authorization"] == "pass"


def test_marital_status_and_spouse() -> None:
    alone = document(household={"members": []}, authorizations=[consent(WOMAN)])
    assert outcomes(alone)["household"] == "review"
    assert outcomes(single("low_income_family"))["household"] == "pass"
    for status in ("unmarried", "divorced", "widowed"):
        assert outcomes(put(FAMILY, "details.marital_status", status))["household"] == "review"
    for kind in ("migrant_worker", "introduced_talent"):
        assert outcomes(document(kind))["household"] == "pass"
        assert outcomes(single(kind))["household"] == "pass"


def test_more_than_one_spouse() -> None:
    second = member(id_number=number(born="19830306", order="905"))
    assert outcomes(put(FAMILY, "household.members[1]", second))["household"] == "review"


@pytest.mark.parametrize(
    ("born", "order", "outcome"),
    [
        ("20041120", "903", "pass"),
        ("20041121", "903", "review"),
        ("20061120", "902", "pass"),
        ("20061121", "902", "review"),
    ],
)
def test_marriage_ages_of_a_spouse(born: str, order: str, outcome: str) -> None:
    spouse = member(id_number=number(born=born, order=order))
    assert outcomes(document(household={"members": [spouse]}))["household"] == outcome


def test_marriage_ages_of_a_spouse_of_another_kind() -> None:
    spouse = member(id_kind="passport", id_number="E1234567", sex="male", birth_date="2004-11-21")
    assert outcomes(document(household={"members": [spouse]}))["household"] == "review"
    spouse["sex"] = "female"
    assert outcomes(document(household={"members": [spouse]}))["household"] == "pass"


@pytest.mark.parametrize(("born", "outcome"), [("20061120", "pass"), ("20061121", "review")])
def test_marriage_age_of_the_applicant_where_there_is_a_spouse(born: str, outcome: str) -> None:
    own = applicant(id_number=number(born=born))
    assert outcomes(document(applicant=own))["household"] == outcome
    assert outcomes(single(applicant=own))["household"] == "pass"


@pytest.mark.parametrize(
    ("relation", "outcome"),
    [
        ("child", "pass"),
        ("parent", "pass"),
        ("grandparent", "pass"),
        ("grandchild", "pass"),
        ("sibling", "review"),
        ("other", "review"),
    ],
)
def test_relations(relation: str, outcome: str) -> None:
    bent = document("migrant_worker", household={"members": [member(relation=relation)]})
    assert outcomes(bent)["household"] == outcome


@pytest.mark.parametrize("kind", ["low_income_family", "introduced_talent"])
@pytest.mark.parametrize(
    ("areas", "outcome"),
    [
        (["31.99"], "pass"),
        (["32"], "fail"),
        (["32.00"], "fail"),
        (["16", "15.99"], "pass"),
        (["16", "16"], "fail"),
    ],
)
def test_housing_of_family_and_talent(kind: str, areas: list[str], outcome: str) -> None:
    bent = with_estate(document(kind), *({"floor_area": area} for area in areas))
    assert outcomes(bent)["housing"] == outcome


@pytest.mark.parametrize("kind", ["new_graduate", "migrant_worker"])
def test_housing_of_graduate_and_worker(kind: str) -> None:
    base = document(kind)
    assert outcomes(base)["housing"] == "pass"
    assert outcomes(with_estate(base, {"floor_area": "0"}))["housing"] == "pass"
    assert outcomes(with_estate(base, {"floor_area": "0.01"}))["housing"] == "review"
    assert outcomes(with_estate(base, {"floor_area": "31.99"}))["housing"] == "review"
    assert outcomes(with_estate(base, {"floor_area": "32"}))["housing"] == "fail"


def test_own_area_counts_by_share_dwellings_of_the_city_only() -> None:
    assert (
        outcomes(with_estate(FAMILY, {"floor_area": "64", "share": "0.499999"}))["housing"]
        == "pass"
    )
    assert outcomes(with_estate(FAMILY, {"floor_area": "64", "share": "0.5"}))["housing"] == "fail"
    shop = with_estate(FAMILY, {"floor_area": "500", "use": "other"})
    assert outcomes(shop)["housing"] == "pass"
    other_county = with_estate(FAMILY, {"floor_area": "32", "region": "620799"})
    assert outcomes(other_county)["housing"] == "fail"


def test_what_is_judged_is_not_rounded() -> None:
    third = {"floor_area": "96", "share": "0.333333"}
    assert outcomes(with_estate(FAMILY, third))["housing"] == "pass"
    three = document(
        household={"members": [member(), member(relation="child", id_number=BOY)]},
        authorizations=[consent(each) for each in (WOMAN, MAN, BOY)],
    )
    assert outcomes(with_estate(three, {"floor_area": "47.99"}))["housing"] == "pass"
    assert outcomes(with_estate(three, {"floor_area": "48"}))["housing"] == "fail"


@pytest.mark.parametrize("kind", TYPES)
def test_a_dwelling_outside_the_region(kind: str) -> None:
    base = document(kind)
    away = with_estate(base, {"floor_area": "500", "region": "620602"})
    assert outcomes(away)["housing"] == "review"
    shop = with_estate(base, {"floor_area": "500", "region": "620602", "use": "other"})
    assert outcomes(shop)["housing"] == "pass"
    both = with_estate(base, {"floor_area": "500", "region": "620602"}, {"floor_area": "40"})
    assert outcomes(both)["housing"] == "fail"


def test_an_owned_home_without_a_declared_dwelling() -> None:
    owned = put(FAMILY, "details.dwelling_kind", "owned")
    assert outcomes(owned)["housing"] == "review"
    assert outcomes(with_estate(owned, {"floor_area": "20"}))["housing"] == "pass"
    assert outcomes(with_estate(owned, {"use": "other"}))["housing"] == "review"
    assert outcomes(with_estate(owned, {"floor_area": "0"}))["housing"] == "pass"


@pytest.mark.parametrize("kind", TYPES)
def test_without_a_threshold(kind: str, without_threshold: Policy) -> None:
    base = document(kind)
    assert outcomes(base, without_threshold)["housing"] == "pass"
    assert (
        outcomes(with_estate(base, {"floor_area": "0.01"}), without_threshold)["housing"]
        == "review"
    )
    away = with_estate(base, {"region": "110105"})
    assert outcomes(away, without_threshold)["housing"] == "review"


def test_the_shipped_threshold_holds_from_its_date() -> None:
    early = put(FAMILY, "applied_on", "2024-11-25")
    assert outcomes(with_estate(early, {"floor_area": "5"}))["housing"] == "review"
    later = put(FAMILY, "applied_on", "2024-11-26")
    assert outcomes(with_estate(later, {"floor_area": "5"}))["housing"] == "pass"


@pytest.mark.parametrize(("income", "outcome"), [("3200.00", "pass"), ("3200.01", "fail")])
def test_income(income: str, outcome: str, limited: Policy) -> None:
    bent = put(FAMILY, "applicant.monthly_income", income)
    assert outcomes(bent, limited)["income"] == outcome
    assert outcomes(bent)["income"] == "review"


def test_income_is_not_rounded(limited: Policy) -> None:
    three = document(
        applicant=applicant(monthly_income="4800.01"),
        household={"members": [member(), member(relation="child", id_number=BOY)]},
    )
    assert assessed(three).household.monthly_income_per_person == "1600.00"
    assert outcomes(three, limited)["income"] == "fail"


def test_a_lifted_limit(limited: Policy) -> None:
    rich = put(FAMILY, "applicant.monthly_income", "90000")
    for tick, outcome in (
        ("model_worker_or_good_samaritan", "review"),
        ("preferential_treatment", "review"),
        ("lone_or_over_sixty", "fail"),
    ):
        ticked = put(rich, "details.other_circumstances", [tick])
        assert outcomes(ticked, limited)["income"] == outcome
    poor = put(FAMILY, "details.other_circumstances", ["preferential_treatment"])
    assert outcomes(poor, limited)["income"] == "pass"


def test_a_talent_passes_always(limited: Policy) -> None:
    rich = document("introduced_talent", applicant=applicant(monthly_income="90000"))
    assert outcomes(rich)["income"] == "pass"
    assert outcomes(rich, limited)["income"] == "pass"


@pytest.mark.parametrize("kind", ["new_graduate", "migrant_worker", "introduced_talent"])
def test_work(kind: str) -> None:
    base = document(kind)
    assert outcomes(base)["work"] == "pass"
    assert outcomes(put(base, "applicant.employer", " 无　"))["work"] == "review"
    assert outcomes(put(base, "details.contract_number", "无"))["work"] == "review"
    assert outcomes(put(base, "applicant.employer", "无业"))["work"] == "pass"


def test_means_of_a_family() -> None:
    jobless = put(FAMILY, "applicant.employer", "无")
    assert outcomes(jobless)["work"] == "pass"
    poor = put(FAMILY, "applicant.monthly_income", "0")
    assert outcomes(poor)["work"] == "review"
    for tick, outcome in (
        ("subsistence_allowance", "pass"),
        ("destitute", "pass"),
        ("disabled", "review"),
        ("near_subsistence", "review"),
        ("low_income", "review"),
    ):
        assert outcomes(put(poor, "details.hardships", [tick]))["work"] == outcome
    members = put(poor, "household.members[0].monthly_income", "0.01")
    assert outcomes(members)["work"] == "pass"


def test_commitment() -> None:
    vehicle = {"owner": "周玉兰", "plate": "甘G12345", "purpose": "personal"}
    bent = put(FAMILY, "assets.vehicles", {"items": [vehicle]})
    assert outcomes(bent)["commitment"] == "review"
    bent = put(bent, "assets.vehicles.items[0].purpose", "commercial")
    assert outcomes(bent)["commitment"] == "pass"
    business = {"person": "周玉兰", "company": "某店", "role": "店主"}
    bent = put(bent, "assets.business_registration", {"items": [business]})
    assert outcomes(bent)["commitment"] == "review"
