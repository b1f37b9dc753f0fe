"""Absent, null, blank and wrong JSON types, at every level (application.md)."""

from typing import Any

import pytest

from tests.families import (
    ABSENT,
    WOMAN,
    applicant,
    consent,
    document,
    errors,
    json_number,
    member,
    put,
    single,
)

BLANKS = [ABSENT, None, "", " ", "\u3000\t\n"]
FAMILY = document()
GRADUATE = document("new_graduate")


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("format", "missing"),
        ("applied_on", "missing"),
        ("region", "missing"),
        ("applicant", "missing"),
        ("applicant.name", "missing"),
        ("applicant.sex", "missing"),
        ("applicant.id_number", "missing"),
        ("applicant.employer", "missing"),
        ("applicant.phone", "missing"),
        ("applicant.registered_address", "missing"),
        ("applicant.native_place", "missing"),
        ("applicant.monthly_income", "missing"),
        ("details", "missing"),
        ("details.applicant_type", "missing"),
        ("details.residence_floor_area", "missing"),
        ("details.dwelling_kind", "missing"),
        ("details.hardships", "missing"),
        ("details.other_circumstances", "missing"),
        ("household", "missing"),
        ("household.members", "missing"),
        ("household.members[0].name", "missing"),
        ("household.members[0].relation", "missing"),
        ("household.members[0].id_number", "missing"),
        ("household.members[0].employer", "missing"),
        ("household.members[0].monthly_income", "missing"),
        ("assets", "missing"),
        ("assets.vehicles", "asset_blank"),
        ("commitment", "commitment_unsigned"),
        ("authorizations[1].person_id_number", "missing"),
        ("authorizations[1].granted", "missing"),
        ("authorizations[1].signed_by", "missing"),
        ("authorizations[1].capacity", "missing"),
        ("authorizations[1].signed_on", "missing"),
        ("authorizations[1].departments", "missing"),
    ],
)
def test_a_required_value_may_not_be_blank(path: str, code: str, blank: Any) -> None:
    found = [error for error in errors(put(FAMILY, path, blank)) if error[0] != "authorizations"]
    assert found == [(path, code)]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    "path",
    [
        "applicant.id_kind",
        "applicant.birth_date",
        "household.members[0].id_kind",
        "household.members[0].birth_date",
        "household.members[0].sex",
        "details.illness",
        "assets.vehicles.items",
        "authorizations[0].withdrawn_on",
        "proxy",
        "materials",
        "deferrals",
    ],
)
def test_an_optional_value_may_be_blank(path: str, blank: Any) -> None:
    bent = put(FAMILY, path, None)
    assert errors(put(bent, path, blank)) == []


@pytest.mark.parametrize("blank", BLANKS)
def test_insurance_is_an_object_with_a_start(blank: Any) -> None:
    assert errors(put(GRADUATE, "details.social_insurance", blank)) == [
        ("details.social_insurance", "missing")
    ]
    assert errors(put(GRADUATE, "details.social_insurance.paid", blank)) == [
        ("details.social_insurance.paid", "missing")
    ]
    assert errors(put(GRADUATE, "details.social_insurance.from_month", blank)) == [
        ("details.social_insurance.from_month", "missing")
    ]
    assert errors(put(GRADUATE, "details.social_insurance.to_month", blank)) == []


@pytest.mark.parametrize("blank", BLANKS)
def test_authorizations_may_be_absent_and_are_then_owed_by_everybody(blank: Any) -> None:
    owed = [("authorizations", "authorization_missing")] * 2
    assert errors(put(FAMILY, "authorizations", blank)) == owed
    assert errors(put(FAMILY, "authorizations", [])) == owed


def test_empty_lists_that_must_be_there_are_enough() -> None:
    assert errors(single("low_income_family")) == []


