"""ID numbers, sexes, persons met twice, assets, consents, commitment and proxy."""

from typing import Any

import pytest

from tests.families import (
    ABSENT,
    BOY,
    MAN,
    WOMAN,
    consent,
    document,
    errors,
    member,
    number,
    put,
    single,
)

FAMILY = document()
APPLICANT = "applicant.id_number"
MEMBER = "household.members[0].id_number"
PROXY = {
    "role": "fills_in",
    "name": "李静",
    "id_number": number(order="122"),
    "relation": "邻居",
    "reason": "不识字",
}


def person_codes(path: str, value: Any, base: dict[str, Any] = FAMILY) -> list[str]:
    found = [error for error in errors(put(base, path, value)) if error[0] != "authorizations"]
    assert {field for field, _ in found} <= {path}
    return [code for _, code in found]


@pytest.mark.parametrize("region", ["620702", "810000", "820000", "830000", "911156", "999999"])
@pytest.mark.parametrize("path", [APPLICANT, MEMBER])
def test_numbers_of_any_region(path: str, region: str) -> None:
    order = "904" if path == APPLICANT else "903"
    assert person_codes(path, number(region, order=order)) == []


def ending_in_x() -> str:
    return next(n for o in range(0, 998, 2) if (n := number(order=f"{o:03d}")).endswith("X"))


def test_a_check_character_may_be_small_or_wide() -> None:
    right = ending_in_x()
    for typed in (right, right.lower(), right[:-1] + "Ｘ", right[:-1] + "ｘ", f"　{right} "):
        assert person_codes(APPLICANT, typed) == []
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in right)
    assert person_codes(APPLICANT, wide) == []


@pytest.mark.parametrize(
    "typed",
    [
        "62070219840315904",
        "6207021984031590444",
        "062070219840315904"[:17] + "4",
        "x",
        WOMAN[:17] + "Y",
        WOMAN[:17] + "Ⅹ",
        WOMAN[:17] + "ⅹ",
        WOMAN[:17] + "Х",
        "6207 02198403159",
        "٦" + WOMAN[1:],
        "无",
        WOMAN[:16] + "X4",
        "0" + WOMAN[1:],
        WOMAN[:6] + " " + WOMAN[7:],
    ],
)
def test_the_shape_of_a_number(typed: str) -> None:
    assert person_codes(APPLICANT, typed) == ["id_format"]
    assert person_codes(MEMBER, typed) == ["id_format"]


@pytest.mark.parametrize("born", ["20230229", "19841301", "19840431", "19840000", "00000101"])
def test_a_birth_date_that_does_not_exist(born: str) -> None:
    wrong_check = number(born=born)[:17] + "0"
    for typed in (number(born=born), wrong_check):
        assert person_codes(APPLICANT, typed) == ["id_birth_date"]


def test_a_birth_date_after_the_application() -> None:
    unborn = number(born="20261121")
    assert person_codes(APPLICANT, unborn) == ["id_birth_date"]
    assert person_codes(APPLICANT, number(born="20261120")) == []
    for day, code in ((None, "missing"), ("x", "invalid")):
        bent = put(put(FAMILY, "applied_on", day), APPLICANT, unborn)
        assert ("applied_on", code) in errors(bent)
        assert (APPLICANT, "id_birth_date") not in errors(bent)


def test_leap_day_births_exist_in_leap_years() -> None:
    assert person_codes(APPLICANT, number(born="20000229")) == []
    assert person_codes(APPLICANT, number(born="19000229")) == ["id_birth_date"]


def test_the_check_character() -> None:
    wrong = WOMAN[:17] + ("0" if WOMAN[17] != "0" else "1")
    assert person_codes(APPLICANT, wrong) == ["id_checksum"]


@pytest.mark.parametrize("typed", [620702198403159044, "长" * 501, "6207\n02198403159044"])
def test_invalid_goes_before_the_codes_of_a_number(typed: Any) -> None:
    assert person_codes(APPLICANT, typed) == ["invalid"]


OTHER = ["passport", "travel_permit", "military", "birth_certificate"]


def foreigner(**changes: Any) -> dict[str, Any]:
    return member(
        **{
            "id_kind": "passport",
            "id_number": "E21746894",
            "birth_date": "1982-03-06",
            "sex": "male",
            **changes,
        }
    )


def with_foreigner(**changes: Any) -> dict[str, Any]:
    person = foreigner(**changes)
    return document(
        household={"members": [person]},
        authorizations=[consent(WOMAN), consent("E21746894")],
    )


