"""Each sentence of the material list, and the figures of the household (rules.md)."""

import pytest

from tests.families import (
    BOY,
    DETAILS,
    MAN,
    WOMAN,
    applicant,
    assessed,
    consent,
    document,
    json_number,
    materials,
    member,
    put,
    single,
)

CHILD = member(relation="child", id_number=BOY)
FAMILY = document(household={"members": [member(), CHILD]})


def of(material: str, found: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str]]:
    return [(person, source, status) for key, person, source, status in found if key == material]


def test_a_family() -> None:
    found = materials(FAMILY)
    everybody = [(each, "shared", "pending") for each in (WOMAN, MAN, BOY)]
    assert of("application_form", found) == [("", "generated", "generated")]
    assert of("identity_and_register", found) == everybody
    assert of("marriage", found) == [(WOMAN, "shared", "pending")]
    assert of("real_estate", found) == everybody
    assert of("income_proof", found) == [(WOMAN, "own", "missing")]
    for material in ("pension", "vehicle", "housing_fund", "business"):
        assert of(material, found) == everybody[:2]
    assert len(found) == 1 + 3 + 1 + 3 + 1 + 2 * 4


def test_the_order_is_that_of_the_list() -> None:
    assert list(dict.fromkeys(key for key, *_ in materials(FAMILY))) == [
        "application_form",
        "identity_and_register",
        "marriage",
        "real_estate",
        "income_proof",
        "pension",
        "vehicle",
        "housing_fund",
        "business",
    ]


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("low_income_family", set()),
        ("new_graduate", {"education", "labour_contract"}),
        ("migrant_worker", {"residence_permit", "labour_contract"}),
        ("introduced_talent", {"labour_contract", "talent_document"}),
    ],
)
def test_what_a_type_adds(kind: str, own: set[str]) -> None:
    special = {"residence_permit", "education", "labour_contract", "talent_document"}
    found = materials(document(kind))
    assert {key for key, *_ in found} & special == own
    assert bool(of("income_proof", found)) is (kind != "introduced_talent")
    assert all(person for key, person, *_ in found if key in special)


def test_sources_of_what_a_type_adds() -> None:
    assert of("education", materials(single())) == [(WOMAN, "shared", "pending")]
    assert of("labour_contract", materials(single())) == [(WOMAN, "own", "missing")]
    assert of("residence_permit", materials(document("migrant_worker"))) == [
        (WOMAN, "shared", "pending"),
        (MAN, "shared", "pending"),
    ]
    assert of("talent_document", materials(single("introduced_talent"))) == [
        (WOMAN, "own", "missing")
    ]


def test_income_above_zero_only() -> None:
    bent = put(FAMILY, "household.members[1].monthly_income", "0.01")
    bent = put(bent, "applicant.monthly_income", "0.00")
    assert of("income_proof", materials(bent)) == [(BOY, "own", "missing")]


@pytest.mark.parametrize(
    ("hardships", "circumstances", "status"),
    [
        ([], [], None),
        (["other"], [], None),
        ([], ["lone_or_over_sixty", "model_worker_or_good_samaritan"], None),
        (["subsistence_allowance"], [], "pending"),
        (["destitute", "near_subsistence", "low_income"], [], "pending"),
        (["disabled"], [], "paper_needed"),
        (["disabled", "subsistence_allowance"], [], "paper_needed"),
        ([], ["preferential_treatment"], "paper_needed"),
        (["other"], ["preferential_treatment"], "paper_needed"),
        (["other", "low_income"], [], "pending"),
    ],
)
def test_proof_of_hardship(
    hardships: list[str], circumstances: list[str], status: str | None
) -> None:
    bent = put(FAMILY, "details.hardships", hardships)
    bent = put(bent, "details.other_circumstances", circumstances)
    expected = [] if status is None else [("", "shared", status)]
    assert of("hardship_proof", materials(bent)) == expected


def test_obtained_by_material_and_person() -> None:
    taken = [
        {"material": "income_proof", "person_id_number": f" {WOMAN.lower()} ", "obtained": "paper"},
        {"material": "vehicle", "person_id_number": MAN, "obtained": "shared"},
        {"material": "marriage", "person_id_number": None, "obtained": "paper"},
        {"material": "application_form", "person_id_number": None, "obtained": "paper"},
        {"material": "pension", "person_id_number": BOY, "obtained": "paper"},
    ]
    found = materials(put(FAMILY, "materials", taken))
    assert of("income_proof", found) == [(WOMAN, "own", "obtained")]
    assert of("vehicle", found) == [(WOMAN, "shared", "pending"), (MAN, "shared", "obtained")]
    assert of("marriage", found) == [(WOMAN, "shared", "pending")]
    assert of("application_form", found) == [("", "generated", "generated")]
    assert of("pension", found) == [(WOMAN, "shared", "pending"), (MAN, "shared", "pending")]