@pytest.mark.parametrize("wrong", [1, True, [], {}, [1], {"a": 1}, json_number("1.5")])
@pytest.mark.parametrize(
    "path",
    [
        "applied_on",
        "region",
        "applicant.name",
        "applicant.sex",
        "applicant.id_kind",
        "applicant.id_number",
        "applicant.phone",
        "applicant.employer",
        "details.applicant_type",
        "details.residence_address",
        "details.marital_status",
        "household.members[0].relation",
        "authorizations[0].capacity",
        "authorizations[0].person_id_number",
        "commitment.signed_by",
        "commitment.signed_on",
    ],
)
def test_anything_but_a_text_is_invalid(path: str, wrong: Any) -> None:
    assert (path, "invalid") in errors(put(FAMILY, path, wrong))
    assert len([field for field, _ in errors(put(FAMILY, path, wrong)) if field == path]) == 1


@pytest.mark.parametrize("wrong", [1, True, False, "x", [], [1], json_number("0")])
@pytest.mark.parametrize(
    "path",
    ["applicant", "details", "household", "assets", "assets.vehicles", "commitment", "proxy"],
)
def test_anything_but_an_object_is_invalid(path: str, wrong: Any) -> None:
    assert errors(put(FAMILY, path, wrong)) == [(path, "invalid")]


@pytest.mark.parametrize("wrong", [1, True, "x", {}, {"a": 1}])
@pytest.mark.parametrize(
    "path",
    [
        "details.hardships",
        "details.other_circumstances",
        "household.members",
        "assets.vehicles.items",
        "authorizations",
        "materials",
        "deferrals",
    ],
)
def test_anything_but_a_list_is_invalid(path: str, wrong: Any) -> None:
    assert errors(put(FAMILY, path, wrong)) == [(path, "invalid")]


@pytest.mark.parametrize("wrong", [None, "", " ", 1, True, [], "x"])
@pytest.mark.parametrize("path", ["household.members", "authorizations", "materials", "deferrals"])
def test_a_wrong_element_is_named_by_its_place(path: str, wrong: Any) -> None:
    extra = len(FAMILY["household"]["members"] if path == "household.members" else FAMILY[path])
    assert errors(put(FAMILY, f"{path}[{extra}]", wrong)) == [(f"{path}[{extra}]", "invalid")]


@pytest.mark.parametrize("wrong", [None, "", 1, True, [], {}, "x", "Disabled"])
def test_a_wrong_element_of_a_set_is_named_by_its_place(wrong: Any) -> None:
    bent = put(FAMILY, "details.hardships", ["disabled", wrong, "other"])
    assert errors(bent) == [("details.hardships[1]", "invalid")]


def test_a_right_element_that_is_repeated_counts_once() -> None:
    assert errors(put(FAMILY, "details.hardships", ["disabled", "disabled", " disabled "])) == []


@pytest.mark.parametrize("right", [1, json_number("1"), json_number("1.0"), json_number("1e0")])
def test_the_format_is_the_number_one(right: Any) -> None:
    assert errors(put(FAMILY, "format", right)) == []


@pytest.mark.parametrize(
    "other", [True, False, "1", 2, 0, -1, json_number("1.5"), [], {}, [1], "x"]
)
def test_any_other_format_is_one_error(other: Any) -> None:
    assert errors({"format": other, "applicant": 1, "nonsense": None}) == [("format", "invalid")]


def test_without_a_format_the_rest_is_judged() -> None:
    found = errors({})
    assert found == [
        ("format", "missing"),
        ("applied_on", "missing"),
        ("region", "missing"),
        ("applicant", "missing"),
        ("details", "missing"),
        ("household", "missing"),
        ("assets", "missing"),
        ("commitment", "commitment_unsigned"),
    ]


@pytest.mark.parametrize("value", [None, "", 1, "x", {}, []])
@pytest.mark.parametrize(
    "path",
    [
        "nonsense",
        "applicant.nonsense",
        "details.nonsense",
        "details.contract_number",
        "household.nonsense",
        "household.members[0].phone",
        "assets.nonsense",
        "assets.vehicles.nonsense",
        "commitment.nonsense",
        "authorizations[0].nonsense",
    ],
)
def test_an_unknown_key_is_an_error_even_when_null(path: str, value: Any) -> None:
    assert errors(put(FAMILY, path, value)) == [(path, "unknown_field")]