@pytest.mark.parametrize("kind", OTHER)
def test_other_kinds_need_birth_date_and_sex(kind: str) -> None:
    place = "household.members[0]"
    assert errors(with_foreigner(id_kind=kind)) == []
    assert errors(with_foreigner(id_kind=kind, birth_date=None)) == [
        (f"{place}.birth_date", "missing")
    ]
    assert errors(with_foreigner(id_kind=kind, sex=" ")) == [(f"{place}.sex", "missing")]
    assert errors(with_foreigner(id_kind=kind, birth_date="2026-11-21")) == [
        (f"{place}.birth_date", "future_date")
    ]
    assert errors(with_foreigner(id_kind=kind, birth_date="2026-11-20")) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("1234", False),
        ("12345", True),
        ("１２３４５", True),
        ("1" * 30, True),
        ("1" * 31, False),
        ("e2174 6894", True),
        (" 1234 ", False),
        (12345, False),
        ("12\n345", False),
    ],
)
def test_other_kinds_have_numbers_of_five_to_thirty(typed: Any, right: bool) -> None:
    bent = with_foreigner(id_number=typed)
    found = [error for error in errors(bent) if error[0] != "authorizations"]
    assert found == ([] if right else [(MEMBER, "invalid")])


def test_the_applicant_of_another_kind() -> None:
    bent = put(single(), "applicant.id_kind", "passport")
    assert errors(bent) == [("applicant.birth_date", "missing")]
    assert errors(put(bent, "applicant.birth_date", "1984-03-15")) == []


@pytest.mark.parametrize("kind", [ABSENT, None, "resident", " resident "])
@pytest.mark.parametrize("birth", ["1984-03-15", "x", 1, [], "2099-01-01"])
def test_a_birth_date_beside_a_resident_number_is_invalid(kind: Any, birth: Any) -> None:
    bent = put(put(FAMILY, "applicant.id_kind", None), "applicant.id_kind", kind)
    assert errors(put(bent, "applicant.birth_date", birth)) == [("applicant.birth_date", "invalid")]


@pytest.mark.parametrize("kind", ["x", 1, True, [], "Resident"])
def test_with_an_unknown_kind_number_and_birth_date_are_not_judged(kind: Any) -> None:
    bent = put(FAMILY, "household.members[0].id_kind", kind)
    expected = [("household.members[0].id_kind", "invalid")]
    for typed in (MAN, "x", None, 1):
        assert errors(put(bent, MEMBER, typed)) == expected
        assert errors(put(bent, "household.members[0].birth_date", typed)) == expected
    assert errors(put(bent, "household.members[0].sex", "x")) == [
        *expected,
        ("household.members[0].sex", "invalid"),
    ]


def test_sex_must_agree_with_a_valid_resident_number() -> None:
    assert errors(put(FAMILY, "applicant.sex", "male")) == [("applicant.sex", "sex_mismatch")]
    assert errors(put(FAMILY, "household.members[0].sex", "male")) == []
    assert errors(put(FAMILY, "household.members[0].sex", "female")) == [
        ("household.members[0].sex", "sex_mismatch")
    ]
    bent = put(put(FAMILY, "applicant.sex", "male"), APPLICANT, "x")
    assert ("applicant.sex", "sex_mismatch") not in errors(bent)
    assert errors(with_foreigner(sex="female")) == []


def test_a_sex_error_stands_before_later_fields() -> None:
    bent = put(put(FAMILY, "applicant.sex", "male"), "applicant.phone", "1")
    assert errors(bent) == [("applicant.sex", "sex_mismatch"), ("applicant.phone", "phone")]
    bent = put(put(FAMILY, "household.members[0].sex", "female"), "household.members[0].name", "")
    assert errors(bent) == [
        ("household.members[0].name", "missing"),
        ("household.members[0].sex", "sex_mismatch"),
    ]


def test_a_person_twice_is_an_error_of_the_later_number_still_good_for_its_sex() -> None:
    bent = put(FAMILY, MEMBER, WOMAN)
    assert errors(bent) == [(MEMBER, "duplicate_person")]
    assert errors(put(bent, "household.members[0].sex", "male")) == [
        (MEMBER, "duplicate_person"),
        ("household.members[0].sex", "sex_mismatch"),
    ]
    thrice = put(bent, "household.members[1]", member(id_number=f" {WOMAN} "))
    assert errors(thrice) == [
        (MEMBER, "duplicate_person"),
        ("household.members[1].id_number", "duplicate_person"),
    ]


def test_a_person_twice_whatever_the_kinds() -> None:
    bent = with_foreigner(id_number=WOMAN.lower())
    assert errors(bent) == [(MEMBER, "duplicate_person")]