def test_hardship_proof_is_obtained_for_the_case() -> None:
    bent = put(FAMILY, "details.hardships", ["disabled"])
    for person, status in ((None, "obtained"), (WOMAN, "paper_needed")):
        taken = [{"material": "hardship_proof", "person_id_number": person, "obtained": "paper"}]
        found = of("hardship_proof", materials(put(bent, "materials", taken)))
        assert found == [("", "shared", status)]


def test_adults_are_eighteen_on_the_day_of_application() -> None:
    young = member(relation="child", id_kind="passport", id_number="E1234567", sex="male")
    for birth, asked in (("2008-11-20", True), ("2008-11-21", False)):
        person = {**young, "birth_date": birth}
        found = of("pension", materials(document(household={"members": [person]})))
        assert (("E1234567", "shared", "pending") in found) is asked


def test_figures_are_rounded_half_up() -> None:
    bent = document(
        applicant=applicant(monthly_income=json_number("0.01")),
        household={"members": [member()]},
    )
    figures = assessed(put(bent, "details.residence_floor_area", "29.33")).household
    assert figures.size == 2
    assert figures.monthly_income == "0.01"
    assert figures.monthly_income_per_person == "0.01"
    assert figures.floor_area_per_person == "14.67"


@pytest.mark.parametrize("kind", list(DETAILS))
def test_floor_area_per_person_only_for_a_family(kind: str) -> None:
    area = assessed(document(kind)).household.floor_area_per_person
    assert area == ("36.25" if kind == "low_income_family" else None)


def test_figures_of_absurd_incomes_are_exact() -> None:
    bent = document(applicant=applicant(monthly_income=json_number("1e400")))
    bent = put(bent, "household.members[0].monthly_income", "0.03")
    figures = assessed(bent).household
    assert figures.monthly_income == "1" + "0" * 400 + ".03"
    assert figures.monthly_income_per_person == "5" + "0" * 399 + ".02"


def test_each_shows_as_soon_as_its_own_inputs_are_valid() -> None:
    bent = put(FAMILY, "household.members[0].monthly_income", "x")
    assessment = assessed(bent)
    assert assessment.household.size == 3
    assert assessment.household.monthly_income is None
    rules = {finding.rule for finding in assessment.findings}
    assert rules == {
        "identity",
        "age",
        "authorization",
        "household",
        "housing",
        "commitment",
    }
    bent = put(bent, "applicant.id_number", "62")
    rules = {finding.rule for finding in assessed(bent).findings}
    assert rules == {"housing", "commitment"}
    shown = {need.material for need in assessed(bent).materials}
    assert shown == {"application_form"}


def test_an_empty_form_shows_nothing_and_does_not_raise() -> None:
    assessment = assessed({})
    assert assessment.findings == ()
    assert assessment.materials == ()
    assert assessment.household.size is None


def test_withheld_signatures_do_not_hold_the_answer_up() -> None:
    bent = put(put(FAMILY, "authorizations", []), "commitment", None)
    assert len(assessed(bent).findings) == 8


def test_each_row_names_its_clause_and_who_answers() -> None:
    for need in assessed(FAMILY).materials:
        assert need.clause == "附件3"
        assert bool(need.department) is (need.source == "shared")


@pytest.mark.parametrize("day", ["2024-11-25", "2010-01-01", "1970-01-01", "0001-01-01"])
def test_only_the_threshold_begins_with_the_plan(day: str) -> None:
    person = member(id_kind="passport", id_number="E1234567", sex="male", birth_date="0001-01-01")
    own = applicant(id_kind="passport", id_number="E7654321", birth_date="0001-01-01")
    early = document(
        applied_on=day,
        applicant=own,
        household={"members": [person]},
        authorizations=[consent("E1234567"), consent("E7654321")],
    )
    assessment = assessed(early)
    later = assessed({**early, "applied_on": "2026-11-20"})
    assert len(assessment.findings) == 8
    assert all(finding.clause for finding in assessment.findings)
    if day > "0019":
        assert assessment.materials == later.materials
    estate = {"owner": "a", "address": "b", "region": "620702", "use": "dwelling"}
    for area, outcome in (("0", "pass"), ("0.01", "review")):
        items = [{**estate, "floor_area": area}]
        bent = put(early, "assets.real_estate", {"items": items})
        found = {finding.rule: finding.outcome for finding in assessed(bent).findings}
        assert found["housing"] == outcome