@pytest.mark.parametrize("kind", [ABSENT, None, "", "x", 1, [], "Migrant_Worker"])
def test_without_a_known_type_nothing_else_of_the_details_is_judged(kind: Any) -> None:
    details = {"applicant_type": kind, "nonsense": 1, "hardships": "x"}
    if kind is ABSENT:
        del details["applicant_type"]
    code = "missing" if kind in (ABSENT, None, "") else "invalid"
    assert errors(put(FAMILY, "details", details)) == [("details.applicant_type", code)]


def test_refused_authorization_needs_only_two_keys() -> None:
    refused = {"person_id_number": WOMAN, "granted": False}
    assert errors(single(authorizations=[refused])) == []
    assert errors(single(authorizations=[{**refused, "departments": []}])) == []
    judged_all_the_same = {**refused, "capacity": "x", "signed_on": "x", "departments": ["x"]}
    assert errors(single(authorizations=[judged_all_the_same])) == [
        ("authorizations[0].capacity", "invalid"),
        ("authorizations[0].signed_on", "invalid"),
        ("authorizations[0].departments[0]", "invalid"),
    ]


@pytest.mark.parametrize("granted", ["true", 1, 0, [], "no"])
def test_granted_is_a_boolean_and_nothing_is_waived_without_it(granted: Any) -> None:
    entry = {"person_id_number": WOMAN, "granted": granted}
    assert errors(single(authorizations=[entry])) == [
        ("authorizations[0].granted", "invalid"),
        ("authorizations[0].signed_by", "missing"),
        ("authorizations[0].capacity", "missing"),
        ("authorizations[0].signed_on", "missing"),
        ("authorizations[0].departments", "missing"),
    ]


@pytest.mark.parametrize(
    ("departments", "expected"),
    [
        ("all", []),
        (" all ", []),
        (["housing", "taxation", "housing"], []),
        ([], [("authorizations[0].departments", "missing")]),
        ("", [("authorizations[0].departments", "missing")]),
        ("housing", [("authorizations[0].departments", "invalid")]),
        ("ALL", [("authorizations[0].departments", "invalid")]),
        (True, [("authorizations[0].departments", "invalid")]),
        ({}, [("authorizations[0].departments", "invalid")]),
        (["all"], [("authorizations[0].departments[0]", "invalid")]),
        (["veterans", None], [("authorizations[0].departments[1]", "invalid")]),
        ([None], [("authorizations[0].departments[0]", "invalid")]),
    ],
)
def test_departments_are_all_or_a_list_of_keys(
    departments: Any, expected: list[tuple[str, str]]
) -> None:
    entry = consent(WOMAN, departments=departments)
    assert errors(single(authorizations=[entry])) == expected


def test_several_errors_come_in_the_order_of_the_form() -> None:
    bent = document(
        applicant=applicant(name="", phone="1", nonsense=1),
        household={"members": [member(name=1)]},
        commitment={"signed_on": "x"},
        zzz=1,
    )
    bent = put(bent, "assets.vehicles", {"none": True, "items": [{"owner": ""}]})
    bent = put(bent, "authorizations[0].capacity", "x")
    bent = put(bent, "deferrals", [{"material": "x"}])
    assert errors(bent) == [
        ("applicant.name", "missing"),
        ("applicant.phone", "phone"),
        ("applicant.nonsense", "unknown_field"),
        ("household.members[0].name", "invalid"),
        ("assets.vehicles", "asset_contradiction"),
        ("assets.vehicles.items[0].owner", "missing"),
        ("assets.vehicles.items[0].plate", "missing"),
        ("assets.vehicles.items[0].purpose", "missing"),
        ("commitment", "commitment_unsigned"),
        ("commitment.signed_on", "invalid"),
        ("authorizations[0].capacity", "invalid"),
        ("deferrals[0].material", "invalid"),
        ("deferrals[0].promised_by", "missing"),
        ("deferrals[0].due_on", "missing"),
        ("zzz", "unknown_field"),
    ]