def test_only_valid_numbers_are_compared() -> None:
    bent = put(put(FAMILY, APPLICANT, "x"), MEMBER, "x")
    assert errors(bent) == [(APPLICANT, "id_format"), (MEMBER, "id_format")]


CATEGORIES = [
    "real_estate",
    "housing_fund",
    "vehicles",
    "business_registration",
    "pension_insurance",
    "other",
]
OTHER_ASSET = {"description": "一头牛"}
LINE = ".items[0].description"


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize(
    "blank",
    [{}, {"none": False}, {"none": None, "items": None}, {"items": []}, {"none": "", "items": ""}],
)
def test_nothing_may_be_blank_in_the_assets(category: str, blank: Any) -> None:
    place = f"assets.{category}"
    assert errors(put(FAMILY, place, blank)) == [(place, "asset_blank")]


@pytest.mark.parametrize("category", CATEGORIES)
def test_an_absent_category_is_blank(category: str) -> None:
    for blank in (ABSENT, None, "", " "):
        place = f"assets.{category}"
        assert errors(put(FAMILY, place, blank)) == [(place, "asset_blank")]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ({"none": True}, []),
        ({"none": True, "items": None}, []),
        ({"items": [OTHER_ASSET]}, []),
        ({"none": False, "items": [OTHER_ASSET]}, []),
        ({"none": True, "items": [OTHER_ASSET]}, [("", "asset_contradiction")]),
        ({"none": True, "items": [{}]}, [("", "asset_contradiction"), (LINE, "missing")]),
        ({"none": True, "items": [None]}, [("", "asset_contradiction"), (".items[0]", "invalid")]),
        ({"none": False, "items": [None]}, [(".items[0]", "invalid")]),
        ({"none": 1, "items": []}, [(".none", "invalid")]),
        ({"none": "true"}, [(".none", "invalid")]),
        ({"none": 0, "items": [{}]}, [(".none", "invalid"), (LINE, "missing")]),
        ({"none": True, "items": {}}, [(".items", "invalid")]),
        ({"none": False, "items": "无"}, [(".items", "invalid")]),
        ({"none": [], "items": 5}, [(".none", "invalid"), (".items", "invalid")]),
        ({"nonsense": 1}, [("", "asset_blank"), (".nonsense", "unknown_field")]),
    ],
)
def test_none_and_items(block: Any, expected: list[tuple[str, str]]) -> None:
    found = errors(put(FAMILY, "assets.other", block))
    assert found == [(f"assets.other{field}", code) for field, code in expected]


@pytest.mark.parametrize(
    ("category", "keys"),
    [
        ("real_estate", ["owner", "address", "region", "use", "floor_area"]),
        ("housing_fund", ["person", "monthly_amount"]),
        ("vehicles", ["owner", "plate", "purpose"]),
        ("business_registration", ["person", "company", "role"]),
        ("pension_insurance", ["person", "kind", "from_month"]),
        ("other", ["description"]),
    ],
)
def test_what_a_line_of_each_category_needs(category: str, keys: list[str]) -> None:
    found = errors(put(FAMILY, f"assets.{category}", {"items": [{}]}))
    assert found == [(f"assets.{category}.items[0].{key}", "missing") for key in keys]


def test_commitment_is_one_error_beside_wrong_values() -> None:
    unsigned = ("commitment", "commitment_unsigned")
    assert errors(put(FAMILY, "commitment", {})) == [unsigned]
    assert errors(put(FAMILY, "commitment.signed_by", " ")) == [unsigned]
    assert errors(put(FAMILY, "commitment.signed_on", ABSENT)) == [unsigned]
    bent = put(FAMILY, "commitment", {"signed_by": 1, "signed_on": None, "x": None})
    assert errors(bent) == [
        unsigned,
        ("commitment.signed_by", "invalid"),
        ("commitment.x", "unknown_field"),
    ]
    assert errors(put(FAMILY, "commitment.signed_by", "别人")) == []


def test_a_proxy_that_fills_in() -> None:
    assert errors(put(FAMILY, "proxy", PROXY)) == []
    assert errors(put(FAMILY, "proxy", {**PROXY, "document": "委-1"})) == []
    assert errors(put(FAMILY, "proxy", {**PROXY, "document": 1})) == [("proxy.document", "invalid")]


def test_a_proxy_that_acts_needs_a_document() -> None:
    acts = {**PROXY, "role": "acts"}
    assert errors(put(FAMILY, "proxy", acts)) == [("proxy", "proxy_incomplete")]
    assert errors(put(FAMILY, "proxy", {**acts, "document": "委-1"})) == []


@pytest.mark.parametrize("key", list(PROXY))
@pytest.mark.parametrize("blank", [ABSENT, None, "", "\u3000"])
def test_what_a_proxy_lacks_is_one_error(key: str, blank: Any) -> None:
    bent = put(put(FAMILY, "proxy", PROXY), f"proxy.{key}", blank)
    assert errors(bent) == [("proxy", "proxy_incomplete")]
    assert errors(put(FAMILY, "proxy", {})) == [("proxy", "proxy_incomplete")]


def test_wrong_values_of_a_proxy_have_their_own_codes() -> None:
    proxy = {"role": "x", "name": "字" * 51, "id_number": WOMAN[:17], "relation": 1, "y": 1}
    assert errors(put(FAMILY, "proxy", proxy)) == [
        ("proxy", "proxy_incomplete"),
        ("proxy.role", "invalid"),
        ("proxy.name", "invalid"),
        ("proxy.id_number", "id_format"),
        ("proxy.relation", "invalid"),
        ("proxy.y", "unknown_field"),
    ]


def test_a_proxy_is_judged_alone() -> None:
    assert errors(put(FAMILY, "proxy", {**PROXY, "id_number": WOMAN})) == []
    unborn = number(born="20261121", order="122")
    assert errors(put(FAMILY, "proxy", {**PROXY, "id_number": unborn})) == [
        ("proxy.id_number", "id_birth_date")
    ]
    assert errors(put(FAMILY, "proxy", {**PROXY, "id_kind": "passport"})) == [
        ("proxy.id_kind", "unknown_field")
    ]


OWED = ("authorizations", "authorization_missing")


def test_everybody_needs_an_authorization() -> None:
    children = [member(), member(relation="child", id_number=BOY)]
    bent = document(household={"members": children})
    assert errors(bent) == [OWED]
    assert errors(put(bent, "authorizations[2]", consent(BOY, capacity="parent"))) == []
    assert errors(put(bent, "authorizations", [])) == [OWED] * 3


def test_an_authorization_is_found_by_number_however_typed() -> None:
    right = ending_in_x()
    bent = single(authorizations=[consent(f" {right.lower()[:-1]}ｘ ")])
    assert errors(put(bent, APPLICANT, right)) == []


def test_an_authorization_for_somebody_else_counts_for_nothing_and_is_warned_of() -> None:
    bent = single(authorizations=[consent(MAN)])
    assert errors(bent) == [OWED]
    both = single(authorizations=[consent(MAN), consent(WOMAN)])
    assert errors(both) == []
    assert errors(put(both, "authorizations[0].capacity", "x")) == [
        ("authorizations[0].capacity", "invalid")
    ]


def test_an_entry_with_errors_is_an_entry() -> None:
    assert errors(single(authorizations=[{"person_id_number": WOMAN}])) == [
        ("authorizations[0].granted", "missing"),
        ("authorizations[0].signed_by", "missing"),
        ("authorizations[0].capacity", "missing"),
        ("authorizations[0].signed_on", "missing"),
        ("authorizations[0].departments", "missing"),
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("applicant", None),
        ("applicant", []),
        ("household", None),
        ("household", 1),
        ("household.members", None),
        ("household.members", {}),
        ("household.members[1]", None),
        (APPLICANT, "x"),
        (APPLICANT, None),
        (MEMBER, WOMAN),
        ("applicant.id_kind", "x"),
        ("household.members[0].id_kind", 1),
        ("authorizations", "x"),
        ("authorizations", {}),
        ("authorizations", [None]),
        ("authorizations", [1]),
    ],
)
def test_authorizations_are_looked_at_once_everybody_is_known(path: str, value: Any) -> None:
    bent = put(put(FAMILY, "authorizations", []), path, value)
    assert OWED not in errors(bent)
    assert errors(bent) != []


def test_other_errors_of_a_person_do_not_hold_the_authorizations_up() -> None:
    bent = put(put(FAMILY, "authorizations", []), "household.members[0].name", None)
    bent = put(bent, "applicant.nonsense", 1)
    bent = put(bent, "household.members[0].monthly_income", "x")
    assert errors(bent).count(OWED) == 2


def test_it_stands_before_the_errors_of_the_entries() -> None:
    bent = single(authorizations=[consent(MAN, capacity="x")], proxy={})
    assert errors(bent) == [
        OWED,
        ("authorizations[0].capacity", "invalid"),
        ("proxy", "proxy_incomplete"),
    ]
